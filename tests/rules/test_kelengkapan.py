from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from lkj.laporan import compute_laporan
from lkj.load import load_tahun
from lkj.rules import kelengkapan
from lkj.rules.kelengkapan import REPORT, Banding, score_sasaran
from tests.rules.conftest import without_line_numbers
from tests.rules.temukan import find_in_report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lkj.laporan import Laporan
    from lkj.load import DataTahun


KEDUA = """\
data/2025/renstra.yaml:23:11: peringatan LKJ602: Sasaran “Meningkatnya mutu pelayanan <primer> & rujukan” \
tidak dapat dibandingkan dengan tahun lalu: nilai 2024 “Waktu tunggu rawat_jalan” tidak ada.
data/2025/renstra.yaml:19:11: peringatan LKJ603: Sasaran “Terkendalinya hunian rumah sakit | rujukan” \
tidak dapat dibandingkan dengan target jangka menengah: target akhir “Hunian tempat tidur (BOR) | RSUD” tidak ada.
data/2025/renstra.yaml:19:11: catatan LKJ604: Sasaran “Terkendalinya hunian rumah sakit | rujukan” \
tidak dibandingkan dengan standar nasional.
data/2025/renstra.yaml:23:11: catatan LKJ604: Sasaran “Meningkatnya mutu pelayanan <primer> & rujukan” \
tidak dibandingkan dengan standar nasional.
data/2025/renstra.yaml:23:11: peringatan LKJ605: Sasaran “Meningkatnya mutu pelayanan <primer> & rujukan” \
belum dianalisis lengkap: “Waktu tunggu rawat_jalan” tanpa analisis.
data/2025/anggaran.yaml:1:1: peringatan LKJ606: Sisa anggaran 7.155.250.000 − 7.040.850.749 = 114.399.251 \
tidak dijelaskan asalnya.
"""


def test_what_the_rules_say(
    langgar: Callable[..., str],
    proyek: Path,
    sunting: Callable[[Path, str, str], None],
    kasus: dict[str, Any],
) -> None:
    rule = getattr(kelengkapan, kasus["uji"])
    if rule not in REPORT:
        assert langgar(rule, kasus["ubah"]) == kasus["temuan"]
        return
    for satu in kasus["ubah"]:
        sunting(proyek / "data" / "2025" / satu["berkas"], satu["lama"], satu["baru"])
    assert without_line_numbers(find_in_report(rule, proyek)) == kasus["temuan"]


def test_what_the_second_agency_lacks(akar: Path) -> None:
    proyek = akar / "tests" / "instansi_kedua"
    found = "".join(find_in_report(rule, proyek) for rule in REPORT)
    assert "".join(f"{line}\n" for line in found.splitlines() if line.startswith("data/")) == KEDUA


@pytest.fixture
def periksa(tulis: Callable[[Mapping[str, Any]], Path]) -> Callable[..., str]:
    """Give what a rule says about data given by file."""
    return lambda nama, data: find_in_report(getattr(kelengkapan, nama), tulis(data))


def analyse(kecil: dict[str, Any], **analisis: list[str]) -> dict[str, Any]:
    return {**kecil, "analisis": {"analisis": [{"indikator": "pengunjung", **analisis}]}}


def test_without_any_analysis_there_is_one_finding(kecil: dict[str, Any], periksa: Callable[..., str]) -> None:
    kecil["renstra"]["sasaran"].append({"kode": "b", "tujuan": "literasi", "nama": "B"})
    kecil["indikator"]["indikator"].append({"kode": "buku", "nama": "Buku", "sasaran": "b", "satuan": "judul"})
    kecil["target"]["perjanjian"][0]["sasaran"].append(
        {"sasaran": "b", "indikator": [{"indikator": "buku", "target": 5}]}
    )
    kecil["realisasi"]["realisasi"].append({"indikator": "buku", "nilai": {2025: 6}})
    assert periksa("penyebab_tidak_diuraikan", kecil) == (
        "data/2025/analisis.yaml:1:1: peringatan LKJ605: "
        "Tidak ada analisis, padahal 2 indikator sasaran mempunyai capaian.\n"
        "   = buat analisis.yaml dengan faktor pendukung dan penghambat, solusi, dan upaya perbaikan tiap indikator\n"
    )


@pytest.mark.parametrize("nilai", [None, "dihapus"])
def test_what_has_no_value_needs_no_analysis(
    kecil: dict[str, Any], periksa: Callable[..., str], nilai: str | None
) -> None:
    kecil["realisasi"]["realisasi"] = [{"indikator": "pengunjung", "nilai": {2025: None}, "alasan": "belum dihitung"}]
    data = kecil if nilai else analyse(kecil)
    assert periksa("penyebab_tidak_diuraikan", data) == ""


@pytest.mark.parametrize(
    ("analisis", "lacks"),
    [
        ({}, "tanpa faktor_penghambat dan tanpa solusi atau upaya_perbaikan"),
        ({"faktor_pendukung": ["a"], "faktor_penghambat": ["b"]}, "tanpa solusi atau upaya_perbaikan"),
        ({"faktor_pendukung": ["a"], "solusi": ["c"]}, "tanpa faktor_penghambat"),
        ({"faktor_penghambat": ["b"], "solusi": ["c"]}, ""),
        ({"faktor_penghambat": ["b"], "upaya_perbaikan": ["d"]}, ""),
    ],
)
def test_what_a_failure_needs(
    kecil: dict[str, Any], periksa: Callable[..., str], analisis: dict[str, list[str]], lacks: str
) -> None:
    found = periksa("penyebab_tidak_diuraikan", analyse(kecil, **analisis))
    said = "belum dianalisis lengkap: “Pengunjung” tidak mencapai target (capaian 95,00%)"
    assert (f"{said} {lacks}.\n" in found) is bool(lacks)
    assert bool(found) is bool(lacks)


@pytest.mark.parametrize(
    ("polaritas", "realisasi", "failed"),
    [("maksimal", 200, False), ("maksimal", 199, True), ("minimal", 200, False), ("minimal", 201, True)],
)
def test_a_failure_depends_on_the_polarity(
    kecil: dict[str, Any], periksa: Callable[..., str], polaritas: str, realisasi: int, *, failed: bool
) -> None:
    kecil["indikator"]["indikator"][0]["polaritas"] = polaritas
    kecil["realisasi"]["realisasi"][0]["nilai"][2025] = realisasi
    assert bool(periksa("penyebab_tidak_diuraikan", analyse(kecil, faktor_pendukung=["a"], solusi=["c"]))) is failed


@pytest.mark.parametrize(("realisasi", "failed"), [(60, False), (85, False), (86, True)])
def test_a_failure_to_stay_within_a_range(
    kecil: dict[str, Any], periksa: Callable[..., str], realisasi: int, *, failed: bool
) -> None:
    kecil["indikator"]["indikator"][0]["polaritas"] = "rentang"
    kecil["target"]["perjanjian"][0]["sasaran"][0]["indikator"] = [{"indikator": "pengunjung", "bawah": 60, "atas": 85}]
    kecil["realisasi"]["realisasi"][0]["nilai"][2025] = realisasi
    assert bool(periksa("penyebab_tidak_diuraikan", analyse(kecil, faktor_pendukung=["a"], solusi=["c"]))) is failed


def test_a_target_of_zero_is_no_failure(kecil: dict[str, Any], periksa: Callable[..., str]) -> None:
    kecil["target"]["perjanjian"][0]["sasaran"][0]["indikator"][0]["target"] = 0
    assert periksa("penyebab_tidak_diuraikan", analyse(kecil, faktor_pendukung=["a"])) == ""


@pytest.mark.parametrize(
    ("realisasi", "sumber", "naskah", "found"),
    [
        (900, [], None, True),
        (900, [], "\n", True),
        (900, ["Lelang"], None, False),
        (900, [], "Sisa lelang.", False),
        (1000, [], None, False),
    ],
)
def test_savings_are_explained_somewhere(
    kecil: dict[str, Any],
    tulis: Callable[[Mapping[str, Any]], Path],
    realisasi: int,
    sumber: list[str],
    naskah: str | None,
    *,
    found: bool,
) -> None:
    kecil["anggaran"]["sumber_efisiensi"] = sumber
    kecil["anggaran"]["program"][0]["realisasi"] = realisasi
    proyek = tulis(kecil)
    if naskah:
        (proyek / "data/2025/narasi").mkdir()
        (proyek / "data/2025/narasi/efisiensi.md").write_text(naskah, encoding="utf-8")
    assert bool(find_in_report(kelengkapan.efisiensi_tidak_diuraikan, proyek)) is found


def test_savings_that_are_not_known_need_no_reason(kecil: dict[str, Any], periksa: Callable[..., str]) -> None:
    del kecil["anggaran"]["program"][0]["realisasi"]
    assert periksa("efisiensi_tidak_diuraikan", kecil) == ""


def test_without_any_ceiling_there_is_one_finding(kecil: dict[str, Any], periksa: Callable[..., str]) -> None:
    kecil["anggaran"]["program"] = [
        {"kode": "1.1", "nama": "Program Buku", "sasaran": "baca"},
        {"kode": "1.2", "nama": "Program Baca", "sasaran": "baca"},
    ]
    assert periksa("pagu_tidak_ada", kecil) == (
        "data/2025/anggaran.yaml:3:1: peringatan LKJ608: Tidak satu pun program mempunyai pagu.\n"
        " 3 | program:\n"
        "   | ^\n"
        "   = tulis pagu dan realisasi setiap program atau kegiatan\n"
    )


def test_a_sasaran_without_a_ceiling(kecil: dict[str, Any], periksa: Callable[..., str]) -> None:
    for kode in ("kosong", "nihil"):
        kecil["renstra"]["sasaran"].append({"kode": kode, "tujuan": "literasi", "nama": kode.title()})
    # A sasaran without programmes, the other one with a ceiling of zero, is not at fault.
    kecil["anggaran"]["program"] += [
        {"kode": "2.1", "nama": "Program Nihil", "sasaran": "nihil", "pagu_induk": 0, "realisasi": 0},
    ]
    assert periksa("pagu_tidak_ada", kecil) == ""


def test_a_sasaran_whose_programmes_have_no_ceiling(kecil: dict[str, Any], periksa: Callable[..., str]) -> None:
    kecil["renstra"]["sasaran"].append({"kode": "arsip", "tujuan": "literasi", "nama": "Arsip tertib"})
    kecil["anggaran"]["program"] += [
        {"kode": "2.1", "nama": "Program Arsip", "sasaran": "arsip"},
        {"kode": "2.2", "nama": "Program Naskah", "sasaran": "arsip"},
    ]
    assert periksa("pagu_tidak_ada", kecil) == (
        "data/2025/renstra.yaml:12:9: peringatan LKJ608: Sasaran “Arsip tertib” tidak mempunyai pagu: "
        "2.1, 2.2 tanpa `pagu_induk` dan `pagu_perubahan`.\n"
        " 12 | - kode: arsip\n"
        "    |         ^\n"
        "    = tulis pagu dan realisasinya dalam anggaran.yaml\n"
        "    : data/2025/anggaran.yaml:9:9: program tanpa pagu\n"
        "    : data/2025/anggaran.yaml:12:9: program tanpa pagu\n"
    )


def find(akar: Path, nama: str) -> DataTahun:
    data = load_tahun(akar / nama, 2025).data
    assert data is not None
    return data


@pytest.mark.parametrize(
    ("narasi", "lacks"),
    [
        ({}, ["simpulan", "langkah ke depan"]),
        ({"kesimpulan": "Baik."}, ["langkah ke depan"]),
        ({"kesimpulan": " \n", "rekomendasi": "Lanjutkan."}, ["simpulan"]),
        ({"kesimpulan": "Baik.", "rekomendasi": "Lanjutkan."}, []),
        ({"kesimpulan": "Baik.", "rencana_aksi": "Lanjutkan."}, []),
    ],
)
def test_what_makes_a_closing(akar: Path, narasi: dict[str, str], lacks: list[str]) -> None:
    data = find(akar, "tests/instansi_kedua")
    naskah = next(iter(data.narasi.values()))
    changed = replace(data, narasi={nama: naskah._replace(teks=teks) for nama, teks in narasi.items()})
    found = list(kelengkapan.penutup_tidak_lengkap(changed))
    assert [finding.message for finding in found] == [f"Penutup laporan tidak memuat {what}." for what in lacks]


def test_an_absent_closing_and_introduction(akar: Path) -> None:
    data = replace(find(akar, "."), narasi={})
    rules = (kelengkapan.penutup_tidak_lengkap, kelengkapan.ikhtisar_tidak_ada)
    assert [(str(f.position), f.advice) for rule in rules for f in rule(data)] == [
        ("data/2025/narasi/kesimpulan.md:1:1", "tulis simpulan dalam narasi/kesimpulan.md"),
        (
            "data/2025/narasi/rekomendasi.md:1:1",
            "tulis langkah ke depan dalam narasi/rekomendasi.md atau narasi/rencana_aksi.md",
        ),
        ("data/2025/narasi/ikhtisar.md:1:1", "tulis pokok kinerja tahun ini dalam narasi/ikhtisar.md"),
    ]


def test_a_revised_agreement_without_any_evidence(akar: Path) -> None:
    data = replace(find(akar, "."), bukti=None)
    assert [str(finding.position) for finding in kelengkapan.berita_acara_tidak_ada(data)] == [
        str(data.target.perjanjian[-1].at("jenis"))
    ]
    assert list(kelengkapan.berita_acara_tidak_ada(replace(find(akar, "tests/instansi_kedua"), bukti=None))) == []


def test_no_evaluation_needs_no_follow_up(akar: Path) -> None:
    assert list(kelengkapan.tindak_lanjut_kosong(find(akar, "tests/instansi_kedua"))) == []


NAMA = ("Target", "Tahun lalu", "Renstra", "Standar", "Penyebab", "Efisiensi", "Program")


def test_the_score_of_2025(laporan: Laporan) -> None:
    skor = score_sasaran(laporan)
    assert [(entry.kode, entry.nama, entry.skor) for entry in skor] == [
        ("koperasi", "Meningkatnya Pertumbuhan Koperasi", 6),
        ("ukm", "Meningkatnya Pertumbuhan UKM", 6),
        ("sdm", "Meningkatnya Kualitas SDM KUKM", 6),
        ("tata_kelola", "Meningkatnya Tata Kelola Pemerintahan", 2),
    ]
    assert tuple(banding.nama for banding in skor[0].banding) == NAMA
    assert [(banding.ada, banding.dari) for banding in skor[0].banding] == [
        *[(1, 1)] * 3,
        (0, 1),
        (1, 1),
        (1, 1),
        (4, 4),
    ]
    # Without a value there is nothing to compare; of its two indicators one has no target.
    assert [(banding.ada, banding.dari) for banding in skor[3].banding] == [*[(0, 1)] * 5, (1, 1), (1, 1)]


def test_the_score_of_the_second_agency(laporan_kedua: Laporan) -> None:
    assert [[(b.ada, b.dari) for b in entry.banding] for entry in score_sasaran(laporan_kedua)] == [
        [(1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (0, 1), (1, 1)],
        [(1, 1), (1, 1), (0, 1), (0, 1), (1, 1), (0, 1), (0, 1)],
        [(1, 2), (0, 2), (1, 2), (0, 2), (0, 2), (0, 1), (0, 1)],
    ]


def test_a_comparison_of_nothing_is_not_complete() -> None:
    assert [Banding("a", *pair).lengkap for pair in ((0, 0), (0, 1), (1, 2), (2, 2))] == [False, False, False, True]


def test_a_sasaran_that_is_not_measured_scores_nothing(
    kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path]
) -> None:
    kecil["renstra"]["sasaran"].append({"kode": "kosong", "tujuan": "literasi", "nama": "Kosong"})
    data = load_tahun(tulis(kecil), 2025).data
    assert data is not None
    baca, kosong = score_sasaran(compute_laporan(data))
    assert [(b.ada, b.dari) for b in baca.banding] == [(1, 1), (1, 1), *[(0, 1)] * 5]
    assert [(b.ada, b.dari) for b in kosong.banding] == [*[(0, 0)] * 5, (0, 1), (0, 0)]
    assert kosong.skor == 0
