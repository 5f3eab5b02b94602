"""The scenarios that ship with Goodwill, as TOML files."""
