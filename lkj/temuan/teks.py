"""Findings as people read them: by file, each with its line and what to write instead."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import click

from lkj.finding import Severity, display_width, format_finding
from lkj.rules import DAFTAR_ATURAN
from lkj.temuan.aturan import WARNA, fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lkj.finding import Edit, Finding
    from lkj.periksa import HasilPeriksa

# So many notes of one rule in one file, and each is shown in a line.
_BANYAK = 20
# Less room than this beside the place of a finding, and its sentence begins on the next line.
_SEMPIT = 16
# Of a longer line only the part around the place is shown, also where there is no terminal.
_PANJANG = 500


def format_findings(hasil: HasilPeriksa, width: int | None = None) -> str:
    """Write everything found, and how much that is.

    Args:
        hasil: what was found, at least one finding.
        width: of the terminal; None where there is none: nothing is broken then, and only very long lines are cut.
    """
    by_file = groupby(hasil.findings, key=lambda finding: finding.position.file)
    parts = [_format_file(file, list(found), hasil, width) for file, found in by_file]
    return "\n".join([*parts, *_summarize(hasil.findings)])


def _summarize(findings: Sequence[Finding]) -> Iterator[str]:
    files = {finding.position.file for finding in findings}
    yield f"Ditemukan {_count(findings)} dalam {len(files)} berkas."
    ranked = sorted(findings, key=lambda finding: list(Severity).index(finding.severity))
    kode = next((finding.code for finding in ranked if finding.code in DAFTAR_ATURAN), None)
    if kode:
        yield f"Penjelasan aturan beserta contohnya: lkj rules {kode}"


def _count(findings: Iterable[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[severity]} {severity}" for severity in Severity if counts[severity])


def _format_file(file: str, findings: Sequence[Finding], hasil: HasilPeriksa, width: int | None) -> str:
    lines = hasil.sources.get(file, ())
    notes = Counter(finding.code for finding in findings if finding.severity is Severity.CATATAN)

    def is_short(finding: Finding) -> bool:
        return finding.severity is Severity.CATATAN and notes[finding.code] > _BANYAK

    parts = [f"{click.style(file, bold=True, underline=True)} ({_count(findings)})"]
    for short, group in groupby(findings, key=is_short):
        if short:
            parts.append("\n".join(_format_head(finding, width) for finding in group))
        else:
            parts += ["\n".join(_format_rows(finding, lines, width)) for finding in group]
    return "\n\n".join(parts) + "\n"


def _format_rows(finding: Finding, lines: Sequence[str], width: int | None) -> Iterator[str]:
    """Write a finding: what `format_finding` gives, coloured and made to fit, and the change that mends it."""
    colour = WARNA[finding.severity]
    # A message is one line; the parts below it begin with a gutter, then a mark and a blank.
    near, near_lines = _bring_near(finding, lines)
    _, *rows = format_finding(near, {near.position.file: near_lines}).split("\n")
    yield _format_head(finding, width)
    gutter = len(str(finding.position.line)) + 1
    column = near.position.column - 1
    for row in rows:
        before, mark, text = row[: gutter + 1], row[gutter + 1], row[gutter + 3 :]
        if mark != "|":
            yield fill(text, width, f"{before}{mark} ", " " * (gutter + 3))
        elif before.strip():
            shown, start = _crop(text, column, width and width - gutter - 3)
            caret = display_width(shown[: column - start].ljust(column - start))
            yield f"{before}| {shown}"
            yield f"{' ' * gutter} | {' ' * caret}{click.style('^', fg=colour, bold=True)}"
    if finding.edit:
        for mark, text in _apply(finding.edit, finding, lines):
            shown, _ = _crop(text, finding.position.column - 1, width - gutter - 3 if width else _PANJANG)
            line = f"{mark} {shown}".rstrip()
            yield f"{' ' * gutter} {click.style(line, fg='red' if mark == '-' else 'green')}"


def _bring_near(finding: Finding, lines: Sequence[str]) -> tuple[Finding, Sequence[str]]:
    """Cut the line a finding points at, if it is very long, to the part around its place."""
    position = finding.position
    line = lines[position.line - 1] if 0 < position.line <= len(lines) else ""
    shown, start = _crop(line, position.column - 1, _PANJANG)
    if shown is line:
        return finding, lines
    near = replace(finding, position=position._replace(column=position.column - start))
    return near, [""] * (position.line - 1) + [shown]


def _format_head(finding: Finding, width: int | None) -> str:
    head = f"{finding.position}: {finding.severity} {finding.code}:"
    place, tingkat = click.style(f"{finding.position}:", bold=True), str(finding.severity)
    styled = f"{place} {click.style(tingkat, fg=WARNA[finding.severity], bold=True)} {finding.code}:"
    if width is not None and len(head) + _SEMPIT > width:
        return f"{styled}\n{fill(finding.message, width, '    ')}"
    blank = " " * (len(head) + 1)
    return f"{styled} {fill(finding.message, width, blank, '    ')[len(blank) :]}"


def _crop(text: str, column: int, room: int | None) -> tuple[str, int]:
    """Cut a line to the room there is, around a column.

    Returns:
        What is shown, and how many characters before it are not.
    """
    if room is None or len(text) <= room:
        return text, 0
    # One more than the line has, for a place at its end.
    start = 0 if column < room - 1 else min(column - room // 2, len(text) + 1 - room)
    shown = text[start : start + room]
    if start:
        shown = f"…{shown[1:]}"
    return (f"{shown[:-1]}…" if start + room < len(text) else shown), start


def _apply(edit: Edit, finding: Finding, lines: Sequence[str]) -> list[tuple[str, str]]:
    """Give the lines a change takes away and those it puts in their place, each with its mark."""
    first, column = finding.position.line - 1, finding.position.column - 1
    old, new = "\n".join(lines[first : first + edit.old.count("\n") + 1]), edit.new
    if old[column:].startswith(edit.old):
        new = f"{old[:column]}{edit.new}{old[column + len(edit.old) :]}"
    else:
        old = edit.old
    return [(mark, line.replace("\t", " ")) for mark, text in (("-", old), ("+", new)) for line in text.split("\n")]
