"""Whole years: carried over, filled in, printed; and what must never be lost on the way."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hatchling.builders.wheel import WheelBuilder

import lkj.tahun_baru
from lkj.build import build
from lkj.finding import Severity, stops_build
from lkj.load import load_tahun
from lkj.masukan import template_folders
from lkj.periksa import check_tahun, examine
from lkj.render import render_laporan
from lkj.tahun_baru import carry_tahun, start_instansi

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.laporan import Laporan
    from tests.keluaran import Keluaran

ROOT = Path(__file__).parents[2]
AGENCIES = {"dkukm": ROOT, "kedua": ROOT / "tests" / "instansi_kedua", "contoh": ROOT / "tests" / "contoh"}


def copy(agency: Path, folder: Path) -> Path:
    shutil.copytree(agency / "data", folder / "data")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fill(folder: Path) -> None:
    """Fill in what must be, as a planner would with a text editor."""
    edits = [
        ("target.yaml", r"^( *(?:target|bawah|\w+):) # ISI: target .*$", r"\1 50"),
        ("target.yaml", r"^( *atas:)$", r"\1 70"),
        ("anggaran.yaml", r"^( *(?:operasi|modal|tak_terduga|transfer):)$", r"\1 0"),
        ("anggaran.yaml", r"(- tahun: 2026) # ISI.*$", r"\1"),
        ("tindak_lanjut.yaml", r"^surat: # ISI.*$", "surat: Surat Inspektur Nomor 1 Tahun 2026"),
        ("realisasi.yaml", r"2026: # ISI: data koperasi tahun 2026", "2026: 140"),
        ("realisasi.yaml", r"2026: # ISI: data usaha_kecil tahun 2026", "2026: 5100"),
    ]
    for name, pattern, text in edits:
        path = folder / name
        if path.exists():
            path.write_text(re.sub(pattern, text, path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


# From the year before


@pytest.mark.parametrize("agency", AGENCIES)
def test_the_to_dos_are_listed_at_once(agency: str, tmp_path: Path) -> None:
    project = copy(AGENCIES[agency], tmp_path)
    baru = carry_tahun(project, 2026, 2025)
    findings = check_tahun(project, 2026).findings
    assert {finding.code for finding in findings} <= {"LKJ012", "LKJ017"}
    assert {finding.message.partition(":")[0] for finding in findings} == {"Belum diisi"}
    # The mark of an entry may stand for several blank values, but never for none.
    assert len(findings) == baru.tanda > 25
    wajib = {finding.message for finding in findings if finding.severity is Severity.GALAT}
    assert all(re.search("target|jenis belanja|surat", message) for message in wajib)


@pytest.mark.parametrize("agency", AGENCIES)
def test_what_must_be_filled_in_is_enough_to_print(agency: str, tmp_path: Path) -> None:
    project = copy(AGENCIES[agency], tmp_path)
    carry_tahun(project, 2026, 2025)
    fill(project / "data" / "2026")
    hasil = check_tahun(project, 2026)
    assert not stops_build(hasil.findings)
    places = [
        (finding.position.file, finding.position.line, finding.code)
        for finding in hasil.findings
        if finding.severity is Severity.PERINGATAN
    ]
    marked = {place[:2] for place in places if place[2] == "LKJ017"}
    told = {place[:2] for place in places if place[2] != "LKJ017"}
    assert len(marked) > 10
    assert len([place for place in places if place[2] == "LKJ201"]) > 5
    assert not marked & told
    # Narrative with nothing but a mark is not there.
    assert {"LKJ609", "LKJ611"} <= {finding.code for finding in hasil.findings}


def compute(project: Path, tahun: int) -> Laporan:
    siap = examine(project, tahun, halaman=False).siap
    assert siap
    return siap.laporan


@pytest.mark.parametrize("agency", AGENCIES)
def test_the_results_of_the_year_are_last_years_in_the_next(agency: str, tmp_path: Path) -> None:
    project = copy(AGENCIES[agency], tmp_path)
    carry_tahun(project, 2026, 2025)
    fill(project / "data" / "2026")
    lalu, baru = compute(project, 2025), compute(project, 2026)
    assert list(lalu.indikator) == list(baru.indikator)
    known = {kode: kinerja.realisasi for kode, kinerja in lalu.indikator.items() if kinerja.realisasi.ada}
    assert len(known) >= 5
    for kode, realisasi in known.items():
        assert baru.indikator[kode].realisasi_lalu.nilai == realisasi.nilai
    assert {kode: angka.nilai for kode, angka in baru.data_lalu.items()} == {
        kode: angka.nilai for kode, angka in lalu.data_mentah.items()
    }


def test_the_report_of_2026_prints_the_results_of_2025(tmp_path: Path) -> None:
    project = copy(ROOT, tmp_path)
    carry_tahun(project, 2026, 2025)
    fill(project / "data" / "2026")
    telaah = examine(project, 2026, halaman=False)
    assert telaah.siap
    laporan, media, plan = telaah.siap.laporan, telaah.siap.media, telaah.siap.plan
    text = render_laporan(laporan, template_folders(project), media, dict.fromkeys(plan, ())).markdown
    assert r"\frac{\text{140} - \text{134}}{\text{134}}" in re.sub(r"\s+", " ", text)
    assert "Dibandingkan dengan realisasi tahun 2025 sebesar 8,06%, nilainya turun 3,59 poin persen" in text
    assert "Dibandingkan dengan realisasi tahun 2025 sebesar 28,25%, nilainya turun 25,19 poin persen" in text
    assert "karena nilai tahun 2026 belum diisi" in text


def test_comments_and_the_way_numbers_are_written_stay(tmp_path: Path) -> None:
    project = copy(ROOT, tmp_path)
    carry_tahun(project, 2026, 2025)
    lama, baru = (contents(project / "data" / tahun) for tahun in ("2025", "2026"))
    assert baru["renstra.yaml"] == lama["renstra.yaml"]
    assert baru["indikator.yaml"] == lama["indikator.yaml"]
    for name, text in baru.items():
        if name.endswith(".yaml"):
            assert text.startswith(b"# yaml-language-server: "), name
            assert text.splitlines()[0] == lama[name].splitlines()[0]
    realisasi = baru["realisasi.yaml"].decode()
    assert set(lama["realisasi.yaml"].decode().splitlines()) - set(realisasi.splitlines()) == {
        line
        for line in lama["realisasi.yaml"].decode().splitlines()
        if re.match(r" +(triwulan: \[|catatan:|alasan:)", line)
    }
    assert "      2024: 4.30\n" in realisasi
    assert "      2025: 134\n      2026: # ISI: data koperasi tahun 2026\n" in realisasi
    anggaran = baru["anggaran.yaml"].decode()
    assert "# Pagu program tidak ditulis: dijumlahkan dari kegiatannya." in anggaran
    assert "        # Gambar III.7 mencetak" in anggaran
    assert "refocusing\n" not in anggaran
    assert "    operasi: 20937125004\n" in anggaran


def test_files_laid_out_otherwise_are_carried_over_the_same(tmp_path: Path) -> None:
    carried = []
    for name in ("biasa", "lain"):
        project = copy(AGENCIES["contoh"], tmp_path / name)
        for path in (project / "data" / "2025").glob("*.yaml"):
            if name == "lain":
                whole = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 # makes nothing but texts
                text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, default_flow_style=True)
                path.write_text(text.replace("\n", "\r\n"), "utf-8", newline="")
        carry_tahun(project, 2026, 2025)
        files = contents(project / "data" / "2026")
        assert all(b"\r\n" in text for file, text in files.items() if name == "lain" and file.endswith(".yaml"))
        carried.append(
            {
                file: yaml.load(text, yaml.BaseLoader)  # noqa: S506
                for file, text in files.items()
                if file.endswith(".yaml")
            }
        )
    assert carried[0] == carried[1]


def test_what_is_left_of_the_old_year_is_named(tmp_path: Path) -> None:
    project = copy(ROOT, tmp_path)
    names = {path.relative_to(project / "data" / "2026").as_posix() for path in carry_tahun(project, 2026, 2025).berkas}
    lama = set(contents(project / "data" / "2025"))
    dropped = {"pemeriksaan.yaml", "narasi/keterangan_perubahan.md", "narasi/perjanjian_perubahan.md"}
    assert lama - names == dropped & lama
    assert names <= lama


def test_the_logo_comes_along_and_photos_do_not(tmp_path: Path) -> None:
    project = copy(AGENCIES["contoh"], tmp_path)
    bukti = project / "data" / "2025" / "bukti.yaml"
    bukti.write_text(f"logo:\n  berkas: bukti/olah.png\n  alt: Logo kota.\n\n{bukti.read_text('utf-8')}", "utf-8")
    carry_tahun(project, 2026, 2025)
    lama, baru = (contents(project / "data" / tahun) for tahun in ("2025", "2026"))
    assert [name for name in baru if name.endswith(".png")] == ["bukti/olah.png"]
    assert baru["bukti/olah.png"] == lama["bukti/olah.png"]
    assert baru["bukti.yaml"].startswith(b"logo:\n  berkas: bukti/olah.png\n  alt: Logo kota.\n")


def test_a_year_can_be_carried_over_twice(tmp_path: Path) -> None:
    project = copy(AGENCIES["contoh"], tmp_path)
    carry_tahun(project, 2026, 2025)
    fill(project / "data" / "2026")
    baru = carry_tahun(project, 2027, 2026)
    findings = check_tahun(project, 2027).findings
    assert len(findings) == baru.tanda
    assert {finding.code for finding in findings} == {"LKJ012", "LKJ017"}
    text = (project / "data" / "2027" / "realisasi.yaml").read_text("utf-8")
    assert "alasan: nilai tahun 2026 belum diisi; nilai tahun 2027 belum diisi # hapus" in text


def test_notes(tmp_path: Path) -> None:
    project = copy(AGENCIES["contoh"], tmp_path)
    folder = project / "data" / "2025"
    instansi, renstra = (folder / name for name in ("instansi.yaml", "renstra.yaml"))
    lama = "  - kode: lama\n    nama: Eko\n    jabatan: Sekretaris\n    selesai: 2025-03-31\n\nperaturan:"
    instansi.write_text(instansi.read_text("utf-8").replace("peraturan:", lama, 1), "utf-8")
    text = renstra.read_text("utf-8").replace("tahun_selesai: 2028", "tahun_selesai: 2025")
    renstra.write_text(text, "utf-8")
    assert carry_tahun(project, 2027, 2025).catatan == (
        "Data 2025 masih memuat galat (lihat lkj check 2025), yang mungkin ikut tersalin ke 2027.",
        "Renstra Dinas Perpustakaan 2024–2028 berakhir tahun 2025: renstra.yaml disalin apa adanya dan ditandai.",
        "Tidak lagi menjabat, sehingga tidak disalin: Eko.",
        "Nilai tahun 2026 tidak ada dalam data 2025; isi juga dalam realisasi.yaml.",
    )
    assert carry_tahun(copy(AGENCIES["contoh"], tmp_path / "lain"), 2026, 2025).catatan == ()


def test_what_cannot_be_read_is_not_carried_over(tmp_path: Path, jalankan: Callable[..., Keluaran]) -> None:
    project = copy(AGENCIES["contoh"], tmp_path)
    (project / "data" / "2025" / "sdm.yaml").write_text("jenjang: [\n", "utf-8")
    ended = jalankan("-C", str(project), "new", "2026", "--from", "2025")
    assert (ended.code, ended.out) == (1, "")
    assert "data/2025/sdm.yaml:1:10: galat LKJ002: " in ended.err
    assert ended.err.endswith("Tidak ada yang ditulis: perbaiki dahulu data 2025 sampai dapat dibaca.\n")
    assert sorted(path.name for path in (project / "data").iterdir()) == ["2024", "2025"]


# All or nothing


def test_nothing_is_overwritten(tmp_path: Path, jalankan: Callable[..., Keluaran]) -> None:
    project = copy(AGENCIES["contoh"], tmp_path)
    (project / "data" / "2026").mkdir()
    before = contents(project)
    ended = jalankan("-C", str(project), "new", "2026", "--from", "2025")
    assert ended == (2, "", "Salah pakai: data/2026 sudah ada dan tidak diubah. Pindahkan dahulu bila tidak dipakai.\n")
    with pytest.raises(FileExistsError):
        carry_tahun(project, 2026, 2025)
    assert contents(project) == before
    assert list((project / "data" / "2026").iterdir()) == []


def test_a_run_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy(AGENCIES["contoh"], tmp_path)
    before = contents(tmp_path)

    def fail(_: Path, __: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", fail)
        with pytest.raises(OSError, match="No space left"):
            carry_tahun(project, 2026, 2025)
        with pytest.raises(OSError, match="No space left"):
            start_instansi(tmp_path / "kosong", 2025)
    assert contents(tmp_path) == before
    assert not (tmp_path / "kosong" / "data").exists()


def test_what_a_killed_run_left_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy(AGENCIES["contoh"], tmp_path)
    with monkeypatch.context() as patched:
        # As if the run had ended before the folder got its name.
        patched.setattr(lkj.tahun_baru, "_clear", lambda _: None)
        patched.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            carry_tahun(project, 2026, 2025)
    [left] = (project / "data").glob(".2026-*")
    assert (left / "target.yaml").exists()
    assert load_tahun(project, 2025).findings == []
    carry_tahun(project, 2026, 2025)
    assert sorted(path.name for path in (project / "data").iterdir()) == ["2024", "2025", "2026"]


# The command


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "TAHUN yang dimulai belum disebut, misalnya: lkj new 2026 --from 2025."),
        (["26"], "“26” bukan tahun: tulis empat angka, misalnya 2026."),
        (["2O26", "--from", "2025"], "“2O26” bukan tahun: tulis empat angka, misalnya 2026."),
        (["2026"], "Sudah ada data tahun 2024, 2025: tambahkan misalnya --from 2025."),
        (["2026", "--from", "2023"], "Tidak ada data tahun 2023. Tahun yang ada: 2024, 2025."),
        (["2025", "--from", "2025"], "data/2025 sudah ada dan tidak diubah. Pindahkan dahulu bila tidak dipakai."),
        (["2023", "--from", "2025"], "Tahun 2025 sesudah 2023: yang diteruskan adalah tahun sebelumnya."),
    ],
)
def test_usage_errors(arguments: list[str], message: str, tmp_path: Path, jalankan: Callable[..., Keluaran]) -> None:
    for tahun in ("2024", "2025"):
        (tmp_path / "data" / tahun).mkdir(parents=True)
    assert jalankan("-C", str(tmp_path), "new", *arguments) == (2, "", f"Salah pakai: {message}\n")


def test_a_year_to_start_from_must_exist(tmp_path: Path, jalankan: Callable[..., Keluaran]) -> None:
    ended = jalankan("-C", str(tmp_path), "new", "2026", "--from", "2025")
    assert ended.code == 2
    assert ended.err.startswith("Salah pakai: Tidak ada data di ")
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_and_what_comes_next_is_told(tmp_path: Path, jalankan: Callable[..., Keluaran]) -> None:
    project = copy(AGENCIES["kedua"], tmp_path)
    ended = jalankan("-C", str(project), "new", "2026", "--from", "2025")
    assert ended.code == 0
    written = sorted(f"data/2026/{name}" for name in contents(project / "data" / "2026"))
    assert ended.out.splitlines() == written
    tanda = len(check_tahun(project, 2026).findings)
    assert ended.err == (
        "Langkah berikutnya:\n"
        f"  1. Jalankan lkj check 2026: semua yang belum diisi ditampilkan ({tanda} tanda # ISI).\n"
        "  2. Isi target.yaml dan anggaran.yaml, lalu berkas lain dalam data/2026/; "
        "hapus setiap tanda # ISI yang sudah diisi.\n"
        "  3. Jalankan lkj build 2026 untuk menyusun laporannya.\n"
    )


def test_notes_are_told(tmp_path: Path, jalankan: Callable[..., Keluaran]) -> None:
    project = copy(AGENCIES["contoh"], tmp_path)
    ended = jalankan("-C", str(project), "new", "2029", "--from", "2025")
    assert "Catatan: Nilai tahun 2026, 2027, dan 2028 tidak ada dalam data 2025; isi juga" in ended.err


# A new agency


def test_a_new_agency_checks_and_builds_at_once(tmp_path: Path, jalankan: Callable[..., Keluaran]) -> None:
    ended = jalankan("-C", str(tmp_path), "new", "2025")
    assert ended.code == 0
    assert "  2. Ganti isi contoh dalam data/2025/; hapus setiap tanda # ISI yang sudah diisi.\n" in ended.err
    hasil = build(tmp_path, 2025, lambda _: None)
    assert {path.suffix for path in hasil.berkas} == {".md", ".docx", ".pdf", ".json"}
    grave = {finding.code for finding in hasil.findings if finding.severity is not Severity.CATATAN}
    assert grave == {"LKJ017", "LKJ402"}
    # Every file says of itself that it is not yet the agency's own.
    files = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "data").rglob("*") if path.is_file()}
    assert {finding.position.file for finding in hasil.findings} == files
    text = (tmp_path / "build" / "2025" / "lkj-2025.md").read_text("utf-8")
    assert "DINAS CONTOH" in text
    assert "Naskah contoh" in text


def test_the_example_moves_with_the_year(tmp_path: Path) -> None:
    start_instansi(tmp_path, 2031)
    text = "".join(path.read_text("utf-8") for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert "@" not in text
    assert not re.search(r"202[0-8]", text)
    assert not stops_build(check_tahun(tmp_path, 2031).findings)
    assert load_tahun(tmp_path, 2031).data is not None


def test_an_example_can_be_carried_over(tmp_path: Path) -> None:
    start_instansi(tmp_path, 2025)
    carry_tahun(tmp_path, 2026, 2025)
    fill(tmp_path / "data" / "2026")
    assert not stops_build(check_tahun(tmp_path, 2026).findings)


def test_the_comments_of_the_example_name_every_key(tmp_path: Path) -> None:
    start_instansi(tmp_path, 2025)
    for path in (tmp_path / "data" / "2025").glob("*.yaml"):
        first, *lines = path.read_text("utf-8").splitlines()
        assert first == f"# yaml-language-server: $schema=../../skema/{path.stem}.schema.json"
        comments = " ".join(re.findall(r"# (.*)", "\n".join(lines))).lower()
        keys = {found[1] for line in lines if (found := re.match(r"[ -]*([a-z_]+):", line))}
        assert keys
        assert {key for key in keys if not re.search(rf"\b{key}\b", comments)} == set()


def test_the_example_ships_in_the_wheel() -> None:
    shipped = {
        Path(included.distribution_path).as_posix() for included in WheelBuilder(str(ROOT)).recurse_included_files()
    }
    folder = ROOT / "templates" / "awal"
    wanted = {f"lkj/templates/awal/{name}" for name in contents(folder)}
    assert len(wanted) > 10
    assert wanted <= shipped
