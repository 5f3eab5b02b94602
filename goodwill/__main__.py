"""The command ``goodwill``, also as ``python -m goodwill``."""

from __future__ import annotations

import sys

from goodwill.shadowing import message, shadows


def main() -> None:
    """Run the command line, or say what keeps it from running."""
    found = shadows()
    if found:
        sys.stderr.write(message(found) + "\n")
        raise SystemExit(2)
    from goodwill.command import main as command  # only now is it sure to be ours

    command()


if __name__ == "__main__":
    main()
