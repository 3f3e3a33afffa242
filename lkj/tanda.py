"""Marks of what is still to be filled in: `# ISI: …` in YAML, `{%# ISI: … #}` in narrative."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import yaml

from lkj.finding import Finding, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KODE = "LKJ017"

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The lookahead lets several be found in a line, of which the first may be part of a text.
_MARK = re.compile(r"(?:^|(?<=\s))(?=#+[ \t]*ISI(?::[ \t]*(.*))?$)")
_MARK_IN_NASKAH = re.compile(r"\{%#-?\s*ISI\b:?(.*?)#\}", re.DOTALL)
# Of a line no more marks are looked at.
_MOST_MARKS = 20
_COMMENT_IN_NASKAH = re.compile(r"\{%#.*?#\}", re.DOTALL)
_EMPTY_LINE = re.compile(r"\s*(#|$)")


class Tanda(NamedTuple):
    """A mark.

    Attributes:
        position: where it stands.
        baris: the line it marks: its own, or the next one with something on it where it has a line of its own.
        apa: what is to be filled in; may be empty.
    """

    position: Position
    baris: int
    apa: str

    @property
    def message(self) -> str:
        """Say what is to be done, in a sentence."""
        return f"Belum diisi: {self.apa.rstrip('.')}." if self.apa else "Bagian ini belum diisi."

    def to_finding(self, tanda: str = "# ISI") -> Finding:
        """Report it.

        Args:
            tanda: how such a mark looks in the file.
        """
        advice = f"isi, lalu hapus tanda {tanda}"
        return Finding(self.position, KODE, self.message, advice, Severity.PERINGATAN)


def find_tanda(text: str, file: str) -> list[Tanda]:
    """Find the marks in the comments of YAML that can be read.

    Args:
        text: the YAML.
        file: its name in positions.
    """
    lines = text.splitlines()
    found = [
        (number, mark)
        for number, line in enumerate(lines)
        if "ISI" in line
        for mark in islice(_MARK.finditer(line.rstrip()), _MOST_MARKS)
    ]
    if not found:
        return []
    quoted = _find_texts(text)
    # Of one line only the first: what follows is part of its text.
    marks = {
        number: mark
        for number, mark in reversed(found)
        if not any(start <= (number, mark.start()) < end for start, end in quoted.get(number, ()))
    }
    return [
        Tanda(
            Position(file, number + 1, mark.start() + 1),
            _find_marked(lines, number, mark.start()) + 1,
            mark[1] or "",
        )
        for number, mark in sorted(marks.items())
    ]


def find_tanda_naskah(text: str, file: str) -> list[Tanda]:
    """Find the marks in the comments of narrative."""
    return [
        Tanda(
            Position(file, line, mark.start() - text.rfind("\n", 0, mark.start())),
            line,
            " ".join(mark[1].removesuffix("-").split()),
        )
        for mark in _MARK_IN_NASKAH.finditer(text, 0, _end_of_comments(text))
        for line in (text.count("\n", 0, mark.start()) + 1,)
    ]


def is_unwritten(text: str) -> bool:
    """Tell whether narrative holds nothing but a mark: it is still to be written."""
    end = _end_of_comments(text)
    marked = _MARK_IN_NASKAH.search(text, 0, end)
    return bool(marked) and not (_COMMENT_IN_NASKAH.sub("", text[:end]) + text[end:]).strip()


def _end_of_comments(text: str) -> int:
    """Give the place from which on no comment is closed, so that nobody looks for its end."""
    return text.rfind("#}") + 2 if "#}" in text else 0


def drop_told(findings: Iterable[Finding]) -> set[Finding]:
    """Leave out each mark on whose line something else was found: what is blank there has been told."""
    found = set(findings)
    told = {
        (finding.position.file, finding.position.line)
        for finding in found
        if finding.code != KODE and finding.severity is not Severity.CATATAN
    }
    return {
        finding
        for finding in found
        if finding.code != KODE or (finding.position.file, finding.position.line) not in told
    }


def _find_marked(lines: list[str], number: int, column: int) -> int:
    if lines[number][:column].strip():
        return number
    return next((below for below in range(number + 1, len(lines)) if not _EMPTY_LINE.match(lines[below])), number)


_Span = tuple[tuple[int, int], tuple[int, int]]


def _find_texts(text: str) -> dict[int, list[_Span]]:
    """Give, by line, where values stand that may hold a sign of comments as part of their text."""
    found: dict[int, list[_Span]] = {}
    for start, end in _iter_texts(text):
        for line in range(start[0], end[0] + 1):
            found.setdefault(line, []).append((start, end))
    return found


def _iter_texts(text: str) -> Iterator[_Span]:
    for event in yaml.parse(text, _LOADER):
        if isinstance(event, yaml.ScalarEvent) and event.style:
            start, end = cast("Any", event.start_mark), cast("Any", event.end_mark)
            # What stands behind the sign of a block, on its line, is a comment.
            begin = (start.line + 1, 0) if event.style in "|>" else (start.line, start.column)
            yield begin, (end.line, end.column)
