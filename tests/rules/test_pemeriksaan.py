from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from lkj.build import build
from lkj.finding import Finding, Position, Severity, stops_build
from lkj.model.pemeriksaan import Pemeriksaan
from lkj.periksa import check_tahun
from lkj.pesan import validate
from lkj.rules import DAFTAR_ATURAN, EASABLE
from lkj.rules.pemeriksaan import Pelonggaran
from lkj.rules.tempat import PetaTempat
from lkj.source import parse_yaml
from tests.rules.contoh import AGENCY, TAHUN, write_example

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lkj.model.dasar import Located

    Periksa = Callable[[str], list[tuple[str, Severity]]]

FOLDER = "data/2025"
NOL = """\
# target.yaml
program_kegiatan:
  - indikator: pengolahan
    target: 0
    alasan: Pengolahan dihentikan selama gedung diperbaiki
"""
PEGAWAI = """\
# sdm.yaml
kelompok:
  - nama: Pustakawan
    formasi:
      S1: 6
      D3: 4
    pegawai:
      S1: 5
      D3: 4
    laki_laki: 3
    perempuan: 5
"""
TIDAK_TERPAKAI = "hapus pengecualian ini, atau perbaiki `berkas` dan `pada`"


def kecuali(aturan: str, berkas: str, pada: str, sampai: str = "2999-12-31") -> str:
    return (
        f"  - aturan: {aturan}\n    berkas: {berkas}\n    pada: '{pada}'\n    alasan: Sudah disepakati\n"
        f"    sampai: {sampai}\n"
    )


# The whole way: data on disk, findings out.


@pytest.fixture
def proyek_contoh(tmp_path: Path) -> Callable[[str], Path]:
    """Give a copy of the agency without findings, changed as an example says."""

    def proyek_contoh(example: str) -> Path:
        shutil.copytree(AGENCY / "data", tmp_path / "data")
        write_example(example, tmp_path / FOLDER)
        return tmp_path

    return proyek_contoh


@pytest.fixture
def periksa(proyek_contoh: Callable[[str], Path]) -> Periksa:
    """Check that agency, and give the code and the severity of everything found."""

    def periksa(example: str) -> list[tuple[str, Severity]]:
        findings = check_tahun(proyek_contoh(example), TAHUN).findings
        return sorted((finding.code, finding.severity) for finding in findings)

    return periksa


@pytest.mark.parametrize("tingkat", list(Severity))
def test_a_rule_gets_another_severity(proyek_contoh: Callable[[str], Path], tingkat: Severity) -> None:
    example = f"{NOL}\n# pemeriksaan.yaml\ntingkat:\n  - aturan: LKJ109\n    menjadi: {tingkat}\n    alasan: Sepakat\n"
    hasil = check_tahun(proyek_contoh(example), TAHUN)
    assert [(finding.code, finding.severity) for finding in hasil.findings] == [("LKJ109", tingkat)]
    assert stops_build(hasil.findings) is (tingkat is Severity.GALAT)


def test_a_rule_has_one_severity(periksa: Periksa) -> None:
    entry = "  - aturan: LKJ109\n    menjadi: {}\n    alasan: Sepakat\n"
    example = f"# pemeriksaan.yaml\ntingkat:\n{entry.format('galat')}{entry.format('catatan')}"
    assert periksa(example) == [("LKJ103", Severity.GALAT)]


@pytest.mark.parametrize(
    "pada", ["program_kegiatan/pengolahan/target", "program_kegiatan/pengolahan", "program_kegiatan", "/"]
)
def test_an_exception_covers_a_place_and_all_below_it(periksa: Periksa, pada: str) -> None:
    assert periksa(f"{NOL}\n# pemeriksaan.yaml\npengecualian:\n{kecuali('LKJ109', 'target.yaml', pada)}") == []


@pytest.mark.parametrize(
    ("aturan", "berkas", "pada"),
    [
        ("LKJ109", "target.yaml", "program_kegiatan/pengolah"),
        ("LKJ109", "target.yaml", "program_kegiatan/pengolahan/target/0"),
        ("LKJ109", "target.yaml", "program_kegiatan/pengadaan"),
        ("LKJ109", "realisasi.yaml", "program_kegiatan/pengolahan/target"),
        ("LKJ114", "target.yaml", "program_kegiatan/pengolahan/target"),
    ],
)
def test_an_exception_covers_nothing_else(periksa: Periksa, aturan: str, berkas: str, pada: str) -> None:
    example = f"{NOL}\n# pemeriksaan.yaml\npengecualian:\n{kecuali(aturan, berkas, pada)}"
    assert periksa(example) == [("LKJ014", Severity.PERINGATAN), ("LKJ109", Severity.PERINGATAN)]


def test_an_error_that_is_accepted_lets_the_build_go_on(
    proyek_contoh: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("write_docx", "write_pdf"):
        monkeypatch.setattr(f"lkj.build.{name}", lambda _, target, ask: (target.write_bytes(b""), ask())[1])
    entry = kecuali("LKJ114", "sdm.yaml", "kelompok/Pustakawan/pegawai")
    proyek = proyek_contoh(f"{PEGAWAI}\n# pemeriksaan.yaml\npengecualian:\n{entry}")
    hasil = build(proyek, TAHUN, lambda _: None)
    assert hasil.findings == []
    assert hasil.berkas
    (proyek / FOLDER / "pemeriksaan.yaml").unlink()
    hasil = build(proyek, TAHUN, lambda _: None)
    assert [finding.code for finding in hasil.findings] == ["LKJ114"]
    assert not hasil.berkas


@pytest.mark.parametrize(
    ("today", "codes"), [("2025-12-31", []), ("2026-01-01", ["LKJ015", "LKJ109"]), ("2026-01-02", ["LKJ015", "LKJ109"])]
)
def test_an_exception_holds_to_its_last_day(
    periksa: Periksa, monkeypatch: pytest.MonkeyPatch, today: str, codes: list[str]
) -> None:
    # The last second of that day.
    epoch = int(datetime.fromisoformat(f"{today}T23:59:59").replace(tzinfo=UTC).timestamp())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))
    entry = kecuali("LKJ109", "target.yaml", "program_kegiatan", "2025-12-31")
    found = periksa(f"{NOL}\n# pemeriksaan.yaml\npengecualian:\n{entry}")
    assert found == [(code, Severity.PERINGATAN) for code in codes]


@pytest.mark.parametrize("aturan", ["LKJ001", "LKJ014", "LKJ102", "LKJ119", "LKJ501"])
def test_what_keeps_a_report_from_being_made_cannot_be_eased(periksa: Periksa, aturan: str) -> None:
    entry = kecuali(aturan, "target.yaml", "program_kegiatan")
    assert periksa(f"# pemeriksaan.yaml\npengecualian:\n{entry}") == [("LKJ013", Severity.GALAT)]


def test_exceptions_are_not_called_unused_while_rules_were_left_out(periksa: Periksa) -> None:
    negatif = NOL.replace("target: 0", "target: -1")
    entries = kecuali("LKJ109", "target.yaml", "program_kegiatan") + kecuali("LKJ301", "anggaran.yaml", "program")
    assert periksa(f"{negatif}\n# pemeriksaan.yaml\npengecualian:\n{entries}") == [("LKJ119", Severity.GALAT)]


# The exceptions themselves, with findings made up.


def read(text: str) -> tuple[Located, Pemeriksaan]:
    node, _ = parse_yaml(text, f"{FOLDER}/pemeriksaan.yaml")
    pemeriksaan, findings = validate(Pemeriksaan, node, "pemeriksaan.yaml")
    assert findings == []
    assert node is not None
    assert pemeriksaan is not None
    return node, pemeriksaan


def longgarkan(text: str, findings: Sequence[Finding], yaml: str = "", naskah: Sequence[str] = ()) -> list[Finding]:
    """Apply exceptions to findings in `a.yaml` and `narasi/b.md`; on 2026-01-01, with rules LKJ901 to LKJ903."""
    located, _ = parse_yaml(yaml or "kosong: ya", f"{FOLDER}/a.yaml")
    assert located is not None
    pelonggaran = Pelonggaran(read(text)[1], ("LKJ901", "LKJ902"), ("LKJ901", "LKJ902", "LKJ903"), date(2026, 1, 1))
    return pelonggaran.apply(findings, FOLDER, PetaTempat([located]), {f"{FOLDER}/narasi/b.md": naskah})


def temuan(line: int, column: int = 1, berkas: str = "narasi/b.md", code: str = "LKJ901") -> Finding:
    return Finding(Position(f"{FOLDER}/{berkas}", line, column), code, "Salah.")


NASKAH = ("Pelatihan diikuti 25 orang dan", "berlangsung 3 hari.", "", "Pelatihan diikuti 25 orang lagi.")


@pytest.mark.parametrize(
    ("pada", "covered"),
    [
        ("25 orang", [1, 4]),
        ("diikuti 25 orang dan berlangsung", [1]),
        ("orang dan  berlangsung 3 hari.", [2]),
        ("Pelatihan diikuti 25", [1, 4]),
        ("Pelatihan diikuti", []),
        ("orang dan", []),
        ("25 orang.", []),
        ("/", [1, 2, 4]),
    ],
)
def test_an_exception_covers_what_stands_in_a_piece_of_narrative(pada: str, covered: list[int]) -> None:
    findings = [temuan(1, 19), temuan(2, 13), temuan(4, 19)]
    kept = longgarkan(f"pengecualian:\n{kecuali('LKJ901', 'narasi/b.md', pada)}", findings, naskah=NASKAH)
    assert [finding.position.line for finding in findings if finding not in kept] == covered
    assert [finding.code for finding in kept if finding.code == "LKJ014"] == ([] if covered else ["LKJ014"])


def test_a_piece_of_narrative_ends_before_what_follows_it() -> None:
    text = f"pengecualian:\n{kecuali('LKJ901', 'narasi/b.md', 'Pelatihan diikuti')}"
    assert longgarkan(text, [temuan(1, 17)], naskah=NASKAH) == []
    assert temuan(1, 18) in longgarkan(text, [temuan(1, 18)], naskah=NASKAH)


def test_an_exception_covers_a_file_that_is_not_there() -> None:
    text = f"pengecualian:\n{kecuali('LKJ901', 'narasi/c.md', '/')}"
    assert longgarkan(text, [temuan(1, berkas="narasi/c.md")]) == []


def test_files_of_other_years_are_not_meant() -> None:
    lalu = Finding(Position("data/2024/narasi/b.md"), "LKJ901", "Salah.")
    kept = longgarkan(f"pengecualian:\n{kecuali('LKJ901', 'narasi/b.md', '/')}", [lalu, temuan(1)])
    assert kept == [lalu]


def test_an_exception_without_a_finding() -> None:
    (unused,) = longgarkan(f"pengecualian:\n{kecuali('LKJ901', 'a.yaml', 'data/x')}", [])
    assert unused == Finding(
        Position(f"{FOLDER}/pemeriksaan.yaml", 2, 13),
        "LKJ014",
        "Pengecualian LKJ901 tidak terpakai: tidak ada temuannya di a.yaml, “data/x”.",
        TIDAK_TERPAKAI,
        Severity.PERINGATAN,
    )


def test_the_place_that_was_probably_meant() -> None:
    text = f"pengecualian:\n{kecuali('LKJ901', 'a.yaml', 'data/koperasi/nila')}{kecuali('LKJ901', 'a.yaml', 'unit')}"
    found = temuan(3, 12, "a.yaml")
    other = replace(temuan(3, 12, "a.yaml", "LKJ902"), severity=Severity.PERINGATAN)
    yaml = "data:\n  - kode: koperasi\n    nilai: 5\n"
    kept, again, unused, far = longgarkan(text, [found, other], yaml)
    assert [kept, again] == [found, other]
    assert unused.advice == "maksud Anda “data/koperasi/nilai”?"
    assert far.advice == TIDAK_TERPAKAI
    assert [finding.advice for finding in longgarkan(text, [other], yaml)][1:] == [TIDAK_TERPAKAI, TIDAK_TERPAKAI]
    # Where another exception covers the place, this one was not meant for it.
    text += kecuali("LKJ901", "a.yaml", "data")
    assert [finding.advice for finding in longgarkan(text, [found], yaml)] == [TIDAK_TERPAKAI, TIDAK_TERPAKAI]


def test_an_exception_that_has_ended() -> None:
    text = f"pengecualian:\n{kecuali('LKJ901', 'a.yaml', '/', '2025-12-31')}"
    kept, ended = longgarkan(text, [temuan(1, berkas="a.yaml")])
    assert kept == temuan(1, berkas="a.yaml")
    assert ended == Finding(
        Position(f"{FOLDER}/pemeriksaan.yaml", 6, 13),
        "LKJ015",
        "Pengecualian LKJ901 berakhir 2025-12-31; temuannya berlaku lagi.",
        "perbaiki datanya, atau perpanjang `sampai` dengan alasan yang masih benar",
        Severity.PERINGATAN,
    )


def test_an_exception_that_has_ended_and_has_nothing_to_cover() -> None:
    text = f"pengecualian:\n{kecuali('LKJ901', 'a.yaml', '/', '2025-12-31')}"
    assert [finding.code for finding in longgarkan(text, [])] == ["LKJ014"]


def test_an_exception_that_has_ended_beside_one_that_holds() -> None:
    text = f"pengecualian:\n{kecuali('LKJ901', 'a.yaml', '/', '2025-12-31')}{kecuali('LKJ901', 'a.yaml', 'kosong')}"
    assert longgarkan(text, [temuan(1, berkas="a.yaml")]) == []


@pytest.mark.parametrize(
    ("aturan", "message", "advice"),
    [
        ("lkj901", "Aturan “lkj901” tidak ada.", "maksud Anda “LKJ901”?"),
        ("target_nol", "Aturan “target_nol” tidak ada.", "lihat daftarnya dengan `lkj rules`"),
        ("LKJ903", "Aturan LKJ903 tidak dapat dilonggarkan.", "hapus butir ini, lalu perbaiki datanya"),
    ],
)
@pytest.mark.parametrize("kunci", ["tingkat", "pengecualian"])
def test_a_rule_that_is_not_known_or_cannot_be_eased(kunci: str, aturan: str, message: str, advice: str) -> None:
    entry = (
        kecuali(aturan, "a.yaml", "/")
        if kunci == "pengecualian"
        else (f"  - aturan: {aturan}\n    menjadi: catatan\n    alasan: Sepakat\n")
    )
    found = [temuan(1, berkas="a.yaml", code="LKJ903"), temuan(1, berkas="a.yaml")]
    place = Position(f"{FOLDER}/pemeriksaan.yaml", 2, 13)
    assert longgarkan(f"{kunci}:\n{entry}", found) == [*found, Finding(place, "LKJ013", message, advice)]


def test_only_rules_on_data_and_report_can_be_eased() -> None:
    assert {"LKJ109", "LKJ114", "LKJ301"} <= EASABLE
    assert EASABLE.isdisjoint({"LKJ001", "LKJ016", "LKJ101", "LKJ103", "LKJ119", "LKJ501"})
    assert set(DAFTAR_ATURAN) >= EASABLE


# The names of places.

YAML = """\
# Sebuah catatan.
judul: Renstra
data:
  - kode: koperasi
    nama: Koperasi
    nilai:
      2024: 5
      2025:
  - nama: Balai
    tahun: 2025
    rincian: [a, b]

  - rumus: a[t] / b[t]
"""


@pytest.mark.parametrize(
    ("line", "column", "name"),
    [
        (1, 1, ""),
        (2, 1, "judul"),
        (2, 8, "judul"),
        (3, 1, "data"),
        (4, 5, "data/koperasi/kode"),
        (5, 11, "data/koperasi/nama"),
        (6, 5, "data/koperasi/nilai"),
        (7, 7, "data/koperasi/nilai/2024"),
        (8, 7, "data/koperasi/nilai/2025"),
        (8, 12, "data/koperasi/nilai/2025"),
        (10, 12, "data/Balai/tahun"),
        (11, 15, "data/Balai/rincian/1"),
        (11, 18, "data/Balai/rincian/2"),
        (12, 1, "data/Balai/rincian/2"),
        (13, 19, "data/3/rumus"),
        (99, 1, "data/3/rumus"),
    ],
)
def test_places_have_names(line: int, column: int, name: str) -> None:
    first, second = (parse_yaml(text, file)[0] for text, file in ((YAML, "a.yaml"), ("x: 1", "b.yaml")))
    assert first is not None
    assert second is not None
    tempat = PetaTempat([first, second])
    assert tempat.find(Position("a.yaml", line, column)) == name
    assert tempat.find(Position("b.yaml", line, column)) == "x"
    assert tempat.find(Position("c.md", line, column)) == ""


def test_an_exception_is_not_called_unused_while_an_error_may_silence_its_rule() -> None:
    text = f"pengecualian:\n{kecuali('LKJ901', 'a.yaml', 'data')}"
    error = temuan(3, 12, "a.yaml", "LKJ902")
    assert longgarkan(text, [error]) == [error]
    assert len(longgarkan(text, [replace(error, severity=Severity.PERINGATAN)])) == 2
