"""Names that others gave, of files and in repositories, on a line of a terminal."""

from __future__ import annotations


def show_nama(text: str) -> str:
    """Write a name, which may hold anything, on a line: what cannot be printed becomes a mark."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
