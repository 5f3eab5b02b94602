"""Lessons: a ladder of short experiments that anybody can predict, run, and try to break.

A lesson is a TOML file of text and arms (``shipped/``; docs/lessons.md tells how to write
one). It never says what will happen: of four texts it shows the one that the runs call for.
"""
