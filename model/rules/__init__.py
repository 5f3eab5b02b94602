"""The rules of the day: one mechanism a file, small pure functions of scalars.

State in, state out. Both engines call these same functions; ``r`` is the named tuple of
parameters (``model.parameters.rules.Rules``).
"""
