"""What the tables of a sweep say: differences, indices, regions, fronts. Tables in, tables out."""
