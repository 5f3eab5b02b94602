"""Two engines for one set of rules: compiled loops over arrays, and plain Mesa agents."""
