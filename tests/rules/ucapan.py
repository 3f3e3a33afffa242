"""A text put into the narrative of a report, and what the rules on narrative say of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lkj.finding import Position, format_finding
from lkj.load import Naskah
from lkj.rules import gerak, klaim, prosa

if TYPE_CHECKING:
    from lkj.finding import Finding
    from lkj.laporan import Laporan

RULES = (*prosa.REPORT, *klaim.REPORT, *gerak.REPORT)


def judge(laporan: Laporan, text: str) -> str:
    """Say all that is found in a text that is the only narrative of a report."""
    return "".join(map(describe, find(tell(laporan, text))))


def tell(laporan: Laporan, text: str) -> Laporan:
    """Give a report another narrative."""
    narasi = {"uji": Naskah(text, Position("uji.md"))}
    return replace(laporan, data=replace(laporan.data, narasi=narasi, analisis=None))


def find(laporan: Laporan) -> list[Finding]:
    """List all that the rules on narrative find in a report."""
    return sorted(finding for rule in RULES for finding in rule(laporan))


def describe(finding: Finding) -> str:
    text = re.sub(r"\n +(?=[=:] )", "\n  ", format_finding(finding, {}))
    if finding.edit:
        text += f"\n  > {finding.edit.old!r} menjadi {finding.edit.new!r}"
    # Lines of the data move; what they are called does not.
    return re.sub(r"data/2025/([\w/.]+):\d+:\d+", r"\1", text) + "\n"
