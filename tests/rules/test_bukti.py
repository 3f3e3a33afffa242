from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.finding import format_finding
from lkj.load import load_tahun
from lkj.rules import bukti

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_what_the_rules_say(langgar: Callable[..., str], kasus: dict[str, Any]) -> None:
    assert langgar(getattr(bukti, kasus["uji"]), kasus["ubah"]) == kasus["temuan"]


def test_what_is_announced_but_not_there(proyek: Path) -> None:
    (proyek / "data/2025/bukti.yaml").write_text(
        "dokumentasi:\n  - kegiatan: 1.1.1\n    entri:\n      - keterangan: a\n        foto: [{alt: b}, {alt: c}]\n"
        "gambar:\n  - kode: situs\n    judul: Situs\n    foto: {alt: d}\n"
        "lampiran:\n  - judul: Piagam\n",
        encoding="utf-8",
    )
    muatan = load_tahun(proyek, 2025)
    assert muatan.data is not None
    advice = "salin berkasnya ke folder bukti, lalu isi `berkas`; sampai saat itu laporan memuat kotak kosong"
    assert [format_finding(finding, muatan.sources).split("\n") for finding in bukti.bukti_belum_ada(muatan.data)] == [
        [
            "data/2025/bukti.yaml:2:15: peringatan LKJ402: 2 foto kegiatan 1.1.1 belum ada.",
            " 2 |   - kegiatan: 1.1.1",
            "   |               ^",
            f"   = {advice}",
        ],
        [
            "data/2025/bukti.yaml:8:12: peringatan LKJ402: Gambar “Situs” belum ada.",
            " 8 |     judul: Situs",
            "   |            ^",
            f"   = {advice}",
        ],
        [
            "data/2025/bukti.yaml:11:12: peringatan LKJ402: Dokumen “Piagam” belum ada.",
            " 11 |   - judul: Piagam",
            "    |            ^",
            f"    = {advice}",
        ],
    ]
