"""Texts as a reader takes them: how lines are broken and what is commented out makes no difference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KOMENTAR = re.compile(r"\{%#.*?#\}", re.DOTALL)
# What begins a line that does not go on with the one above: a list, a quotation, a table, a block.
_BARU = re.compile(r"\s*(?:[-+*>|:]|\(?\w{1,4}[.)])(?:\s|$)|\s*(?::::|\|)")


@dataclass(frozen=True, slots=True)
class Potongan:
    """A paragraph or an item of a list: its text on one line, and the line it begins in."""

    teks: str
    baris: int


def split_naskah(text: str) -> list[Potongan]:
    """Split a text into its paragraphs and items."""
    # A comment leaves its line breaks, so that lines keep their numbers.
    plain = _KOMENTAR.sub(lambda found: "\n" * found[0].count("\n"), text)
    parts: list[Potongan] = []
    words: list[str] = []
    start = 0

    def end() -> None:
        if words:
            parts.append(Potongan(" ".join(words), start))
            words.clear()

    for number, line in enumerate(plain.splitlines(), start=1):
        if not line.strip() or _BARU.match(line):
            end()
        if line.strip():
            start = start if words else number
            # How deep an item stands says which one it belongs to.
            indent = line[: len(line) - len(line.lstrip())] if not words and _BARU.match(line) else ""
            words.append(indent + " ".join(line.split()))
            if line.endswith(("\\", "  ")):  # a line that is to end here
                words.append("\\")
                end()
    end()
    return parts


def is_same(lama: str, baru: str) -> bool:
    """Tell whether two texts read the same."""
    return lama == baru or [part.teks for part in split_naskah(lama)] == [part.teks for part in split_naskah(baru)]


def pair_changed(lama: Sequence[str], baru: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Set what differs between two lists beside each other, by index; None where one has nothing.

    What stands between the same neighbours is taken for one thing that was changed.
    """
    for tag, first, last, start, stop in SequenceMatcher(None, lama, baru).get_opcodes():
        if tag != "equal":
            shared = min(last - first, stop - start)
            yield from ((first + index, start + index) for index in range(shared))
            yield from ((index, None) for index in range(first + shared, last))
            yield from ((None, index) for index in range(start + shared, stop))
