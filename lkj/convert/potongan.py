"""A text before pandoc reads it: in which parts, and with which of its extensions."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from math import ceil

# A colon or tilde that may begin a definition: at the start of a line, of a quoted one, of a cell.
_DEFINITION = re.compile(r"(?:^|(\|))[ \t>]*[:~][ \t]")
_GRID = re.compile(r"[ \t>]*[+|].*[+|][ \t]*")

# Characters: so many are read faster by two than by one, and more by none, as the time grows faster than the text.
_PART = 50_000
_LONGEST_PART = 1_000_000

# A list of contents: its first line, and what it holds.
_DAFTAR = re.compile(r"^(::: daftar-(?:isi|tabel|gambar)$)((?:\n(?!:::).*)*\n):::$", re.MULTILINE)

# Lines of which a letter takes less or more time than that of a paragraph: most of a table is blanks and lines; what
# stands in brackets is read several times.
_TABLE = re.compile(r"^[|+].*", re.MULTILINE)
_TABLE_LETTER = 0.2
_IMAGE = re.compile(r"^!\[.*", re.MULTILINE)
_IMAGE_LETTER = 5

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
    tables, images = (sum(map(len, lines.findall(text))) for lines in (_TABLE, _IMAGE))
    return len(text) + (_TABLE_LETTER - 1) * tables + (_IMAGE_LETTER - 1) * images


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
