"""The command line: one file a command. Heavy libraries are imported where they are used."""
