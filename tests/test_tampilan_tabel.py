"""The computed tables: in a terminal, as JSON, for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from jsonschema import Draft202012Validator

from lkj.angka import Angka, unknown
from lkj.finding import Finding, Position, Severity, display_width
from lkj.laporan import Rentang
from lkj.tampilan.isi import TABEL, list_isi
from lkj.tampilan.layar import Baris, Kolom, Sel, write_tabel
from lkj.tampilan.lembar import write_csv, write_sel
from lkj.tampilan.mesin import write_json
from lkj.tampilan.teks import write_ringkasan, write_teks

if TYPE_CHECKING:
    from lkj.laporan import Laporan
    from lkj.tampilan.isi import Isi

SKEMA = json.loads((Path(__file__).parents[1] / "docs/skema/tampilan-1.json").read_text(encoding="utf-8"))

SEMPIT = {
    "indikator": """\
Indikator 2025

Indikator
        Target  Realisasi  Capaian  Kriteria   Perubahan

Indikator sasaran
Angka kematian ibu *(AKI)* (per 100.000 kelahiran hidup)
         170,0      135,7  120,00%  Melampaui      −46,7
Hunian tempat tidur (BOR) | RSUD
    60,0–85,0%      82,5%  100,00%  Cukup           +3,7
Waktu tunggu rawat_jalan (menit)
         45,00      41,25  108,33%  Melampaui          –
Indeks "kepuasan" masyarakat (Indeks)
         88,50          –        –  –                  –

Indikator program
Cakupan imunisasi dasar [UCI] & lanjutan
        92,68%     93,90%  101,32%  Melampaui          –

Indikator kegiatan
Kelas ibu hamil yang dibuka (kelas)
            12         14  116,67%  Melampaui          –

Tidak muat, jadi tidak ditampilkan: Tahun lalu.

Perubahan terhadap tahun lalu dalam satuan indikator, untuk
persentase dalam poin persen.
Indeks "kepuasan" masyarakat: survei ditunda *sampai* Maret
2026 & belum dihitung_ulang.""",
    "triwulan": """\
Triwulan 2025

             TW I  TW II  TW III  TW IV  Setahun

Kelas ibu hamil yang dibuka (kelas)
Target          3      3       3      3       12
  kumulatif     3      6       9     12
Realisasi       4      3       3      4       14
  kumulatif     4      7      10     14

Angka triwulan seperti dilaporkan; “kumulatif”: bila
dijumlahkan sampai triwulan itu.""",
}
LEBAR = """\
Anggaran 2025

Uraian                                                                Pagu      Realisasi  Serapan         Sisa
Menurunnya kematian ibu *dan* bayi                             630.250.000    618.100.499   98,07%   12.149.501
  1.02.02 Program Upaya Kesehatan *Perorangan* & Masyarakat    630.250.000    618.100.499   98,07%   12.149.501
    1.02.02.2.02 Penyediaan layanan_kesehatan untuk UKM        630.250.000    618.100.499   98,07%   12.149.501
      1.02.02.2.02.0001 Pengelolaan kesehatan ibu [hamil]      410.250.000    398.100.500   97,04%   12.149.500
      1.02.02.2.02.0002 Pengelolaan kesehatan bayi             220.000.000    219.999.999  100,00%            1
    1.02.02.2.03 Koordinasi #lintas sektor                               –              –        –            –
Terkendalinya hunian rumah sakit | rujukan                   1.500.000.000  1.432.750.250   95,52%   67.249.750
  1.02.03 Program Rujukan                                    1.500.000.000  1.432.750.250   95,52%   67.249.750
    1.02.03.2.01 Pengelolaan rujukan & ambulans              1.500.000.000  1.432.750.250   95,52%   67.249.750
Meningkatnya mutu pelayanan <primer> & rujukan               5.025.000.000  4.990.000.000   99,30%   35.000.000
  1.02.01 Program Penunjang "Urusan" <kota>                  5.025.000.000  4.990.000.000   99,30%   35.000.000
Jumlah                                                       7.155.250.000  7.040.850.749   98,40%  114.399.251

Dalam rupiah. Tanda – berarti angkanya tidak diterbitkan pada tingkat itu, atau tidak dianggarkan."""
RINGKASAN = """\
Dinas Koperasi, Usaha Kecil dan Menengah, Laporan Kinerja
2025

Sasaran strategis: 4; indikator kinerja utama: 4, 3 di
antaranya ada realisasinya dan 3 mencapai target.
Pagu Rp22.029.055.504, realisasi Rp16.639.719.539, serapan
75,54%, sisa Rp5.389.335.965.
Indikator yang dipantau per triwulan: 18 dari 21.
Kelengkapan analisis sasaran: 6/7, 6/7, 6/7, 2/7.
Temuan: 1 galat, 2 catatan.

Indikator kinerja utama                 Capaian  Kriteria
Persentase pertumbuhan koperasi         111,23%  Sangat Baik
Persentase pertumbuhan UKM              100,16%  Sangat Baik
Persentase SDM KUKM yang berkualitas    102,86%  Sangat Baik
Nilai Capaian Kinerja Perangkat Daerah        –  –

  lkj show indikator    target, realisasi, capaian dan
                        kriteria setiap indikator
  lkj show anggaran     pagu, realisasi, serapan dan sisa
                        sampai kegiatan
  lkj show triwulan     target dan realisasi setiap triwulan
  lkj show kelengkapan  kelengkapan analisis setiap sasaran"""


@pytest.fixture
def isi(laporan: Laporan) -> Isi:
    return list_isi(laporan)


@pytest.fixture
def kedua(laporan_kedua: Laporan) -> Isi:
    return list_isi(laporan_kedua)


# In a terminal.


@pytest.mark.parametrize("nama", SEMPIT)
def test_a_narrow_terminal(kedua: Isi, nama: str) -> None:
    assert click.unstyle(write_teks(kedua, nama, 60)) == SEMPIT[nama]


def test_a_wide_terminal(kedua: Isi) -> None:
    assert click.unstyle(write_teks(kedua, "anggaran", 120)) == LEBAR
    assert click.unstyle(write_teks(kedua, "anggaran")) == LEBAR


@pytest.mark.parametrize("width", [12, 30, 45, 60, 80, 100, 160])
def test_every_figure_is_shown_whole_at_every_width(isi: Isi, width: int) -> None:
    full = click.unstyle(write_teks(isi, "anggaran")).split()
    for nama in TABEL:
        text = click.unstyle(write_teks(isi, nama, width))
        if width >= 30 and nama != "kelengkapan":
            assert max(map(display_width, text.split("\n"))) <= width
    shown = set(click.unstyle(write_teks(isi, "anggaran", width)).split())
    assert {"22.029.055.504", "75,54%", "5.389.335.965", "31.020.900"} <= shown & set(full)


def test_a_revised_budget_has_two_ceilings_where_there_is_room(isi: Isi) -> None:
    wide, narrow = (click.unstyle(write_teks(isi, "anggaran", width)) for width in (120, 60))
    assert "27.864.866.313  22.029.055.504  16.639.719.539   75,54%  5.389.335.965\n" in wide
    assert "\n    22.029.055.504  16.639.719.539   75,54%  5.389.335.965\n" in narrow
    assert "\nTidak muat, jadi tidak ditampilkan: Pagu induk.\n" in narrow
    assert "Tidak muat" not in wide


def test_ratings_have_a_colour_and_a_word(kedua: Isi) -> None:
    text = write_teks(kedua, "indikator")
    assert click.style("Melampaui", fg="green") in text
    assert click.style("Cukup", fg="yellow") in text


def test_the_overview(isi: Isi) -> None:
    place = Position("x")
    findings = [Finding(place, "LKJ1", "x", severity=s) for s in (Severity.CATATAN, Severity.GALAT, Severity.CATATAN)]
    text = click.unstyle(write_ringkasan(isi, findings, 60))
    assert text == RINGKASAN
    assert max(map(display_width, text.split("\n"))) <= 60
    assert "\nTemuan: tidak ada.\n" in write_ringkasan(isi, [])


def test_tables_of_nothing(kedua: Isi) -> None:
    empty = replace(kedua, triwulan=(), kelengkapan=())
    assert write_teks(empty, "triwulan").endswith("\n\nTidak ada indikator yang dipantau per triwulan.")
    assert write_teks(empty, "kelengkapan") == "Tidak ada sasaran."


def test_a_terminal_too_narrow_for_columns() -> None:
    kolom = (Kolom("Lama"), Kolom("Baru", opsional=True), Kolom("Arti", kiri=True))
    baris = [
        Baris("Bab", tebal=True),
        Baris("Nama panjang sekali", (Sel("1.000"), Sel(""), Sel("x")), 1, catatan="di sini"),
    ]
    assert click.unstyle(write_tabel("Nama", kolom, baris, 12)).split("\n") == [
        "Nama",
        "",
        "Bab",
        "Nama panjang",
        "sekali",
        "  Lama  1.000",
        "  Arti  x",
        "    di sini",
    ]


# As JSON.


@pytest.mark.parametrize("sumber", ["isi", "kedua"])
def test_json(request: pytest.FixtureRequest, sumber: str) -> None:
    isi: Isi = request.getfixturevalue(sumber)
    text = write_json(isi, TABEL, [Finding(Position("x"), "LKJ1", "x")])
    value = json.loads(text)
    Draft202012Validator(SKEMA).validate(value)
    assert text.isascii()
    assert value["galat"] == 1
    assert list(value) == list(SKEMA["properties"])
    assert len(value["indikator"]) == len(isi.laporan.indikator)
    for nama in TABEL:
        part = json.loads(write_json(isi, [nama], []))
        assert (list(part), part[nama]) == (["versi", "tahun", "galat", nama], value[nama])


def test_json_tells_what_is_not_known(kedua: Isi) -> None:
    value = json.loads(write_json(kedua, ["indikator"], []))
    found = {entry["kode"]: entry for entry in value["indikator"]}
    assert found["bor"]["target"]["atas"]["teks"] == "85,0%"
    assert (found["bor"]["tercapai"], found["bor"]["kriteria"]) == (True, {"nama": "Cukup", "kode": "kuning_tua"})
    kepuasan = found["kepuasan"]
    assert (kepuasan["tercapai"], kepuasan["kriteria"], kepuasan["capaian"]["nilai"]) == (None, None, None)
    assert kepuasan["realisasi"]["alasan"] == "survei ditunda *sampai* Maret 2026 & belum dihitung_ulang"


# For spreadsheets.


@pytest.mark.parametrize("nama", TABEL)
def test_csv_opens_in_excel_with_indonesian_settings(isi: Isi, nama: str) -> None:
    raw = write_csv(isi, nama)
    assert raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n")
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert {len(row) for row in rows} == {len(head)}
    assert (
        len(rows)
        == {
            "indikator": len(isi.indikator),
            "anggaran": len(isi.anggaran),
            "triwulan": 4 * len(isi.triwulan),
            "kelengkapan": 7 * len(isi.kelengkapan),
        }[nama]
    )


def test_csv_of_numbers(kedua: Isi) -> None:
    rows = write_csv(kedua, "indikator").decode("utf-8-sig").splitlines()
    assert rows[1].endswith(";170,0;135,7;120,00;Melampaui;ya;182,5;-46,7;-25,61;130,0;5,7")
    assert ";%;60,0–85,0;82,5;100,00;Cukup;ya;78,8;" in rows[2]
    assert rows[4].startswith('kepuasan;"Indeks ""kepuasan"" masyarakat";')
    assert rows[4].endswith(";88,50;;;;;87,10;;;;")
    assert (
        write_csv(kedua, "anggaran").decode().endswith("\r\nJumlah;jumlah;7155250000;;7040850749;98,40;114399251\r\n")
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=1", "  =1", "＝1", "－1", "−1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    assert write_sel(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Angka(Decimal("-1234.565"), "Rp", 2), "-1234,57"),
        (Angka(Decimal(0), "%", 2), "0,00"),
        (unknown("tidak ada"), ""),
        (Rentang(Angka(Decimal(-1)), Angka(Decimal("2.5"), "", 1)), "'-1–2,5"),
        (3, "3"),
        ("", ""),
        ("a=b", "a=b"),
        ("'x", "'x"),
    ],
)
def test_cells(value: Angka | Rentang | str | int, text: str) -> None:
    assert write_sel(value) == text
