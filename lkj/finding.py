"""Findings: what is wrong in the data, where, and what to write instead. Values, never exceptions."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


class Severity(StrEnum):
    """How serious a finding is; only `GALAT` stops a build."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    CATATAN = "catatan"


class Position(NamedTuple):
    """A place in a file: path relative to the project with `/`, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """Another place that a finding speaks of, and what stands there, in Indonesian."""

    position: Position
    message: str

    def __post_init__(self) -> None:
        _write_on_one_line(self, "message")


class Edit(NamedTuple):
    """The change that mends a flaw: `old`, which stands at the position of the finding, becomes `new`."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One flaw in the data.

    Attributes:
        position: where it stands.
        code: `LKJnnn`, stable, for searching and waiving.
        message: what is wrong, one Indonesian sentence.
        advice: what to write instead; empty where nothing better than the message can be said.
        severity: `Severity`.
        related: the other places that have a part in it.
        edit: the change that mends it, where there is but one.
    """

    position: Position
    code: str
    message: str
    advice: str = ""
    severity: Severity = Severity.GALAT
    related: tuple[Related, ...] = ()
    edit: Edit | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        _write_on_one_line(self, "message", "advice")


def _write_on_one_line(value: Finding | Related, *names: str) -> None:
    """Join the lines of texts, which they may have where they quote the data."""
    for name in names:
        text = getattr(value, name)
        if "\n" in text or "\r" in text:
            object.__setattr__(value, name, re.sub(r"\s*[\r\n]\s*", " ", text))


MAX_FINDINGS = 1000
"""How many findings are shown of a file: nobody reads more, and a file may be made to have millions."""


def limit_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings, and put one in the place of all that a file has beyond `MAX_FINDINGS`."""
    kept: list[Finding] = []
    for _, group in groupby(sorted(findings), key=lambda finding: finding.position.file):
        found = list(group)
        rest = found[MAX_FINDINGS:]
        kept += found[:MAX_FINDINGS]
        if rest:
            severity = min((finding.severity for finding in rest), key=list(Severity).index)
            message = f"Berkas ini masih mempunyai {len(rest)} temuan yang tidak ditampilkan."
            advice = "perbaiki yang sudah disebut, lalu periksa lagi"
            kept.append(Finding(rest[0].position, "LKJ005", message, advice, severity))
    return kept


def stops_build(findings: Iterable[Finding]) -> bool:
    """Tell whether any of the findings is a `GALAT`."""
    return any(finding.severity is Severity.GALAT for finding in findings)


def suggest_name(
    given: str, known: Iterable[str], otherwise: str = "", write: Callable[[str], str] = "“{}”".format
) -> str:
    """Ask whether the known name nearest to a wrong one was meant.

    Args:
        given: the wrong name.
        known: the names there are.
        otherwise: the advice where none is near.
        write: writes the name that was probably meant.
    """
    close = difflib.get_close_matches(given, known, n=1)
    return f"maksud Anda {write(close[0])}?" if close else otherwise


def format_finding(finding: Finding, sources: Mapping[str, Sequence[str]]) -> str:
    """Write a finding as people read it: position, sentence, the line itself with a caret, advice.

    Args:
        finding: what to write.
        sources: the lines of each file that was read, by the file name used in positions.
    """
    position = finding.position
    parts = [f"{position}: {finding.severity} {finding.code}: {finding.message}"]
    lines = sources.get(position.file, ())
    gutter = len(str(position.line)) + 1
    if 0 < position.line <= len(lines):
        # A tab would push the caret out of place, so both lines show it as one blank.
        text = lines[position.line - 1].replace("\t", " ").rstrip()
        before = text[: position.column - 1].ljust(position.column - 1)
        parts.append(f"{position.line:>{gutter}} | {text}")
        parts.append(f"{'':>{gutter}} | {' ' * display_width(before)}^")
    if finding.advice:
        parts.append(f"{'':>{gutter}} = {finding.advice}")
    parts += [
        f"{'':>{gutter}} : {related.position}: {related.message}"
        for related in finding.related
        if str(related.position) not in finding.message
    ]
    return "\n".join(parts)


def display_width(text: str) -> int:
    """Count the terminal columns of `text`: East Asian wide signs take two, combining and format signs no."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(char) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )
