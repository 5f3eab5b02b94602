"""Virtual experiments held against published findings: one file each, ``v01`` to ``v14``.

Each file tells its experiment: set-up, intervention, measurement, what is accepted, source,
and which mechanism is switched off to see the experiment fail.
"""
