"""Questions asked of the model: runs, comparisons, what they leave on disk, the command line."""
