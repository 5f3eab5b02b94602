"""The same people and the same luck under each of several strategies of one brand."""
