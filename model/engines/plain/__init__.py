"""The plain engine: an ordinary Mesa model of one agent a person, slow and easy to step through.

It calls the same mechanisms as the compiled engine and shares none of its loops.
"""
