"""The compiled engine: the rules looped over arrays, in parallel over people."""
