"""A text before pandoc reads it: in which parts, and with which of its extensions."""

from __future__ import annotations

import re
from itertools import pairwise
from math import ceil

# A colon or tilde that may begin a definition: at the start of a line, of a quoted one, of a cell.
_DEFINITION = re.compile(r"(?:^|(\|))[ \t>]*[:~][ \t]")
_GRID = re.compile(r"[ \t>]*[+|].*[+|][ \t]*")

# Characters: so many are read faster by two than by one, and more by none, as the time grows faster than the text.
_PART = 50_000
_LONGEST_PART = 1_000_000

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
    cuts = [0]
    for place in places:
        if place >= len(markdown) * len(cuts) / jumlah:
            cuts.append(place)
    return [markdown[start:end] for start, end in pairwise([*cuts, len(markdown)])]


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
