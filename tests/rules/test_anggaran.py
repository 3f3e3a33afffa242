from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from lkj.finding import format_finding
from lkj.load import load_tahun
from lkj.rules import anggaran

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_what_the_rules_say(langgar: Callable[..., str], kasus: dict[str, Any]) -> None:
    assert langgar(getattr(anggaran, kasus["uji"]), kasus["ubah"]) == kasus["temuan"]


def test_realised_budget_that_is_missing_below_a_program(
    akar: Path, tmp_path: Path, sunting: Callable[[Path, str, str], None]
) -> None:
    shutil.copytree(akar / "tests" / "instansi_kedua" / "data", tmp_path / "data")
    sunting(tmp_path / "data" / "2025" / "anggaran.yaml", "            realisasi: 219999999\n", "")
    sunting(tmp_path / "data" / "2025" / "anggaran.yaml", "        realisasi: 1432750250\n", "")
    muatan = load_tahun(tmp_path, 2025)
    assert muatan.data is not None
    findings = anggaran.realisasi_anggaran_tidak_ada(muatan.data)
    assert "".join(f"{format_finding(finding, muatan.sources)}\n" for finding in findings) == (
        "data/2025/anggaran.yaml:18:19: peringatan LKJ306: "
        "Realisasi anggaran sasaran “s1_ibu” tidak diketahui, jumlahnya tidak akan dicetak.\n"
        " 18 |           - kode: 1.02.02.2.02.0002\n"
        "    |                   ^\n"
        "    = tulis `s1_ibu: …` dalam `realisasi_sasaran`, atau `realisasi` pada 1.02.02.2.02.0002\n"
        "data/2025/anggaran.yaml:31:15: peringatan LKJ306: "
        "Realisasi anggaran sasaran “s2_rujukan” tidak diketahui, jumlahnya tidak akan dicetak.\n"
        " 31 |       - kode: 1.02.03.2.01\n"
        "    |               ^\n"
        "    = tulis `s2_rujukan: …` dalam `realisasi_sasaran`, atau `realisasi` pada 1.02.03.2.01\n"
    )
