"""What happens between a person and a brand: one mechanism a file, for both engines."""
