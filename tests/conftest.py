from __future__ import annotations

import json
import os
import shutil
import sys
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from lkj.build import build
from lkj.cli import main
from lkj.finding import Position, stops_build
from lkj.ilustrasi import plan_ilustrasi
from lkj.laporan import Laporan, compute_laporan
from lkj.load import load_tahun
from lkj.masukan import template_folders
from lkj.media.bukti import prepare_bukti
from lkj.periksa import read_tata_letak
from lkj.render import Hasil, render_laporan
from lkj.rules import check_basics, is_computable
from tests.keluaran import Keluaran
from tests.repo import forget_setelan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lkj.build import HasilBuild
    from lkj.finding import Finding

# A test that says nothing about it sees the program at work, not what it remembers, and leaves nothing with its user.
os.environ["LKJ_CACHE"] = ""

AKAR = Path(__file__).parents[1]
KEDUA = Path(__file__).parent / "instansi_kedua"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--perbarui", action="store_true", help="tulis ulang acuan dalam tests/golden")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for a `kasus` each of the cases beside it: those of `test_x.py` stand in `x.yaml`."""
    if "kasus" in metafunc.fixturenames:
        path = Path(metafunc.module.__file__)
        kasus = yaml.safe_load((path.parent / f"{path.stem.removeprefix('test_')}.yaml").read_text(encoding="utf-8"))
        metafunc.parametrize("kasus", kasus, ids=[f"{satu['uji']}-{satu['nama']}" for satu in kasus])


@pytest.fixture(autouse=True)
def _tanpa_lingkungan(monkeypatch: pytest.MonkeyPatch) -> None:
    for nama in ("SOURCE_DATE_EPOCH", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(nama, raising=False)


@pytest.fixture
def tanpa_setelan_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let git read no settings of whoever runs the tests, and find no repository above."""
    forget_setelan(monkeypatch)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


@pytest.fixture(scope="session")
def akar() -> Path:
    """The project itself."""
    return AKAR


def salin(asal: Path, tujuan: Path) -> Path:
    shutil.copytree(asal / "data", tujuan / "data")
    return tujuan


@pytest.fixture
def proyek(tmp_path: Path) -> Path:
    """A copy of the data of 2025 that a test may change."""
    return salin(AKAR, tmp_path / "proyek")


def build_copy(asal: Path, tujuan: Path) -> HasilBuild:
    hasil = build(salin(asal, tujuan), 2025, lambda _: None)
    assert not stops_build(hasil.findings)
    return hasil


@pytest.fixture(scope="session")
def terbangun(tmp_path_factory: pytest.TempPathFactory) -> HasilBuild:
    """All documents of 2025, made once; not to be changed."""
    return build_copy(AKAR, tmp_path_factory.mktemp("pertama"))


@pytest.fixture(scope="session")
def kedua_terbangun(tmp_path_factory: pytest.TempPathFactory) -> HasilBuild:
    """All documents of the second agency, made once; not to be changed."""
    return build_copy(KEDUA, tmp_path_factory.mktemp("kedua"))


@pytest.fixture(scope="session")
def laporan() -> Laporan:
    """The report of 2025, computed once."""
    return compute(AKAR)


@pytest.fixture(scope="session")
def laporan_kedua() -> Laporan:
    """The report of the second agency, computed once."""
    return compute(KEDUA)


def compute(proyek: Path) -> Laporan:
    muatan = load_tahun(proyek, 2025)
    assert muatan.findings == []
    assert muatan.data is not None
    assert is_computable(check_basics(muatan.data))
    return compute_laporan(muatan.data)


@pytest.fixture
def hitung() -> Callable[[Path], Laporan]:
    """Compute the report of a project whose data have no flaw."""
    return compute


def render(laporan: Laporan, proyek: Path) -> Hasil:
    media, flaws = prepare_bukti(laporan.data.bukti, proyek / laporan.data.folder)
    assert flaws == []
    plan = plan_ilustrasi(laporan, *read_tata_letak(proyek))
    return render_laporan(laporan, template_folders(proyek), media, dict.fromkeys(plan, ()))


@pytest.fixture
def cetak() -> Callable[[Path], Hasil]:
    """Render a project whose data have no flaw but perhaps in narrative; its figures are not drawn."""
    return lambda proyek: render(compute(proyek), proyek)


@pytest.fixture(scope="session")
def tercetak(laporan: Laporan) -> Hasil:
    """The text of 2025, its figures not drawn."""
    return render(laporan, AKAR)


@pytest.fixture(scope="session")
def kedua_tercetak(laporan_kedua: Laporan) -> Hasil:
    """The text of the second agency, its figures not drawn."""
    return render(laporan_kedua, KEDUA)


@pytest.fixture
def temukan(cetak: Callable[[Path], Hasil]) -> Callable[[Path], list[Finding]]:
    """Find the flaws in the narrative of a project."""
    return lambda proyek: cetak(proyek).findings


@pytest.fixture
def sunting() -> Callable[[Path, str, str], None]:
    """Replace a text that stands once in a file."""

    def sunting(berkas: Path, lama: str, baru: str) -> None:
        isi = berkas.read_text(encoding="utf-8")
        assert isi.count(lama) == 1, f"{lama!r} stands {isi.count(lama)} times in {berkas.name}"
        berkas.write_text(isi.replace(lama, baru), encoding="utf-8", newline="\n")

    return sunting


@pytest.fixture
def tempat() -> Callable[..., Position]:
    """Find the place in a data file of 2025 where each of the texts has been passed, the last one excluded."""

    def tempat(nama: str, *petunjuk: str, proyek: Path = AKAR) -> Position:
        isi = (proyek / "data" / "2025" / nama).read_text(encoding="utf-8")
        at = 0
        for teks in petunjuk[:-1]:
            at = isi.index(teks, at) + len(teks)
        at = isi.index(petunjuk[-1], at)
        return Position(f"data/2025/{nama}", isi.count("\n", 0, at) + 1, at - isi.rfind("\n", 0, at))

    return tempat


KECIL: dict[str, Any] = {
    "instansi": {
        "nama": "Dinas Perpustakaan",
        "singkatan": "Disperpus",
        "pemerintah": "Pemerintah Kota Contoh",
        "wilayah": "Kota Contoh",
        "kepala_daerah": "Wali Kota Contoh",
        "alamat": "Jl. Buku 1",
        "tugas": "mengurus perpustakaan",
        "fungsi": ["Menyediakan buku"],
        "pengesahan": {"tempat": "Contoh", "bulan": "2026-01", "pejabat": "kepala"},
        "pejabat": [
            {"kode": "kepala", "nama": "Ani", "jabatan": "Kepala Dinas Perpustakaan"},
            {"kode": "wali_kota", "nama": "Budi", "jabatan": "Wali Kota Contoh"},
        ],
    },
    "renstra": {
        "judul": "Renstra 2025–2026",
        "tahun_dasar": 2024,
        "tahun_mulai": 2025,
        "tahun_selesai": 2026,
        "tujuan": [{"kode": "literasi", "nama": "Literasi meningkat"}],
        "sasaran": [{"kode": "baca", "tujuan": "literasi", "nama": "Minat baca meningkat"}],
    },
    "indikator": {
        "skala": {
            "pita": [
                {"sampai": 90, "nama": "Kurang", "kode": "merah"},
                {"lebih_dari": 90, "nama": "Baik", "kode": "hijau_tua"},
            ]
        },
        "indikator": [
            {"kode": "pengunjung", "nama": "Pengunjung", "sasaran": "baca", "satuan": "orang"},
        ],
    },
    "target": {
        "perjanjian": [
            {
                "kode": "induk",
                "jenis": "induk",
                "judul": "Perjanjian Kinerja 2025",
                "bulan": "2025-01",
                "tempat": "Contoh",
                "pihak_pertama": "kepala",
                "pihak_kedua": "wali_kota",
                "sasaran": [{"sasaran": "baca", "indikator": [{"indikator": "pengunjung", "target": 200}]}],
            }
        ],
    },
    "realisasi": {"realisasi": [{"indikator": "pengunjung", "nilai": {2024: 180, 2025: 190}}]},
    "anggaran": {
        "sumber_pagu": "DPA",
        "sumber_realisasi": "LRA",
        "program": [
            {"kode": "1.1", "nama": "Program Buku", "sasaran": "baca", "pagu_induk": 1000, "realisasi": 900},
        ],
    },
}


@pytest.fixture
def kecil() -> dict[str, Any]:
    """The least data a report can be made of, by file; a test may change it."""
    return deepcopy(KECIL)


@pytest.fixture
def tulis(tmp_path: Path) -> Callable[[Mapping[str, Any]], Path]:
    """Write data, by file, as a project."""

    def tulis(data: Mapping[str, Any]) -> Path:
        folder = tmp_path / "kecil" / "data" / "2025"
        folder.mkdir(parents=True)
        for nama, isi in data.items():
            # Through JSON, so that what stands at two places is written twice and not as an alias.
            teks = yaml.safe_dump(json.loads(json.dumps(isi)), allow_unicode=True, sort_keys=False)
            (folder / f"{nama}.yaml").write_text(teks, encoding="utf-8")
        return tmp_path / "kecil"

    return tulis


@pytest.fixture
def rakit(tulis: Callable[[Mapping[str, Any]], Path]) -> Callable[[Mapping[str, Any]], Laporan]:
    """Compute the report of data given by file."""
    return lambda data: compute(tulis(data))


@pytest.fixture
def jalankan(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Keluaran]:
    """Run the program in this process."""

    def jalankan(*arguments: str) -> Keluaran:
        monkeypatch.setattr(sys, "argv", ["lkj", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        assert isinstance(ended.value.code, int)
        return Keluaran(ended.value.code, *capsys.readouterr())

    return jalankan
