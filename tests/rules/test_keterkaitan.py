from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from lkj.finding import Finding, Position, Related, Severity
from lkj.load import load_tahun
from lkj.rules import keterkaitan
from tests.rules.contoh import AGENCY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_what_the_rules_say(langgar: Callable[..., str], kasus: dict[str, Any]) -> None:
    assert langgar(getattr(keterkaitan, kasus["uji"]), kasus["ubah"]) == kasus["temuan"]


@pytest.fixture
def dua_tahun(tmp_path: Path) -> Path:
    """A copy of an agency with data of two years."""
    shutil.copytree(AGENCY / "data", tmp_path / "data")
    return tmp_path


def compare(proyek: Path) -> list[Finding]:
    data = load_tahun(proyek, 2025).data
    assert data is not None
    return list(keterkaitan.berubah_dari_tahun_lalu(data))


@pytest.mark.parametrize(
    ("field", "lama", "baru", "message"),
    [
        (
            "nama",
            "nama: Persentase anggota perpustakaan yang aktif",
            "nama: Persentase anggota yang aktif",
            "Nama indikator anggota_aktif “{}”, tahun 2024 “{}”.",
        ),
        (
            "satuan",
            "satuan: kunjungan",
            "satuan: orang",
            "Satuan indikator kunjungan “orang”, tahun 2024 “kunjungan”.",
        ),
        (
            "polaritas",
            "satuan: titik",
            "satuan: titik\n    polaritas: minimal",
            "Polaritas indikator layanan_keliling “minimal”, tahun 2024 “maksimal”.",
        ),
        (
            "rumus",
            "rumus: judul_baru[t] / judul[t] * 100",
            "rumus: judul_baru[t] / judul[t-1] * 100",
            "Rumus indikator kemutakhiran “{}”, tahun 2024 “{}”.",
        ),
    ],
)
def test_an_indicator_that_is_not_what_it_was(
    dua_tahun: Path, sunting: Callable[[Path, str, str], None], field: str, lama: str, baru: str, message: str
) -> None:
    sunting(dua_tahun / "data/2025/indikator.yaml", lama, baru)
    [finding] = compare(dua_tahun)
    data = load_tahun(dua_tahun, 2025).data
    assert data is not None
    assert data.lalu is not None
    kode = message.split()[2]
    now, then = (
        next(entry for entry in year.indikator.indikator if entry.kode == kode).at(field) for year in (data, data.lalu)
    )
    assert finding == Finding(
        now,
        "LKJ127",
        message.format(baru.removeprefix(f"{field}: "), lama.removeprefix(f"{field}: ")),
        "samakan; bila memang berubah, jelaskan dalam naskah bahwa kedua tahun tidak sebanding",
        Severity.PERINGATAN,
        (Related(then, f"{field} tahun 2024"),),
    )


@pytest.mark.parametrize(
    ("lama", "baru"),
    [
        ("nama: Persentase anggota perpustakaan yang aktif", "nama: Persentase Anggota  Perpustakaan yang Aktif"),
        ("satuan: kunjungan", "satuan: Kunjungan"),
        ("rumus: judul_baru[t] / judul[t] * 100", "rumus: (judul_baru[t]/judul[t]) * 100"),
        ("rumus: judul_baru[t] / judul[t] * 100", "uraian_rumus: Bagian koleksi yang baru"),
        ("rumus: judul_baru[t] / judul[t] * 100", "rumus: judul_baru[t] / (judul[t] * 100"),
        ("rumus: judul_baru[t] / judul[t] * 100", "rumus: judul_baru[t] / judul_lama[t] * 100"),
        ("  - kode: pengolahan\n", "  - kode: pengolahan_buku\n"),
    ],
    ids=["huruf", "ejaan satuan", "kurung", "tanpa rumus", "tak terbaca", "data tak dikenal", "kode lain"],
)
def test_what_is_no_other_way_of_measuring(
    dua_tahun: Path, sunting: Callable[[Path, str, str], None], lama: str, baru: str
) -> None:
    sunting(dua_tahun / "data/2025/indikator.yaml", lama, baru)
    assert compare(dua_tahun) == []


def test_a_budget_item_with_another_name(dua_tahun: Path, sunting: Callable[[Path, str, str], None]) -> None:
    path = dua_tahun / "data/2025/anggaran.yaml"
    sunting(path, "nama: Program Pengembangan Koleksi", "nama: Program  pengembangan koleksi")
    sunting(path, "nama: Layanan Perpustakaan Keliling", "nama: Layanan Keliling")
    [finding] = compare(dua_tahun)
    assert finding == Finding(
        Position("data/2025/anggaran.yaml", 11, 15),
        "LKJ127",
        "Nomor 1.1.1 bernama “Layanan Keliling”, tahun 2024 “Layanan Perpustakaan Keliling”.",
        "samakan namanya, atau beri nomor lain bila bukan pos yang sama",
        Severity.PERINGATAN,
        (Related(Position("data/2024/anggaran.yaml", 11, 15), "nama tahun 2024"),),
    )


def test_without_data_of_last_year_nothing_is_compared(dua_tahun: Path) -> None:
    shutil.rmtree(dua_tahun / "data/2024")
    assert compare(dua_tahun) == []
