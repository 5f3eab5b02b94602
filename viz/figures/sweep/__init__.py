"""Pictures of many runs: what follows where, which arm is best, what matters."""
