from __future__ import annotations

from decimal import Context, Decimal, localcontext
from typing import TYPE_CHECKING, Any

import pytest

from lkj.bahasa.bilangan import find_bilangan, parse_terbilang
from lkj.bahasa.kalimat import ISI, read_teks
from lkj.bahasa.kamus import Kamus
from lkj.finding import Position
from lkj.format import terbilang
from lkj.ingatan import remember_last
from lkj.rules import DAFTAR_ATURAN
from tests.rules.ucapan import RULES, describe, find, judge, tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lkj.laporan import Laporan


def test_what_the_rules_say(laporan: Laporan, laporan_kedua: Laporan, kasus: dict[str, Any]) -> None:
    subject = laporan_kedua if kasus.get("instansi") == "kedua" else laporan
    assert judge(subject, kasus["naskah"]) == kasus["temuan"]
    codes = {rule.kode for rule in RULES if f" {rule.kode}: " in kasus["temuan"]}
    assert codes <= {rule.kode for rule in RULES if rule.nama == kasus["uji"]}


def test_narrative_that_refers_to_its_numbers_is_left_alone(laporan: Laporan, laporan_kedua: Laporan) -> None:
    assert find(laporan) == []
    assert find(laporan_kedua) == []
    assert judge(laporan, "") == ""


def test_all_rules_are_registered() -> None:
    assert all(DAFTAR_ATURAN[rule.kode] is rule for rule in RULES)


@pytest.mark.parametrize(
    "text",
    [
        "Jumlahnya mencapai 134 koperasi.",
        "Anggaran berjumlah Rp. 22.029.055.504,-.",
        "Pagu berkurang Rp5.835.810.809.",
        "Pertumbuhan koperasi tercatat 8,1 persen.",
        "Renstra memuat tiga sasaran strategis.",
        "Ada 4 (empat) kabupaten tempat penyerahan kartu BPJS Ketenagakerjaan.",
        "SDM turun\n{{ indikator.sdm_berkualitas.perubahan }}.",
    ],
)
def test_the_edit_of_a_finding_mends_it(laporan: Laporan, text: str, proyek: Path, temukan: Callable[..., Any]) -> None:
    (finding,) = find(tell(laporan, text))
    assert finding.edit
    lines = text.split("\n")
    at = sum(len(line) + 1 for line in lines[: finding.position.line - 1]) + finding.position.column - 1
    assert text.startswith(finding.edit.old, at)
    mended = text[:at] + finding.edit.new + text[at + len(finding.edit.old) :]
    assert judge(laporan, mended) == ""
    (proyek / "data" / "2025" / "narasi" / "kesimpulan.md").write_text(mended, encoding="utf-8")
    assert temukan(proyek) == []


def test_prose_in_yaml_is_judged_at_the_place_of_its_value(
    proyek: Path, sunting: Callable[[Path, str, str], None], hitung: Callable[[Path], Laporan]
) -> None:
    sunting(
        proyek / "data" / "2025" / "analisis.yaml",
        "Kapasitas SDM pengelola koperasi serta pengawasan dan akuntabilitasnya masih rendah.",
        "Target tidak tercapai karena kapasitas 134 koperasi rendah, menurut Tabel III.2.",
    )
    sunting(
        proyek / "data" / "2025" / "bukti.yaml",
        "Audit resertifikasi ISO 9001:2015",
        "Dinas meraih tiga penghargaan. Seluruh anggaran terserap sepenuhnya. Semua target tercapai. Audit 2 (tiga)",
    )
    laporan = hitung(proyek)
    found = find(laporan)
    assert "".join(map(describe, found)) == (
        "analisis.yaml: peringatan LKJ504: Angka “134 koperasi” diketik, padahal sama dengan Jumlah Koperasi 2025.\n"
        "  = ganti “134 koperasi” dengan {{ data.koperasi }}\n"
        "  : realisasi.yaml: Jumlah Koperasi 2025\n"
        "analisis.yaml: peringatan LKJ507: Nomor “Tabel III.2” diketik; nomor dapat berubah bila susunan laporan "
        "berubah.\n"
        '  = rujuk dengan {{ rujuk("tabel-…") }}\n'
        "analisis.yaml: peringatan LKJ510: Naskah menyatakan “Target tidak tercapai”, padahal Persentase pertumbuhan "
        "koperasi 8,06% dari target 7,25% (capaian 111,23%).\n"
        "  = sesuaikan kalimatnya dengan angka, atau periksa target dan realisasinya\n"
        "  : realisasi.yaml: realisasi\n"
        "bukti.yaml: galat LKJ509: “2 (tiga)”: angkanya 2, katanya 3.\n"
        "  = tulis satu nilai; angka laporan dirujuk dengan filter `terbilang`\n"
    )
    places = {str(place) for _, place, _ in laporan.data.list_prosa()}
    assert {str(finding.position) for finding in found} <= places


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Realisasi belum mencapai target.", ["LKJ510"]),
        ("Target tahunan belum tercapai.", ["LKJ510"]),
        ("Persentase pertumbuhan UKM belum mencapai target.", ["LKJ510"]),
        ("Realisasi menurun dibandingkan dengan tahun lalu.", ["LKJ513"]),
        ("Capaiannya berkategori tinggi.", ["LKJ511"]),
        ("Realisasi melampaui target dan meningkat dibandingkan dengan tahun lalu.", []),
        ("Membina koperasi yang belum mencapai target.", []),
        ("Membina kecamatan yang targetnya tidak tercapai.", []),
        ("Minat warga menurun dibandingkan dengan tahun lalu.", []),
        ("Hambatan pada tahun-tahun sebelumnya membuat target tidak tercapai.", []),
        ("Koperasi tumbuh dan pertumbuhan UKM serta pertumbuhan koperasi belum mencapai target.", []),
        ("Dinas melaksanakan tiga program. Semua target tercapai. Anggaran turun dari tahun lalu.", []),
    ],
)
def test_an_analysis_is_about_its_indicator(
    proyek: Path,
    sunting: Callable[[Path, str, str], None],
    hitung: Callable[[Path], Laporan],
    text: str,
    codes: list[str],
) -> None:
    sunting(
        proyek / "data" / "2025" / "analisis.yaml", "Memperluas sosialisasi manfaat koperasi kepada masyarakat.", text
    )
    assert [finding.code for finding in find(hitung(proyek))] == codes


@pytest.mark.parametrize("number", [*range(130), 200, 999, 1000, 1001, 1100, 2025, 10_000, 111_111, 22_029_055_504])
def test_numbers_in_words_are_read_as_they_are_written(number: int) -> None:
    assert parse_terbilang(terbilang(number)) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("delapan koma nol enam", Decimal("8.06")),
        ("lima juta rupiah", Decimal(5_000_000)),
        ("satu ratus", Decimal(100)),
        ("lihat tabel", None),
        ("delapan koma banyak", None),
        ("koma lima", None),
        ("", None),
    ],
)
def test_other_words(words: str, number: Decimal | None) -> None:
    assert parse_terbilang(words) == number


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.234,56", ["1234.56"]),
        ("8.06", ["8.06"]),
        ("8.064", ["8064", "8.064"]),
        ("4,949", ["4.949", "4949"]),
        ("0,156", ["0.156"]),
        ("1,234,567", ["1234567"]),
        ("1,5 juta", ["1500000"]),
        ("1.2.1", []),
        ("06", []),
    ],
)
def test_what_digits_may_mean(text: str, values: list[str]) -> None:
    found = [bacaan.nilai for bilangan in find_bilangan(f"sebesar {text} lalu") for bacaan in bilangan.bacaan]
    assert found == [Decimal(value) for value in values]


def test_a_text_is_split_into_sentences_and_clauses() -> None:
    text = (
        "Dinas a.n. Plt. Kepala (No. 3), naik; {{ data.x }}. *Turun* 1,5 dll. Lalu? ya\n\n- satu\n- dua sehingga tiga\n"
        "```\n4.\n```\n"
    )
    teks = read_teks(text, Position("a.md", 3, 1))
    assert len(teks.polos) == len(text)
    clauses = [
        [(klausa.pemisah, teks.polos[klausa.start : klausa.end].strip()) for klausa in kalimat.klausa]
        for kalimat in teks.kalimat
    ]
    assert clauses == [
        [("", "Dinas a.n. Plt. Kepala (No. 3)"), (",", "naik"), (";", f"{ISI * 12}.")],
        [("", "Turun  1,5 dll. Lalu? ya")],
        [("", "satu")],
        [("", "dua"), ("sehingga", "tiga")],
    ]
    assert [(rujukan.nama, rujukan.filter, rujukan.induk) for rujukan in teks.rujukan] == [("data.x", "", "data.x")]
    assert teks.place(text.index("dua")) == Position("a.md", 6, 3)


def test_names_are_found_as_a_whole(laporan: Laporan) -> None:
    text = (
        "Persentase pertumbuhan koperasi, pertumbuhan UKM, jumlah koperasi yang sehat, dan Nilai Reformasi Birokrasi "
    )
    found = Kamus(laporan).find_names(f"{text}Perangkat Daerah; jumlah pertumbuhan koperasi; pertumbuhan")
    assert [(name.induk, name.lengkap) for name in found] == [
        ("indikator.pertumbuhan_koperasi", True),
        ("indikator.pertumbuhan_ukm", False),
        ("data.koperasi_sehat", True),
        ("indikator.nilai_rb", True),
    ]


def test_the_decimal_context_of_a_caller_makes_no_numbers_equal(laporan: Laporan) -> None:
    text = "Dana Rp22.029.055.504, Rp22.029.055.604, dan Rp22,03 miliar; pertumbuhan koperasi 8,1%. Ada 1.250 (seribu)."
    expected = judge(laporan, text)
    assert expected
    with localcontext(Context(prec=2)):
        assert judge(laporan, text) == expected


def test_work_is_done_again_for_another_subject_only() -> None:
    calls: list[object] = []
    remembering = remember_last(calls.append)
    first, second = object(), object()
    for subject in (first, first, second, first):
        remembering(subject)
    assert calls == [first, second, first]


@pytest.mark.parametrize(
    "part", ["1.", "dua ", "(", "{{ ", "`", "a.b-", "belum mencapai target ", "naik dari {{ data.koperasi }} ", "12 "]
)
def test_long_texts_are_read_in_time(laporan: Laporan, part: str) -> None:
    judge(laporan, part * 5000)
