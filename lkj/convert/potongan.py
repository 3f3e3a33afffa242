"""A text before pandoc reads it: in which parts, and with which of its extensions."""

from __future__ import annotations

import json
import re
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# A colon or tilde that may begin a definition: at the start of a line, of a quoted one, of a cell.
_DEFINITION = re.compile(r"(?:^|(\|))[ \t>]*[:~][ \t]")
_GRID = re.compile(r"[ \t>]*[+|].*[+|][ \t]*")

# Characters: it takes twice as many for a second pandoc to be worth its start, and none should read more than the
# latter, as the time it takes grows faster than the text.
_PART = 50_000
_LONGEST_PART = 1_000_000

# A list of contents: its first line, and what it holds.
_DAFTAR = re.compile(r"^(::: daftar-(?:isi|tabel|gambar)$)((?:\n(?!:::).*)*\n):::$", re.MULTILINE)

# The lines of a table, and what a letter of them counts: most are blanks and lines.
_TABLE = re.compile(r"^[|+].*", re.MULTILINE)
_SHARE = 0.2

# An image on a line of its own whose alternative text has no markup, but for signs that are meant as such.
_IMAGE = re.compile(r"^!\[((?:[^\\\[\]*_`$^~<>&{}|\n]|\\[!-/:-@\[-`{-~])+)\](?=\()", re.MULTILINE)
_MEANT = re.compile(r"\\(.)")
_HELD = re.compile("\ue000(\\d+)\ue001".encode())

# What makes one part of a text depend on another: names of links and notes, numbered examples, code, headings that get
# a name of their own.
_JOINED = re.compile(r"^ {0,3}(?:\[.*\]:|```|~~~)|\[\^|\(@|^#{1,6} (?!.*\{#)", re.MULTILINE)
# Where a division begins or ends, and a heading.
_BOUNDARY = re.compile(r"^(?:(:{3,})(.*)|(?<=\n\n)#{1,6} )", re.MULTILINE)


def split_markdown(markdown: str, banyak: int) -> list[str]:
    """Split a text into parts that pandoc reads as it would read the whole.

    Each but the first begins with a heading. A text that says in one place what another refers to, or has code or
    headings without identifiers, stays whole; the templates that ship with the program write none of these.

    Args:
        markdown: the text.
        banyak: how many parts are read at once; a long text has more.
    """
    jumlah = min(banyak, len(markdown) // _PART) or 1
    jumlah = max(jumlah, ceil(len(markdown) / _LONGEST_PART))
    if jumlah == 1 or _JOINED.search(markdown):
        return [markdown]
    places, deep = [], 0
    for found in _BOUNDARY.finditer(markdown):
        if found[1]:
            deep += 1 if found[2].strip() else -1
        elif not deep:
            places.append(found.start())
    # What there is to read up to each place.
    sections = pairwise([0, *places, len(markdown)])
    *before, total = accumulate(_weigh(markdown[start:end]) for start, end in sections)
    cuts = [0]
    for bagian in range(1, jumlah) if places else ():
        nearest = min(zip(places, before, strict=True), key=lambda place: abs(place[1] - total * bagian / jumlah))
        if nearest[0] > cuts[-1]:
            cuts.append(nearest[0])
    return [markdown[start:end] for start, end in pairwise([*cuts, len(markdown)])]


def _weigh(text: str) -> float:
    """Tell how long a text takes to read, in letters of a paragraph."""
    return len(text) - (1 - _SHARE) * sum(map(len, _TABLE.findall(text)))


def hold_alt(markdown: str) -> tuple[str, list[str]]:
    """Put numbers in the place of alternative texts, and give these: pandoc reads what is in brackets several times."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(_MEANT.sub(r"\1", found[1]))
        return f"![\ue000{len(held) - 1}\ue001]"

    return _IMAGE.sub(hold, markdown), held


def put_alt(pohon: bytes, held: Sequence[str]) -> bytes:
    """Put the alternative texts that were held into a tree, which is JSON."""
    return _HELD.sub(lambda found: json.dumps(held[int(found[1])], ensure_ascii=False)[1:-1].encode(), pohon)


def drop_daftar(markdown: str) -> str:
    """Leave out what the lists of contents hold, but not its lines: documents make their own."""
    return _DAFTAR.sub(lambda found: found[1] + "\n" * found[2].count("\n") + ":::", markdown)


def may_define(markdown: str) -> bool:
    """Tell whether a text may hold definitions: to look for them, pandoc reads the first line of each paragraph twice.

    What stands below a table is its caption.
    """
    before = ""
    for line in markdown.split("\n"):
        found = _DEFINITION.search(line)
        if found and (found[1] or not _GRID.fullmatch(before)):
            return True
        before = line if line.strip() else before
    return False
