"""What a process tells the one that started it: how much was found, and the first of the gravest. One short line."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from lkj.finding import Finding, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Letters of a sentence or the name of a file: one line stays a line, whatever stands in the data.
_PANJANG = 500


def write_ringkas(findings: Sequence[Finding]) -> str:
    """Write a summary of what was found, as a line of ASCII."""
    counts = Counter(finding.severity for finding in findings)
    gravest = min(findings, key=lambda finding: list(Severity).index(finding.severity), default=None)
    return json.dumps({"jumlah": {severity: counts[severity] for severity in Severity}, "pertama": _describe(gravest)})


def _describe(finding: Finding | None) -> dict[str, str | int] | None:
    if finding is None:
        return None
    return {
        "berkas": finding.position.file[:_PANJANG],
        "baris": finding.position.line,
        "kolom": finding.position.column,
        "kode": finding.code,
        "tingkat": finding.severity,
        "pesan": _shorten(finding.message),
    }


def _shorten(text: str) -> str:
    return text if len(text) <= _PANJANG else f"{text[: _PANJANG - 1]}…"


def read_ringkas(text: bytes) -> tuple[Mapping[Severity, int], Finding | None]:
    """Read such a line.

    Raises:
        ValueError: it is none.
    """
    try:
        value = json.loads(text)
        counts = {severity: int(value["jumlah"][severity]) for severity in Severity}
        first = value["pertama"]
        if first is None:
            return counts, None
        place = Position(str(first["berkas"]), int(first["baris"]), int(first["kolom"]))
        tingkat = Severity(first["tingkat"])
        return counts, Finding(place, str(first["kode"]), str(first["pesan"]), severity=tingkat)
    except (KeyError, TypeError) as error:
        raise ValueError("not a summary") from error
