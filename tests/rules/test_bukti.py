from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lkj.finding import format_finding
from lkj.load import load_tahun
from lkj.rules import bukti
from lkj.rules.bukti import REPORT
from tests.rules.conftest import without_line_numbers
from tests.rules.temukan import find_in_report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lkj.load import DataTahun


def test_what_the_rules_say(langgar: Callable[..., str], proyek: Path, kasus: dict[str, Any]) -> None:
    rule = getattr(bukti, kasus["uji"])
    found = without_line_numbers(find_in_report(rule, proyek)) if rule in REPORT else langgar(rule, kasus["ubah"])
    assert found == kasus["temuan"]


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


FOTO = {"alt": "Orang membaca."}


def give_kegiatan(kecil: dict[str, Any], *kegiatan: dict[str, Any], **program: object) -> dict[str, Any]:
    """Give the program some kegiatan instead of a budget of its own."""
    kecil["anggaran"]["program"] = [
        {"kode": "1.1", "nama": "Program Buku", "sasaran": "baca", "kegiatan": list(kegiatan), **program}
    ]
    return kecil


def kegiatan(nomor: int, **pos: object) -> dict[str, Any]:
    return {"kode": f"1.1.{nomor}", "nama": f"Kegiatan {nomor}", **pos}


SPENT = kegiatan(1, pagu_induk=100, realisasi=90)


def test_spending_without_documentation(kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path]) -> None:
    data = give_kegiatan(kecil, SPENT, kegiatan(2, pagu_induk=10, realisasi=9))
    data["bukti"] = {"dokumentasi": [{"kegiatan": "1.1.2", "entri": [{"keterangan": "Rapat.", "foto": [FOTO]}]}]}
    assert find_in_report(bukti.realisasi_tanpa_bukti, tulis(data)) == (
        "data/2025/anggaran.yaml:8:11: peringatan LKJ403: "
        "Kegiatan 1.1.1 mempunyai realisasi (anggaran Rp90), tetapi tidak mempunyai dokumentasi.\n"
        " 8 |   - kode: 1.1.1\n"
        "   |           ^\n"
        "   = tulis `kegiatan: 1.1.1` dengan fotonya dalam `dokumentasi` pada bukti.yaml\n"
        "   : data/2025/anggaran.yaml:11:16: Realisasi anggaran 1.1.1 Kegiatan 1\n"
    )


@pytest.mark.parametrize(
    ("daftar", "program"),
    [
        ([kegiatan(1, pagu_induk=100, realisasi=0)], {}),
        ([kegiatan(1, pagu_induk=100)], {}),
        ([kegiatan(1)], {}),
        ([SPENT], {"penunjang": "ya"}),
    ],
)
def test_what_needs_no_documentation(
    kecil: dict[str, Any],
    tulis: Callable[[Mapping[str, Any]], Path],
    daftar: list[dict[str, Any]],
    program: dict[str, str],
) -> None:
    assert find_in_report(bukti.realisasi_tanpa_bukti, tulis(give_kegiatan(kecil, *daftar, **program))) == ""


@pytest.mark.parametrize("nilai", [0, None])
def test_an_indicator_that_shows_nothing_needs_no_documentation(
    kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path], nilai: int | None
) -> None:
    data = give_kegiatan(kecil, kegiatan(1))
    data["indikator"]["indikator"].append({"kode": "rak", "nama": "Rak", "kegiatan": "1.1.1", "satuan": "rak"})
    data["realisasi"]["realisasi"].append({"indikator": "rak", "nilai": {2025: nilai}, "alasan": "belum dihitung"})
    assert find_in_report(bukti.realisasi_tanpa_bukti, tulis(data)) == ""


def test_money_spent_on_some_parts_of_a_kegiatan(
    kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path]
) -> None:
    parts = [
        {"kode": "1.1.1.1", "nama": "Beli", "pagu_induk": 60, "realisasi": 50},
        {"kode": "1.1.1.2", "nama": "Baca", "pagu_induk": 40},
    ]
    data = give_kegiatan(kecil, kegiatan(1, sub_kegiatan=parts))
    data["bukti"] = {"dokumentasi": []}
    assert find_in_report(bukti.realisasi_tanpa_bukti, tulis(data)) == (
        "data/2025/bukti.yaml:1:1: peringatan LKJ403: "
        "Tidak ada dokumentasi satu kegiatan pun, padahal yang mempunyai realisasi 1 kegiatan (1.1.1).\n"
        " 1 | dokumentasi: []\n"
        "   | ^\n"
        "   = salin foto kegiatan ke folder bukti, lalu tulis `dokumentasi` dalam bukti.yaml\n"
    )


def test_without_any_evidence_there_is_one_finding(
    kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path]
) -> None:
    data = give_kegiatan(kecil, *(kegiatan(nomor, pagu_induk=100, realisasi=90) for nomor in range(1, 9)))
    assert find_in_report(bukti.realisasi_tanpa_bukti, tulis(data)).split("\n")[0] == (
        "data/2025/bukti.yaml:1:1: peringatan LKJ403: Tidak ada dokumentasi satu kegiatan pun, padahal yang mempunyai "
        "realisasi 8 kegiatan (1.1.1, 1.1.2, 1.1.3, 1.1.4, 1.1.5, 1.1.6, …)."
    )


def read(proyek: Path, **berkas: str) -> DataTahun:
    for name, text in berkas.items():
        (proyek / "data" / "2025" / f"{name}.yaml").write_text(text, encoding="utf-8")
    data = load_tahun(proyek, 2025).data
    assert data is not None
    return data


GANDA = """\
logo: {berkas: a.png, alt: Lambang.}
dokumentasi:
  - kegiatan: 1.1.1
    entri:
      - keterangan: Rapat.
        foto: [{berkas: a.png, alt: b}, {berkas: b.png, alt: c}, {alt: d}]
  - kegiatan: 1.2.1
    entri:
      - keterangan: Kunjungan.
        foto: [{alt: d}, {berkas: a.png, alt: b}, {berkas: a.png, alt: b}]
gambar:
  - kode: situs
    judul: Situs
    foto: {berkas: b.png, alt: Halaman.}
berita_acara: {judul: Berita acara, berkas: b.png}
monev:
  - {judul: Triwulan I, berkas: c.png}
  - {judul: Triwulan II, berkas: c.png}
lampiran:
  - {judul: LHE, berkas: b.png}
  - {judul: Piagam, berkas: a.png}
  - {judul: Belum ada}
  - {judul: Juga belum ada}
"""


def test_evidence_that_is_used_twice(proyek: Path) -> None:
    advice = "ganti dengan berkas yang dimaksud di sini, atau hapus salah satunya"
    assert [
        (f.position.line, f.position.column, f.message, f.advice, [(str(r.position), r.message) for r in f.related])
        for f in bukti.bukti_ganda(read(proyek, bukti=GANDA))
    ] == [
        (
            line,
            column,
            f"Berkas “{berkas}” sudah dipakai sebagai bukti lain (data/2025/bukti.yaml:{first}).",
            advice,
            [(f"data/2025/bukti.yaml:{first}", "dipakai pertama kali di sini")],
        )
        for line, column, berkas, first in (
            (10, 35, "a.png", "6:25"),
            (10, 60, "a.png", "6:25"),
            (18, 34, "c.png", "17:33"),
            (20, 26, "b.png", "15:45"),
        )
    ]


@pytest.mark.parametrize(
    ("berkas", "alt", "what"),
    [
        ("bukti/IMG_2025-01.jpg", "IMG 2025 01", "nama berkasnya"),
        ("bukti/IMG_2025-01.jpg", "img_2025-01.JPG", "nama berkasnya"),
        ("bukti/rapat.jpg", "Rapat", "nama berkasnya"),
        ("bukti/a.jpg", "rapat   Kerja", "keterangannya"),
        ("bukti/a.jpg", "Rapat kerja kepala dinas", ""),
        ("bukti/a.jpg", "bukti", ""),
        ("bukti/a.jpg", "…", ""),
    ],
)
def test_words_for_a_picture_that_say_nothing(proyek: Path, berkas: str, alt: str, what: str) -> None:
    text = (
        "dokumentasi:\n  - kegiatan: 1.1.1\n    entri:\n      - keterangan: Rapat kerja.\n"
        f"        foto:\n          - berkas: {berkas}\n            alt: {alt}\n"
    )
    found = [(f.position.line, f.message) for f in bukti.alt_tidak_menerangkan(read(proyek, bukti=text))]
    assert found == ([(7, f"Uraian `alt` hanya mengulang {what}.")] if what else [])


def test_words_for_the_logo(proyek: Path) -> None:
    data = read(proyek, bukti="logo: {berkas: bukti/logo.png, alt: Logo}\n")
    assert [finding.message for finding in bukti.alt_tidak_menerangkan(data)] == [
        "Uraian `alt` hanya mengulang nama berkasnya."
    ]
    assert list(bukti.alt_tidak_menerangkan(read(proyek, bukti="logo: {berkas: bukti/logo.png}\n"))) == []


NASKAH = """\
Satu [laporan](bukti/lhe%20ada.pdf "LHE"), [halaman](<bukti/lhe ada.pdf#page=2>), [web](https://a.id), [a](mailto:a@b).
Dua [laporan](bukti/lhe_ada.pdf) dan [bagian](#bab) serta ![gambar](bukti/x.png) dan {{ rujuk("bab") }}.
[Tiga](./bukti/../bukti/lhe ada.pdf) [empat](../2024/lhe.pdf) [lima]({{ instansi.situs }}) [enam](//a.go.id/b) []().

[tujuh]: lhe.pdf
[^1]: catatan.pdf
"""
SALIN = "awali alamat web dengan https://, atau salin berkasnya ke data/2025"


def test_links_in_narrative(proyek: Path) -> None:
    folder = proyek / "data" / "2025"
    (folder / "bukti").mkdir()
    (folder / "bukti" / "lhe ada.pdf").write_bytes(b"")
    (folder / "narasi" / "rekomendasi.md").write_text(NASKAH, encoding="utf-8")
    assert [(str(f.position), f.message, f.advice) for f in bukti.tautan_buntu(read(proyek))] == [
        (
            f"data/2025/narasi/rekomendasi.md:{place}",
            f"Tautan “{target}” bukan alamat web, dan berkas itu tidak ada di folder data/2025.",
            advice,
        )
        for place, target, advice in (
            ("2:15", "bukti/lhe_ada.pdf", "maksud Anda “bukti/lhe ada.pdf”?"),
            ("3:46", "../2024/lhe.pdf", SALIN),
            ("5:10", "lhe.pdf", SALIN),
        )
    ]


def test_links_in_prose(proyek: Path, sunting: Callable[[Path, str, str], None]) -> None:
    analisis = proyek / "data" / "2025" / "analisis.yaml"
    sunting(analisis, "      - Mempertahankan mutu", "      - Mempertahankan [mutu](mutu.pdf)")
    sunting(proyek / "data/2025/bukti.yaml", "keterangan: Promosi dan", "keterangan: Promosi [dan](b.pdf)")
    found = list(bukti.tautan_buntu(read(proyek)))
    assert [finding.message.split("”")[0] for finding in found] == ["Tautan “mutu.pdf", "Tautan “b.pdf"]
    lines = [(proyek / f.position.file).read_text(encoding="utf-8").splitlines()[f.position.line - 1] for f in found]
    assert [line[f.position.column - 1 :][:5] for line, f in zip(lines, found, strict=True)] == ["Mempe", "Promo"]


@pytest.mark.parametrize(
    ("tautan", "dead"),
    [
        ("https://a.go.id/b", False),
        ("HTTP://a.go.id", False),
        ("www.a.go.id", False),
        ("bukti/lhe.pdf", False),
        ("bukti/lhe.pdf#page=3", False),
        ("a.go.id/b", True),
        ("bukti", True),
        ("Lampiran 5", True),
        ("https://", True),
    ],
)
def test_links_of_a_follow_up(proyek: Path, tautan: str, *, dead: bool) -> None:
    (proyek / "data/2025/bukti").mkdir()
    (proyek / "data/2025/bukti/lhe.pdf").write_bytes(b"")
    text = f'surat: a\nmengetahui: kepala_dinas\nrekomendasi:\n  - rekomendasi: b\n    tautan: "{tautan}"\n'
    found = [str(finding.position) for finding in bukti.tautan_buntu(read(proyek, tindak_lanjut=text))]
    assert found == (["data/2025/tindak_lanjut.yaml:5:13"] if dead else [])
