from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lkj.finding import Position, Severity, format_finding
from lkj.load import PELENGKAP, WAJIB, list_berkas, load_tahun
from lkj.periksa import check_tahun

if TYPE_CHECKING:
    from collections.abc import Callable

KENAL = ", ".join(f"{nama}.yaml" for nama in (*WAJIB, *PELENGKAP))


@pytest.fixture
def kedua(tmp_path: Path, akar: Path) -> Path:
    """A copy of the second agency that a test may change."""
    shutil.copytree(akar / "tests" / "instansi_kedua" / "data", tmp_path / "kedua" / "data")
    return tmp_path / "kedua"


def folder_of(proyek: Path) -> Path:
    return proyek / "data" / "2025"


def show(proyek: Path) -> str:
    muatan = load_tahun(proyek, 2025)
    return "".join(f"{format_finding(finding, muatan.sources)}\n" for finding in muatan.findings)


def test_a_year_is_read_whole(akar: Path) -> None:
    muatan = load_tahun(akar, 2025)
    assert muatan.findings == []
    data = muatan.data
    assert data is not None
    assert (data.tahun, data.folder) == (2025, "data/2025")
    assert data.instansi.singkatan == "Dinas KUKM"
    assert data.renstra.at("tahun_mulai").file == "data/2025/renstra.yaml"
    parts = (data.analisis, data.bukti, data.sdm, data.aset, data.tindak_lanjut, data.pemeriksaan)
    assert [type(part).__name__ for part in parts] == [model.__name__ for model in PELENGKAP.values()]
    names = {f"data/2025/{nama}.yaml" for nama in (*WAJIB, *PELENGKAP)}
    texts = {f"data/2025/narasi/{nama}.md" for nama in data.narasi}
    assert set(muatan.sources) == names | texts
    assert {path.stem for path in (akar / "data" / "2025" / "narasi").iterdir()} == set(data.narasi)


def test_narrative_knows_its_place(kedua: Path) -> None:
    data = load_tahun(kedua, 2025).data
    assert data is not None
    assert list(data.narasi) == ["kata_pengantar", "kesimpulan"]
    naskah = data.narasi["kesimpulan"]
    assert naskah.position == Position("data/2025/narasi/kesimpulan.md")
    assert naskah.teks.startswith("Angka kematian ibu {{ indikator.aki.realisasi }}")


def test_files_that_may_be_absent(kedua: Path) -> None:
    for nama in ("analisis", "bukti", "sdm"):
        (folder_of(kedua) / f"{nama}.yaml").unlink()
    for path in (folder_of(kedua) / "narasi").iterdir():
        path.unlink()
    (folder_of(kedua) / "narasi").rmdir()
    muatan = load_tahun(kedua, 2025)
    assert muatan.findings == []
    data = muatan.data
    assert data is not None
    assert (data.analisis, data.bukti, data.sdm, data.aset, data.tindak_lanjut) == (None,) * 5
    assert data.narasi == {}


@pytest.mark.parametrize("nama", WAJIB)
def test_files_that_must_be_there(kedua: Path, nama: str) -> None:
    (folder_of(kedua) / f"{nama}.yaml").unlink()
    assert load_tahun(kedua, 2025).data is None
    assert show(kedua) == (
        f"data/2025/{nama}.yaml:1:1: galat LKJ007: Berkas wajib {nama}.yaml tidak ada.\n"
        f"   = buat berkas data/2025/{nama}.yaml\n"
    )


@pytest.mark.parametrize(
    ("nama", "saran"),
    [
        ("Bukti.yml", "maksud Anda bukti.yaml?"),
        ("aset.yaml.txt", "maksud Anda aset.yaml?"),
        ("indikater.YAML", "maksud Anda indikator.yaml?"),
        ("catatan.yaml", f"berkas yang dikenal: {KENAL}"),
    ],
)
def test_files_that_nobody_would_read(kedua: Path, nama: str, saran: str) -> None:
    (folder_of(kedua) / nama).write_text("a: b\n", encoding="utf-8")
    assert show(kedua) == (
        f"data/2025/{nama}:1:1: galat LKJ007: Berkas {nama} tidak dikenal, isinya tidak akan dipakai.\n   = {saran}\n"
    )


def test_narrative_that_nobody_would_read(kedua: Path) -> None:
    (folder_of(kedua) / "narasi" / "kesimpulan.md.txt").write_text("a", encoding="utf-8")
    assert show(kedua) == (
        "data/2025/narasi/kesimpulan.md.txt:1:1: galat LKJ007: "
        "Berkas kesimpulan.md.txt bukan naskah, isinya tidak akan dipakai.\n"
        "   = simpan naskah sebagai teks biasa dengan akhiran .md\n"
    )


@pytest.mark.parametrize(
    "nama",
    [
        ".bukti.yaml.swp",
        "bukti.yaml~",
        "#bukti.yaml#",
        "~$bukti.yaml",
        "bukti.yaml.tmp",
        "narasi/penutup.md~",
        "narasi/#penutup.md#",
        "narasi/.penutup.md",
        "narasi/4913",
        "narasi/Thumbs.db",
    ],
)
def test_what_editors_keep_for_themselves_is_nobodys_business(kedua: Path, nama: str) -> None:
    (folder_of(kedua) / nama).write_text("a: [", encoding="utf-8")
    assert show(kedua) == ""


@pytest.mark.parametrize("nama", [".#bukti.yaml", "narasi/.#penutup.md"])
def test_a_lock_of_emacs_is_nobodys_business(kedua: Path, nama: str) -> None:
    (folder_of(kedua) / nama).symlink_to("perencana@komputer.1234:1700000000")
    assert show(kedua) == ""


def test_other_files_are_nobodys_business(kedua: Path) -> None:
    (folder_of(kedua) / "BACA.txt").write_text("a", encoding="utf-8")
    (folder_of(kedua) / "narasi" / ".gitkeep").write_text("", encoding="utf-8")
    assert show(kedua) == ""


def test_a_file_that_cannot_be_opened(kedua: Path) -> None:
    (folder_of(kedua) / "aset.yaml").mkdir()
    assert load_tahun(kedua, 2025).data is None
    assert show(kedua) == (
        "data/2025/aset.yaml:1:1: galat LKJ007: Ini bukan berkas biasa di dalam folder data.\n"
        "   = ganti dengan berkas biasa: bukan folder, tautan keluar atau perangkat\n"
    )


def test_a_file_the_system_refuses(kedua: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "sdm.yaml":
            raise PermissionError(13, "ditolak")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert show(kedua) == (
        "data/2025/sdm.yaml:1:1: galat LKJ007: Berkas tidak dapat dibuka.\n"
        "   = periksa hak aksesnya, atau tutup program yang memakainya\n"
    )


@pytest.mark.parametrize("target", ["tidak_ada.yaml", "/dev/null"])
def test_a_link_is_no_absent_file(kedua: Path, target: str) -> None:
    (folder_of(kedua) / "aset.yaml").symlink_to(target)
    assert show(kedua).startswith("data/2025/aset.yaml:1:1: galat LKJ007: Ini bukan berkas biasa")


def test_narrative_that_is_no_folder(kedua: Path) -> None:
    shutil.rmtree(folder_of(kedua) / "narasi")
    (folder_of(kedua) / "narasi").write_text("teks", encoding="utf-8")
    assert show(kedua) == (
        "data/2025/narasi:1:1: galat LKJ007: Naskah dalam narasi tidak dapat dibaca.\n"
        "   = narasi harus berupa folder yang dapat dibuka\n"
    )


def test_everything_wrong_is_reported_at_once_in_order(kedua: Path, sunting: Callable[[Path, str, str], None]) -> None:
    folder = folder_of(kedua)
    sunting(folder / "anggaran.yaml", "sumber_pagu:", "sumber_pago:")
    sunting(folder / "sdm.yaml", "laki_laki: 6", "laki_laki 6")
    (folder / "aset.yaml").write_bytes(b"kelompok:\n  - nama: Rapat \xab\n")
    (folder / "narasi" / "kesimpulan.md").write_bytes(b"Selesai \x93baik\x94.\n")
    assert load_tahun(kedua, 2025).data is None
    assert show(kedua) == (
        "data/2025/anggaran.yaml:1:1: galat LKJ010: Kunci `sumber_pago` tidak dikenal.\n"
        " 1 | sumber_pago: DPA Dinkes_KB 2025\n"
        "   | ^\n"
        "   = maksud Anda “sumber_pagu”?\n"
        "data/2025/aset.yaml:2:17: galat LKJ001: Huruf di sini tidak tersimpan sebagai UTF-8.\n"
        " 2 |   - nama: Rapat \N{REPLACEMENT CHARACTER}\n"
        "   |                 ^\n"
        "   = simpan ulang berkas sebagai UTF-8 (di Notepad: Simpan Sebagai, lalu Pengodean: UTF-8)\n"
        "data/2025/narasi/kesimpulan.md:1:9: galat LKJ001: Huruf di sini tidak tersimpan sebagai UTF-8.\n"
        " 1 | Selesai \N{REPLACEMENT CHARACTER}baik\N{REPLACEMENT CHARACTER}.\n"
        "   |         ^\n"
        "   = simpan ulang berkas sebagai UTF-8 (di Notepad: Simpan Sebagai, lalu Pengodean: UTF-8)\n"
        "data/2025/sdm.yaml:13:5: galat LKJ002: Baris ini tidak memuat titik dua.\n"
        " 13 |     laki_laki 6\n"
        "    |     ^\n"
        "    = tulis `kunci: nilai`; bila ini lanjutan teks di atasnya, jorokkan lebih dalam daripada kuncinya\n"
    )


# Evidence.

BERKAS = "- berkas: bukti/kelas_ibu.png"
SALIN = "salin berkasnya ke data/2025, atau kosongkan `berkas` bila belum ada"


@pytest.mark.parametrize(
    ("berkas", "pesan", "saran"),
    [
        ("bukti/kelas_bapak.png", "tidak ada di folder data/2025.", "maksud Anda “bukti/kelas_ibu.png”?"),
        ("Bukti/KELAS_IBU.PNG", "tidak ada di folder data/2025.", "maksud Anda “bukti/kelas_ibu.png”?"),
        (r"bukti\kelas_ibu.png", "tidak ada di folder data/2025.", "maksud Anda “bukti/kelas_ibu.png”?"),
        ("sampul.jpg", "tidak ada di folder data/2025.", SALIN),
        ("bukti", "tidak ada di folder data/2025.", SALIN),
        ("a" * 300, "tidak ada di folder data/2025.", SALIN),
        (
            "/home/ani/foto.png",
            "harus berada di dalam folder data/2025.",
            "salin berkasnya ke data/2025/bukti, lalu tulis bukti/foto.png",
        ),
        (
            r"C:\Foto\foto 1.png",
            "harus berada di dalam folder data/2025.",
            "salin berkasnya ke data/2025/bukti, lalu tulis bukti/foto 1.png",
        ),
        (
            "../2024/bukti/foto.png",
            "harus berada di dalam folder data/2025.",
            "salin berkasnya ke data/2025/bukti, lalu tulis bukti/foto.png",
        ),
    ],
)
def test_evidence_that_is_not_there(
    kedua: Path, sunting: Callable[[Path, str, str], None], berkas: str, pesan: str, saran: str
) -> None:
    sunting(folder_of(kedua) / "bukti.yaml", BERKAS, f"- berkas: {berkas}")
    assert show(kedua) == (
        f"data/2025/bukti.yaml:6:21: galat LKJ008: Berkas “{berkas}” {pesan}\n"
        f" 6 |           - berkas: {berkas}\n"
        "   |                     ^\n"
        f"   = {saran}\n"
    )


def test_evidence_that_a_link_leads_to(kedua: Path, tmp_path: Path) -> None:
    photo = folder_of(kedua) / "bukti" / "kelas_ibu.png"
    photo.rename(tmp_path / "kelas_ibu.png")
    photo.symlink_to(tmp_path / "kelas_ibu.png")
    assert show(kedua) == (
        "data/2025/bukti.yaml:6:21: galat LKJ008: Berkas “bukti/kelas_ibu.png” tidak ada di folder data/2025.\n"
        " 6 |           - berkas: bukti/kelas_ibu.png\n"
        "   |                     ^\n"
        f"   = {SALIN}\n"
    )


def test_names_of_other_files_are_no_suggestions(kedua: Path, sunting: Callable[[Path, str, str], None]) -> None:
    sunting(folder_of(kedua) / "bukti.yaml", BERKAS, "- berkas: narasi/kesimpulan")
    assert show(kedua).endswith(f"\n   = {SALIN}\n")


def test_what_is_in_the_evidence_is_not_looked_at(kedua: Path) -> None:
    (folder_of(kedua) / "bukti" / "kelas_ibu.png").write_bytes(b"PK\x03\x04")
    assert show(kedua) == ""


def test_files_of_a_year(kedua: Path, tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar" / "foto.png").write_bytes(b"")
    (folder_of(kedua) / "bukti" / "pintasan").symlink_to(tmp_path / "luar")
    (folder_of(kedua) / "bukti" / "salinan.png").symlink_to(folder_of(kedua) / "bukti" / "kelas_ibu.png")
    (folder_of(kedua) / "bukti" / "putus.png").symlink_to(tmp_path / "tidak_ada.png")
    found = list_berkas(folder_of(kedua))
    assert [name for name in found if name.startswith("bukti/")] == ["bukti/kelas_ibu.png", "bukti/salinan.png"]
    assert all(path == folder_of(kedua) / name for name, path in found.items())
    assert {"bukti.yaml", "narasi/kesimpulan.md"} <= set(found)


def test_missing_evidence_does_not_hide_what_the_rules_find(
    kedua: Path, sunting: Callable[[Path, str, str], None]
) -> None:
    sunting(folder_of(kedua) / "bukti.yaml", BERKAS, "- berkas: foto.png")
    sunting(folder_of(kedua) / "renstra.yaml", "tujuan: t1_derajat", "tujuan: t1")
    hasil = check_tahun(kedua, 2025)
    galat = [finding for finding in hasil.findings if finding.severity is Severity.GALAT]
    assert [(finding.position.file, finding.code) for finding in galat] == [
        ("data/2025/bukti.yaml", "LKJ008"),
        ("data/2025/renstra.yaml", "LKJ102"),
    ]
