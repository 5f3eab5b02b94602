"""Pajek files made complete: networkx loses links of people that have no line of their own."""

from __future__ import annotations

import re


class NotPajek(ValueError):
    """A line of a Pajek file says something else than it should."""


def complete_pajek(text: str) -> tuple[list[str], list[str], int]:
    """Return the lines with everybody named by number, the labels, and the number of links.

    Lists of arcs and edges are written out. Raises NotPajek.
    """
    labels: list[str] = []
    found: dict[str, list[str]] = {"*arcs": [], "*edges": []}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("%"):
            continue
        if line.startswith("*"):
            section = line.split()[0].split(":")[0].lower()
            if section == "*vertices" and labels:
                raise NotPajek(f"line {number} begins a second network or partition: keep one")
            labels = _vertices(line, number) if section == "*vertices" else labels
        elif section == "*vertices":
            _name(labels, line, number)
        elif section in ("*arcs", "*edges"):
            ends = _numbers(line, labels, number, 2)
            found[section].append(" ".join([*ends, *line.split()[2:3]]))
        elif section in ("*arcslist", "*edgeslist"):
            one, *others = _numbers(line, labels, number, None)
            found[section.removesuffix("list")] += [f"{one} {other}" for other in others]
        elif section != "*network":
            raise NotPajek(f"line {number} stands below {section}, which is not read")
    lines = [f"*Vertices {len(labels)}"]
    lines += [f'{at} "{at}"' for at in range(1, len(labels) + 1)]
    # All links as arcs: networkx reads one section of links only.
    links = [*found["*arcs"], *found["*edges"]]
    return [*lines, "*Arcs", *links], _distinct(labels), len(links)


def _vertices(line: str, number: int) -> list[str]:
    count = re.match(r"\*vertices\s+(\d+)", line, re.IGNORECASE)
    if not count:
        raise NotPajek(f"line {number} does not say how many vertices there are")
    if int(count[1]) > 20_000_000:
        raise NotPajek(f"line {number} has more vertices than can be")
    return [str(at + 1) for at in range(int(count[1]))]


def _name(labels: list[str], line: str, number: int) -> None:
    found = re.match(r"(\d+)(?:\s+(?:\"([^\"]*)\"|(\S+)))?", line)
    if not found or not 1 <= int(found[1]) <= len(labels):
        raise NotPajek(f"line {number} is no vertex from 1 to {len(labels)}")
    labels[int(found[1]) - 1] = found[2] or found[3] or found[1]


def _numbers(line: str, labels: list[str], number: int, first: int | None) -> list[str]:
    words = line.split()[:first]
    good = all(word.isdigit() and 1 <= int(word) <= len(labels) for word in words)
    if not good or len(words) < 2:
        raise NotPajek(f"line {number} has no two numbers of vertices from 1 to {len(labels)}")
    return words


def _distinct(labels: list[str]) -> list[str]:
    """Return the labels, or the numbers where two have one label."""
    trimmed = [label.strip() for label in labels]
    if len(set(trimmed)) == len(trimmed) and all(trimmed):
        return trimmed
    return [str(at + 1) for at in range(len(labels))]
