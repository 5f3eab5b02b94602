"""The command ``goodwill``, also as ``python -m goodwill``."""

from __future__ import annotations

import sys

from goodwill.shadowing import message, shadows
from goodwill.surroundings import prepare


def main() -> None:
    """Run the command line, or say what keeps it from running."""
    prepare()
    found = shadows()
    if found:
        sys.stderr.write(message(found) + "\n")
        raise SystemExit(2)
    from goodwill.command.cli import cli  # only now is it sure to be ours

    cli.main(prog_name="goodwill")


if __name__ == "__main__":
    main()
