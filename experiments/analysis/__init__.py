"""What came of a sweep, in tables: means, differences, winners, sensitivity, regions, fronts."""
