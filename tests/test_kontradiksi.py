"""Contradictions the published report of 2025 has, put into the data one at a time: what `lkj check` says to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lkj.finding import format_finding
from lkj.periksa import check_tahun
from tests.rules.conftest import without_line_numbers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TAHUN = 2025


@pytest.fixture(scope="module")
def biasa(akar: Path) -> set[str]:
    """What is found in the data as they are."""
    return {without_line_numbers(str(finding.message)) for finding in check_tahun(akar, TAHUN).findings}


def test_what_a_planner_reads(
    proyek: Path, sunting: Callable[[Path, str, str], None], biasa: set[str], kasus: dict[str, Any]
) -> None:
    for ubah in kasus["ubah"]:
        sunting(proyek / "data" / str(TAHUN) / ubah["berkas"], ubah["lama"], ubah["baru"])
    hasil = check_tahun(proyek, TAHUN)
    new = [finding for finding in hasil.findings if without_line_numbers(str(finding.message)) not in biasa]
    text = "".join(f"{format_finding(finding, hasil.sources)}\n" for finding in new)
    assert without_line_numbers(text).replace("data/2025/", "") == kasus["temuan"]
