"""What an experiment leaves on disk: tables, JSON, and a folder that is whole or not there."""
