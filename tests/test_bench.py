"""What `make bench` prints is what was measured."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lkj.finding import stops_build
from lkj.load import load_tahun
from lkj.periksa import check_tahun
from tools.bench import halaman, konverter
from tools.bench.hasil import Banding, Hasil, Kelompok, Langkah, Ukuran, iter_baris
from tools.bench.instansi import Isi, count_isi, write_agency, write_copies
from tools.bench.percobaan import split_tahap
from tools.bench.proses import FailedError, Lab, Run, Step
from tools.bench.tabel import write_kelompok
from tools.bench.ukur import LONG, Subject, interleave
from tools.make_docs import table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any


def make_ukuran(kode: str, *detik: float, memori: float = 100) -> Ukuran:
    return Ukuran(kode=kode, nama=f"perintah {kode}", langkah=(Langkah(nama=kode, detik=detik),), memori=memori)


def make_kelompok(ukuran: Sequence[Ukuran], **banding: Any) -> tuple[Kelompok, Banding]:
    satu = Banding(dari="a", terhadap="b", nama="dibanding b", **banding)
    return Kelompok(nama="uji", judul="Uji", keterangan="Baris.", ukuran=tuple(ukuran), banding=(satu,)), satu


# Ratios

AB = make_ukuran("a", 9, 3, 2, memori=300), make_ukuran("b", 1, 2, 2, memori=100)


@pytest.mark.parametrize(
    ("banding", "rasio"),
    [
        ({}, 1.5),
        ({"kali": 3}, 0.5),
        ({"balik": True}, 2 / 3),
        ({"apa": "memori"}, 3),
        ({"apa": "memori", "kali": 10}, 0.3),
    ],
)
def test_a_ratio_is_that_of_medians_for_the_same_data(banding: dict[str, Any], rasio: float) -> None:
    kelompok, satu = make_kelompok(AB, **banding)
    assert kelompok.compute_rasio(satu) == pytest.approx(rasio)


@pytest.mark.parametrize(("batas", "terpenuhi"), [(1.5, True), (1.49, False), (None, None)])
def test_a_bar_may_be_reached_but_not_passed(batas: float | None, *, terpenuhi: bool | None) -> None:
    kelompok, satu = make_kelompok(AB, batas=batas)
    assert kelompok.is_terpenuhi(satu) is terpenuhi


def test_what_failed_has_no_ratio_and_does_not_meet_its_bar() -> None:
    kelompok, satu = make_kelompok([Ukuran(kode="a", nama="a", gagal="kode keluar 3."), AB[1]], batas=9)
    assert kelompok.compute_rasio(satu) is None
    assert kelompok.is_terpenuhi(satu) is False
    assert "  a gagal: kode keluar 3.\n" in write_kelompok(kelompok)


def test_steps_are_added_run_by_run() -> None:
    langkah = Langkah(nama="satu", detik=(1, 5, 2)), Langkah(nama="dua", detik=(4, 1, 1))
    assert Ukuran(kode="a", nama="a", langkah=langkah).detik == [5, 6, 3]


# The table


def test_rows_show_what_is_measured_then_what_it_is_compared_with() -> None:
    kelompok, _ = make_kelompok(AB, batas=1.25)
    first, second = iter_baris(kelompok)
    assert first == ("perintah a", "3,00", "2,00–9,00", "", "", "", "300")
    assert second == ("  dibanding b", "2,00", "1,00–2,00", "1,50", "≤ 1,25", "tidak", "100")


def test_what_was_measured_once_says_so() -> None:
    kelompok, _ = make_kelompok([make_ukuran("a", 400), AB[1]])
    assert next(iter_baris(kelompok))[1:3] == ("400,0", "sekali")


def test_columns_are_aligned() -> None:
    kelompok, _ = make_kelompok([make_ukuran("a", 1234.5, 0.25), make_ukuran("b", 0.04)], batas=1)
    _, rule, head, _, first, second, *_ = write_kelompok(kelompok).splitlines()
    assert len(head) == len(rule) == len(first)
    assert first.startswith("perintah a  ")
    for title in ("Median (s)", "Rentang (s)"):
        end = head.index(title) + len(title)
        assert all(row[end - 1] != " " and row[end] == " " for row in (first, second)), title


def test_the_page_has_every_group_with_its_command_and_names_every_bar_that_is_not_met() -> None:
    text = Path(__file__).parents[1].joinpath(halaman.ANGKA).read_text(encoding="utf-8")
    hasil, bagian = Hasil.model_validate_json(text), halaman.write_bagian(text, table)
    assert hasil.kelompok
    for kelompok in hasil.kelompok:
        assert f"--only {kelompok.nama}" in bagian["angka"]
        for banding in kelompok.banding:
            missed = kelompok.is_terpenuhi(banding) is False
            named = f"| {kelompok.find(banding.dari).nama} | {banding.nama} |" in bagian["belum"]
            assert named == missed, banding


# Turns


class Tiruan:
    """Pretends to run, and takes the seconds it is told."""

    def __init__(self, *seconds: float | str) -> None:
        self.log: list[str] = []
        self.seconds = iter(seconds)

    def subject(self, kode: str) -> Subject:
        def run(*, watch: bool) -> Run:
            self.log.append(f"{kode}{'!' if watch else ''}")
            seconds = next(self.seconds)
            if isinstance(seconds, str):
                raise FailedError(seconds)
            return Run({"satu": seconds}, 70 if watch else 50)

        return Subject(kode, kode, run, lambda: self.log.append("siap"))


def test_commands_take_turns_after_a_run_that_does_not_count() -> None:
    tiruan = Tiruan(9, 9, 1, 2, 3, 4)
    a, b = interleave([tiruan.subject("a"), tiruan.subject("b")], 2, lambda _: None)
    assert tiruan.log == [word for name in ("a!", "b!", "a", "b", "a", "b") for word in ("siap", name)]
    assert (a.detik, b.detik) == ([1, 3], [2, 4])
    assert a.memori == 70


def test_what_takes_long_is_measured_once_and_what_fails_is_not_run_again() -> None:
    tiruan = Tiruan(LONG + 1, "kode keluar 3.", 9, 1, 2)
    lama, gagal, biasa = interleave([tiruan.subject(kode) for kode in "abc"], 2, lambda _: None)
    assert lama.detik == [LONG + 1]
    assert gagal.gagal == "kode keluar 3."
    assert biasa.detik == [1, 2]


# Processes


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return Lab(tmp_path)


def python(code: str) -> Step:
    return Step("satu", [sys.executable, "-S", "-c", code])


def test_a_process_is_measured_to_its_end_with_its_memory(lab: Lab) -> None:
    run = lab.run([python("import time; kept = bytes([1]) * 60_000_000; time.sleep(0.2)")], watch=False)
    assert 0.2 <= run.seconds["satu"] < 5
    assert 57 < run.megabytes < 100


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memori proses lain tidak terbaca")
def test_memory_is_that_of_all_processes_at_once(lab: Lab) -> None:
    code = "import time; kept = bytes([1]) * 60_000_000; time.sleep(0.4)"
    start = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-S', '-c', {code!r}])"
    assert lab.run([python(f"{start}; {code}; child.wait()")], watch=True).megabytes > 114


def test_a_process_that_fails_tells_its_last_lines(lab: Lab) -> None:
    with pytest.raises(FailedError, match=r"^kode keluar 3\. dua tiga empat$"):
        lab.run(
            [python("import sys; print('satu\\ndua\\ntiga\\n\\nempat\\n', file=sys.stderr); sys.exit(3)")], watch=False
        )


def test_measured_processes_use_a_copy_of_the_program_and_keep_what_they_compile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    lab = Lab.open(tmp_path)
    where = f"import lkj, sys; assert lkj.__file__.startswith({str(tmp_path)!r}); assert not sys.dont_write_bytecode"
    lab.run([python(where)], watch=False)
    assert list(tmp_path.rglob("*.pyc"))


def test_stages_are_the_time_between_messages() -> None:
    told = [("Memuat", 1.0), ("Menggambar", 3.0), ("Menulis a.pdf", 3.5), ("Menulis a.docx", 3.5), ("", 7.0)]
    assert split_tahap(told) == {"Memuat": 2, "Menggambar": 0.5, "Menulis a.pdf, a.docx": 3.5}


# Generated data


def test_a_generated_agency_has_what_was_asked_for_and_no_error(tmp_path: Path) -> None:
    isi = write_agency(tmp_path, Isi(700, 20))
    assert isi == count_isi(tmp_path)
    assert isi.baris >= 700
    assert isi.indikator == 24
    data = load_tahun(tmp_path, 2025).data
    assert data
    assert len(data.indikator.indikator) == 24
    findings = check_tahun(tmp_path, 2025).findings
    assert not stops_build(findings)
    # It has no photos, and that is all that is wrong with it.
    assert {finding.code for finding in findings} == {"LKJ402"}


def test_generated_data_grow_by_equal_parts(tmp_path: Path) -> None:
    def count(copies: int) -> Isi:
        write_copies(tmp_path / str(copies), copies)
        return count_isi(tmp_path / str(copies))

    one, two, five = count(1), count(2), count(5)
    assert one.indikator * 5 == five.indikator
    assert five.baris - one.baris == 4 * (two.baris - one.baris)


# Converters


def test_converters_can_be_run_again_as_lkj_ran_them(
    kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path], lab: Lab
) -> None:
    recording = konverter.record(tulis(kecil), lab.folder / "konverter")
    assert any(word.startswith("--reference-doc=") for word in recording.writing["docx"].command)
    run = lab.run(recording.list_lengkap(), watch=False)
    assert list(run.seconds) == ["pandoc membaca bagian 1", "pandoc ke DOCX", "pandoc ke Typst", "Typst ke PDF"]
    assert (recording.folder / "lengkap.pdf").read_bytes().startswith(b"%PDF")
    lab.run(recording.list_polos(), watch=False)
    assert (recording.folder / "polos.pdf").read_bytes().startswith(b"%PDF")
