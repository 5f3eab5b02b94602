"""The door to Goodwill: the command ``goodwill``, and a check that its packages are its own."""
