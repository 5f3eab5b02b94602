"""Questions asked of the model: runs, sweeps, comparisons, studies, and what they leave on disk."""
