"""What a rule finds in the agency of the examples, which has data of two years and no findings of its own."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

from lkj.finding import format_finding
from lkj.laporan import compute_laporan
from lkj.load import load_tahun
from lkj.rules import DATA_RULES, REPORT_RULES
from tests.rules.conftest import without_line_numbers
from tests.rules.contoh import AGENCY, TAHUN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from lkj.rules.aturan import Aturan


def find_in_contoh(
    aturan: Aturan[Any],
    ubah: Sequence[Mapping[str, str]],
    proyek: Path,
    sunting: Callable[[Path, str, str], None],
) -> str:
    """Change the data, run one rule, and give what it finds as people read it, without line numbers."""
    shutil.copytree(AGENCY / "data", proyek / "data")
    for satu in ubah:
        sunting(proyek / "data" / str(TAHUN) / satu["berkas"], satu["lama"], satu["baru"])
    muatan = load_tahun(proyek, TAHUN)
    assert muatan.findings == []
    assert muatan.data is not None
    assert aturan in DATA_RULES or aturan in REPORT_RULES
    findings = list(aturan(compute_laporan(muatan.data) if aturan in REPORT_RULES else muatan.data))
    text = "".join(f"{format_finding(finding, muatan.sources)}\n" for finding in findings)
    return without_line_numbers(re.sub(r"(data/2024/\w+\.yaml):\d+:", r"\1:", text))
