from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from lkj.finding import format_finding
from lkj.load import load_tahun
from lkj.rules import CODE_RULES, DAFTAR_ATURAN, check_basics, check_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from lkj.load import DataTahun
    from lkj.rules.aturan import Aturan


def without_line_numbers(text: str) -> str:
    """Leave it to the quoted line to say where a finding is, so that the data may grow above it."""
    text = re.sub(r"data/2025/(\w+\.yaml):\d+:", r"\1:", text)
    return re.sub(r"^ *\d* ([|=:])", r"\1", text, flags=re.MULTILINE)


@pytest.fixture
def langgar(proyek: Path, sunting: Callable[[Path, str, str], None]) -> Callable[..., str]:
    """Change the data of 2025, run one rule, and give what it finds as people read it."""

    def langgar(rule: Aturan[Any], ubah: Sequence[Mapping[str, str]]) -> str:
        for satu in ubah:
            sunting(proyek / "data" / "2025" / satu["berkas"], satu["lama"], satu["baru"])
        muatan = load_tahun(proyek, 2025)
        assert muatan.findings == []
        assert muatan.data is not None
        findings = list(rule(muatan.data if rule not in CODE_RULES else muatan.data.nodes()))
        assert DAFTAR_ATURAN[rule.kode] is rule
        for finding in findings:
            known = {str(place) for place in (finding.position, *(related.position for related in finding.related))}
            assert set(re.findall(r"data/2025/\S+?:\d+:\d+", finding.message)) <= known
        assert set(findings) <= check_basics(muatan.data) | check_data(muatan.data)
        return without_line_numbers("".join(f"{format_finding(finding, muatan.sources)}\n" for finding in findings))

    return langgar


@pytest.fixture(scope="session")
def bersih(akar: Path) -> tuple[DataTahun, DataTahun]:
    """Data without flaws, of both agencies; not to be changed."""
    first, second = (load_tahun(proyek, 2025).data for proyek in (akar, akar / "tests" / "instansi_kedua"))
    assert first is not None
    assert second is not None
    return first, second
