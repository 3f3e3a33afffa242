"""What a rule on the report finds in a project, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.finding import format_finding
from lkj.laporan import compute_laporan
from lkj.load import load_tahun
from lkj.rules import REPORT_RULES, check_basics, check_laporan, is_computable

if TYPE_CHECKING:
    from pathlib import Path

    from lkj.laporan import Laporan
    from lkj.rules.aturan import Aturan


def find_in_report(aturan: Aturan[Laporan], proyek: Path) -> str:
    muatan = load_tahun(proyek, 2025)
    assert muatan.findings == []
    assert muatan.data is not None
    assert is_computable(check_basics(muatan.data))
    laporan = compute_laporan(muatan.data)
    findings = list(aturan(laporan))
    assert aturan in REPORT_RULES
    assert set(findings) <= check_laporan(laporan)
    return "".join(f"{format_finding(finding, muatan.sources)}\n" for finding in findings)
