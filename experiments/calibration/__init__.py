"""Defaults under which the fitted targets hold: found by a search, and written down."""
