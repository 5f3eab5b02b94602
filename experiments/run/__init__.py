"""One run, and one pool of processes: what everything that asks the model many times works by."""
