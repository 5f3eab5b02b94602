"""A user's own strategies: read, kept and called in a process that can be ended."""
