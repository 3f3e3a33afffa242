from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lkj.banding.hasil import compare_sisi
from lkj.banding.sisi import read_sisi
from lkj.format import format_satuan

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.banding.data import Ubahan
    from lkj.banding.hasil import Beda
    from lkj.banding.sisi import Sisi
    from lkj.telusur.peta import Asal

    Sunting = Callable[[Path], object]

CONTOH = Path(__file__).parents[1] / "contoh"


@pytest.fixture(scope="session")
def lama() -> Sisi:
    """The example agency as it is, read once."""
    return read_sisi(CONTOH, 2025)


@pytest.fixture
def contoh(tmp_path: Path) -> Path:
    """A copy of the example agency that a test may change."""
    shutil.copytree(CONTOH / "data", tmp_path / "contoh" / "data")
    return tmp_path / "contoh"


@pytest.fixture
def banding(lama: Sisi, contoh: Path) -> Callable[..., Beda]:
    """Compare the example agency with what becomes of it when texts of its files are replaced."""

    def banding(*suntingan: tuple[str, str, str]) -> Beda:
        for nama, old, new in suntingan:
            edit(contoh / "data" / "2025" / nama, old, new)
        return compare_sisi(lama, read_sisi(contoh, 2025))

    return banding


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first place of a text in a file; a text that is to be new makes the file."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


@pytest.fixture
def ceritakan() -> Callable[[Beda], list[str]]:
    """Tell all that differs, a line each."""
    return lambda beda: [
        *(tell_ubahan(ubahan) for ubahan in beda.data),
        *(
            line
            for kelompok in beda.list_kelompok()
            for line in (
                *(f"{kelompok.sebab} {satu.kode} {satu.apa}: {satu.lama} → {satu.baru}" for satu in kelompok.penilaian),
                *(
                    f"{kelompok.sebab} {satu.asal.label}: {tell_angka(satu.lama)} → {tell_angka(satu.baru)}"
                    for satu in kelompok.angka
                ),
            )
        ),
        *(f"{satu.jenis} {satu.bagian.teks}" for satu in beda.bagian),
        *(
            f"{satu.butir.finding.code} {satu.tingkat_lama} → {satu.tingkat_baru} {beda.number(satu.sebab)}"
            for satu in beda.temuan
        ),
    ]


def tell_ubahan(ubahan: Ubahan) -> str:
    place = f"{ubahan.posisi.file.removeprefix('data/2025/')}:{ubahan.posisi.line}"
    return " ".join(filter(None, (ubahan.jenis, place, ubahan.tempat, f"{ubahan.lama} → {ubahan.baru}")))


def tell_angka(asal: Asal | None) -> str:
    return format_satuan(asal.angka).replace("\N{NO-BREAK SPACE}", " ") if asal else "–"
