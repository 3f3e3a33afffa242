"""Finding numbers and telling where they come from; and that no printed number is left out."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from markupsafe import escape

from lkj.angka import Angka, total, unknown
from lkj.convert.pandoc import Bahan, run_pandoc
from lkj.finding import Position, display_width
from lkj.format import format_penuh
from lkj.load import PELENGKAP, WAJIB
from lkj.masukan import pandoc_folder, template_folders
from lkj.model.dasar import ProsaText, iter_models
from lkj.periksa import HasilPeriksa, examine
from lkj.render import render_laporan
from lkj.render.susunan import Susunan
from lkj.render.tabel import TEGAK, Tabel
from lkj.table import ATAS, KIRI
from lkj.telusur import trace_tahun
from lkj.telusur.cari import find_angka
from lkj.telusur.mesin import write_json
from lkj.telusur.peta import Asal, Peta, build_peta, write_operan
from lkj.telusur.teks import format_pencarian

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lkj.build import HasilBuild
    from lkj.load import DataTahun
    from lkj.render import Hasil
    from lkj.render.jejak import Sel

    Tulis = Callable[[Mapping[str, Any]], Path]

AKAR = Path(__file__).parents[1]
KEDUA = Path(__file__).parent / "instansi_kedua"
SKEMA = json.loads((AKAR / "docs/skema/telusur-1.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Bacaan:
    """A report as it is printed, and the numbers in it."""

    data: DataTahun
    hasil: Hasil
    peta: Peta


def read(proyek: Path) -> Bacaan:
    telaah = examine(proyek, 2025, halaman=False)
    siap = telaah.siap
    assert siap is not None
    ilustrasi = {nama: draw() for nama, draw in siap.plan.items()}
    hasil = render_laporan(siap.laporan, template_folders(proyek), siap.media, ilustrasi)
    return Bacaan(siap.laporan.data, hasil, build_peta(siap.laporan, hasil, telaah.muatan.sources))


@pytest.fixture(scope="module")
def bacaan() -> Bacaan:
    return read(AKAR)


@pytest.fixture(scope="module")
def kedua() -> Bacaan:
    return read(KEDUA)


@pytest.fixture(scope="module")
def peta(bacaan: Bacaan) -> Peta:
    return bacaan.peta


# What a build writes.


@pytest.mark.parametrize(("mine", "built"), [("bacaan", "terbangun"), ("kedua", "kedua_terbangun")])
def test_numbers_and_lines_are_those_of_a_build(request: pytest.FixtureRequest, mine: str, built: str) -> None:
    bacaan: Bacaan = request.getfixturevalue(mine)
    hasil: HasilBuild = request.getfixturevalue(built)
    jejak = json.loads(hasil.berkas[0].with_name("jejak.json").read_text(encoding="utf-8"))
    written = hasil.berkas[0].with_name("lkj-2025.md").read_text(encoding="utf-8")
    assert written == bacaan.hasil.markdown
    peta = bacaan.peta
    assert [(t.nomor, t.teks, t.baris) for t in peta.tempat] == [
        (entry["nomor"], entry["teks"], entry["baris"]) for entry in jejak["angka"]
    ]
    assert [t.angka for t in peta.tempat] == [peta.simpul[entry["simpul"]] for entry in jejak["angka"]]
    for name, node in jejak["simpul"].items():
        asal = peta.asal[peta.simpul[name]]
        assert (asal.angka.label, asal.angka.formula()) == (node["label"], node["rumus"])


def test_nothing_is_painted_and_no_build_is_needed(monkeypatch: pytest.MonkeyPatch, proyek: Path) -> None:
    def paint(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("lkj.gambar.kanvas.paint_halaman", paint)
    before = sorted(proyek.rglob("*"))
    telusur = trace_tahun(proyek, 2025)
    assert telusur.peta
    assert sorted(proyek.rglob("*")) == before


# Every number-like word of the report, from the text as pandoc reads it.

# What is no number of the report: text of the data that is printed as it is (names, titles, addresses, codes), and:
TEKS_DATA = {"alamat", "arah_kebijakan", "judul", "nama", "nip", "satuan", "sumber", "surat", "telepon", "tentang"}
BULAN = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
BUKAN_ANGKA = {
    "nomor urut di awal butir atau baris": r"^(?:\d+\.)+\s",
    "tanggal": rf"\b\d{{1,2}} (?:{BULAN}) \d{{4}}\b",
    "tahun": r"(?<![\w.,])(?:19|20)\d\d(?![\w%]|[.,]\d)",
    "tahun dalam rumus umum": r"\(t-1\)",
    "nomor surat atau peraturan": r"\bNomor \S+",
    "nama standar": r"\bISO \d+(?::\d+)?",
    "nomor bagian gambar": r"\(gambar \d+ dari \d+\)",
    "angka yang diketik perencana dalam prosa": r"\(\$0\)",
}
ANGKA = re.compile(r"(?:(?<![\w.,])|(?<=\bRp))\d+(?:[.,]\d+)*(?!\w)")

# How many of what a figure shows: printed by `lkj.gambar` in its words, not through the trace.
DI_LUAR_JEJAK = {"bacaan": Counter({"4": 2}), "kedua": Counter({"4": 1, "3": 1})}


def list_blocks(blocks: list[Any]) -> Iterator[str]:
    """List the texts of a document: paragraphs, headings, cells, captions and the words of images, each on a line."""
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind in {"Para", "Plain"}:
            yield from write_inlines(content).split("\n")
        elif kind == "Header":
            yield re.sub(r"^[\d.]+ ", "", write_inlines(content[2]))
        elif kind == "BulletList":
            yield from (text for item in content for text in list_blocks(item))
        elif kind == "OrderedList":
            yield from (text for item in content[1] for text in list_blocks(item))
        elif kind == "Div":
            yield from list_blocks(content[1])
        elif kind == "Table":
            yield from list_cells(content)
        else:
            raise AssertionError(kind)


def list_cells(table: list[Any]) -> Iterator[str]:
    """List the texts of a table, but neither the numbers of its columns nor those of its rows."""
    _, caption, _, head, bodies, foot = table
    yield from list_blocks(caption[1])
    rows = [(True, row) for row in head[1]]
    rows += [(False, row) for body in bodies for row in body[3]]
    rows += [(False, row) for row in foot[1]]
    filled: set[tuple[int, int]] = set()
    numbered: set[int] = set()
    for place, (is_head, (_, cells)) in enumerate(rows):
        column = 0
        for _, _, rowspan, colspan, blocks in cells:
            while (place, column) in filled:
                column += 1
            filled |= {(place + down, column + right) for down in range(rowspan) for right in range(colspan)}
            texts = list(list_blocks(blocks))
            if is_head and texts == ["No."]:
                numbered.add(column)
            is_number = is_head or column in numbered
            if not (is_number and re.fullmatch(r"\(?\d+\)?", " ".join(texts))):
                yield from texts


def write_inlines(parts: list[Any]) -> str:
    text = ""
    for part in parts:
        match part["t"], part.get("c"):
            case "Str" | "Code", content:
                text += content if isinstance(content, str) else content[1]
            case "Space" | "SoftBreak" | "LineBreak", _:
                text += " "
            case "Math", (_, formula):
                text += f" ⟦{' '.join(strip_labels(formula).split())}⟧ "
            case "Link", (_, inside, (target, _)):  # a reference to a part of the report is a number of it
                text += "§" if target.startswith("#") else write_inlines(inside)
            case "Image", (_, alt, _):
                text += f"\n{write_inlines(alt)}\n"
            case "Span", ((_, classes, _), inside):
                text += "§" if {"label-bab", "label-lampiran"} & set(classes) else write_inlines(inside)
            case "Emph" | "Strong", inside:
                text += write_inlines(inside)
            case kind, _:
                raise AssertionError(kind)
    return text


def strip_labels(formula: str) -> str:
    """Take the names of data out of a formula; what it is computed from is numbers alone."""
    return re.sub(
        r"\\text\{((?:[^{}]|\{\})*)\}",
        lambda found: found[1] if re.fullmatch(r"[-\d.,]+(\\%)?", found[1]) else "§",
        formula,
    )


def list_names(data: DataTahun) -> re.Pattern[str]:
    """Match the texts of the data that are printed as they are and hold a digit."""
    found = {
        " ".join(str(text).split())
        for model in iter_models([getattr(data, name) for name in (*WAJIB, *PELENGKAP)])
        for field in TEKS_DATA & set(type(model).model_fields)
        for value in [getattr(model, field)]
        for text in (value if isinstance(value, tuple) else (value,))
        if isinstance(text, str) and not isinstance(text, ProsaText) and any(map(str.isdecimal, text))
    }
    found |= {text.upper() for text in found} | {text[0].lower() + text[1:] for text in found}
    return re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in sorted(found, key=len, reverse=True)))


def count_tokens(texts: Iterable[str], names: re.Pattern[str], others: Iterable[str] = ()) -> Counter[str]:
    """Count the number-like words that are part of no name and of nothing else that is none of the report's numbers."""
    found: Counter[str] = Counter()
    for text in texts:
        left = names.sub("§", " ".join(text.split()))
        for pattern in others:
            left = re.sub(pattern, "§ ", left)
        found.update(ANGKA.findall(left))
    return found


def count_constants(blocks: list[Any], peta: Peta) -> Counter[str]:
    """Count the constants in printed formulas; they belong to the calculation and are no numbers of their own."""
    known = {f"{asal.angka.nilai:f}" for asal in peta.asal.values() if not asal.angka.label and asal.angka.ada}
    formulas = (part for text in list_blocks(blocks) for part in re.findall(r"⟦[^⟧]*⟧|[×÷] \d+", text))
    return Counter(token for formula in formulas for token in ANGKA.findall(formula) if token in known)


@pytest.mark.parametrize("nama", ["bacaan", "kedua"])
def test_every_number_in_the_report_can_be_explained(
    request: pytest.FixtureRequest, nama: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bacaan: Bacaan = request.getfixturevalue(nama)
    peta = bacaan.peta
    bahan = Bahan(bacaan.hasil.markdown, pandoc_folder(AKAR), AKAR, 0)
    document = json.loads(run_pandoc(bahan, "json", ()))
    names = list_names(bacaan.data)
    printed = count_tokens(list_blocks(document["blocks"]), names, BUKAN_ANGKA.values())
    traced = count_tokens((t.teks for t in peta.tempat), names)
    untraced = printed - traced - count_constants(document["blocks"], peta)
    lost = sorted(token for token in printed if not find_angka(peta, token).maksud)
    total_printed = printed.total()
    with capsys.disabled():
        print(  # noqa: T201 # the share is what a reader of the tests wants to see
            f"\n{nama}: {total_printed} angka tercetak, {total_printed - untraced.total()} pada tempatnya "
            f"({100 * (total_printed - untraced.total()) / total_printed:.1f}%), {len(lost)} tidak ditemukan: {lost}; "
            f"di luar jejak: {dict(untraced)}"
        )
    assert total_printed > 200  # a walk that finds nothing proves nothing
    assert traced - printed == Counter()
    assert lost == []
    assert untraced == DI_LUAR_JEJAK[nama]


@pytest.mark.parametrize("nama", ["bacaan", "kedua"])
def test_every_way_to_ask_for_a_number_finds_it(request: pytest.FixtureRequest, nama: str) -> None:
    peta: Peta = request.getfixturevalue(nama).peta
    for tempat in peta.tempat:
        asal = peta.asal[tempat.angka]
        assert asal in find_angka(peta, tempat.teks).asal, tempat.teks
        assert find_angka(peta, f"#{tempat.nomor}").asal == (asal,)
        assert tempat in asal.tempat
        if tempat.sel:
            assert tempat.bagian
            for baris, kolom in (
                (tempat.sel.baris, tempat.sel.kolom),
                (tempat.sel.baris_akhir, tempat.sel.kolom_akhir),
            ):
                found = find_angka(peta, f"{tempat.bagian.id}:{baris}:{kolom}")
                assert found.maksud == "sel"
                assert tempat in found.tempat
        if tempat.bagian:
            assert tempat in find_angka(peta, tempat.bagian.id).tempat
            assert tempat in find_angka(peta, tempat.bagian.nomor or tempat.bagian.id).tempat
    for name, angka in peta.simpul.items():
        assert find_angka(peta, name).asal == (peta.asal[angka],)
    for name, angka in peta.nama.items():
        assert peta.asal[angka] in find_angka(peta, name).asal


@pytest.mark.parametrize("nama", ["bacaan", "kedua"])
def test_every_part_has_its_lines(request: pytest.FixtureRequest, nama: str) -> None:
    bacaan: Bacaan = request.getfixturevalue(nama)
    lines = bacaan.hasil.markdown.split("\n")
    for butir in bacaan.hasil.susunan:
        if butir.jenis == "Tabel":
            assert butir.id not in bacaan.peta.baris_bagian
        else:
            found = bacaan.peta.baris_bagian[butir.id]
            assert f"#{butir.id}" in lines[found.start - 1]
            assert lines[found.stop - 1] == ":::" if not butir.tingkat else found.stop > found.start
    assert all(t.bagian for t in bacaan.peta.tempat)


# What a user may ask for.


@pytest.mark.parametrize(
    ("apa", "maksud", "labels"),
    [
        ("indikator.pertumbuhan_koperasi.capaian", "nama", ["Capaian Persentase pertumbuhan koperasi 2025"]),
        ("pertumbuhan_koperasi.capaian", "nama", ["Capaian Persentase pertumbuhan koperasi 2025"]),
        ("{{ anggaran.serapan | satuan }}", "nama", ["Serapan seluruh anggaran"]),
        ("{{anggaran.serapan}}", "nama", ["Serapan seluruh anggaran"]),
        ("serapan", "nama", ["Serapan seluruh anggaran"]),
        ("data.koperasi", "nama", ["Jumlah Koperasi 2025"]),
        ("data_lalu.koperasi", "nama", ["Jumlah Koperasi 2024"]),
        ("fakta.porsi_komputer_lama", "nama", ["Komputer dan laptop buatan awal tahun 2000-an"]),
        ("tabel-capaian:1:7", "sel", ["Target Persentase pertumbuhan koperasi 2025"]),
        ("Tabel III.2:1:9", "sel", ["Capaian Persentase pertumbuhan koperasi 2025"]),
        ("tabel iii.2 : 1 : 9", "sel", ["Capaian Persentase pertumbuhan koperasi 2025"]),
        ("Lampiran 5:1:5", "sel", ["Target Persentase pertumbuhan koperasi 2025"]),
        ("111,23%", "teks", ["Capaian Persentase pertumbuhan koperasi 2025"]),
        ("111,23", "teks", ["Capaian Persentase pertumbuhan koperasi 2025"]),
        ("111,23 %", "teks", ["Capaian Persentase pertumbuhan koperasi 2025"]),
        ("134 koperasi", "teks", ["Jumlah Koperasi 2025"]),
        ("134\N{NO-BREAK SPACE}koperasi", "teks", ["Jumlah Koperasi 2025"]),
        ("134 KOPERASI", "teks", ["Jumlah Koperasi 2025"]),
        ("+141,94", "teks", ["Perubahan relatif Persentase pertumbuhan koperasi terhadap 2024"]),
        ("−51,89%", "teks", ["Perubahan relatif Persentase SDM KUKM yang berkualitas terhadap 2024"]),
        ("-51,89%", "teks", ["Perubahan relatif Persentase SDM KUKM yang berkualitas terhadap 2024"]),
        ("8 (delapan)", "teks", ["Banyak program"]),
        ("(5.835.810.809)", "teks", ["Perubahan pagu seluruh anggaran"]),
        ("Rp16.639.719.539", "teks", ["Realisasi seluruh anggaran"]),
        ("Rp 16.639.719.539", "teks", ["Realisasi seluruh anggaran"]),
        ("rp. 16.639.719.539", "teks", ["Realisasi seluruh anggaran"]),
        ("16639719539", "teks", ["Realisasi seluruh anggaran"]),
        ("127920", "teks", ["Jumlah SDM KUKM Seluruhnya 2025"]),
        ("17.74", "teks", ["Target Persentase pertumbuhan koperasi 2025"]),
        ("100", "teks", ["Tetapan"]),
        ("#3", "nomor", ["Capaian Persentase pertumbuhan koperasi 2025"]),
        ("n5", "simpul", ["Capaian Persentase pertumbuhan koperasi 2025"]),
        ("  n5  ", "simpul", ["Capaian Persentase pertumbuhan koperasi 2025"]),
    ],
)
def test_what_is_found(peta: Peta, apa: str, maksud: str, labels: list[str]) -> None:
    found = find_angka(peta, apa)
    assert (found.maksud, [asal.label for asal in found.asal]) == (maksud, labels)


@pytest.mark.parametrize(
    ("apa", "catatan"),
    [
        ("pertumbuhan_kopersi.capaian", "maksud Anda pertumbuhan_koperasi.capaian"),
        ("anggaran.serapn", "maksud Anda anggaran.serapan"),
        ("tabel-capain", "maksud Anda tabel-capaian"),
        ("Tabel III.22", "maksud Anda Tabel III.2"),
        ("tabel-capain:1:9", "maksud Anda tabel-capaian:1:9"),
        ("111,24%", "maksud Anda 111,23%"),
        ("Tabel II.2", "bagian itu tidak memuat angka."),
        ("Tabel III.2:2:3", "sel itu tidak memuat angka; lihat `lkj explain tabel-capaian`."),
        (
            "Tabel III.2:1:2",
            "sel itu tidak memuat angka; yang memuat angka dalam baris itu: 1:5, 1:6, 1:7, 1:8, 1:9, 1:11.",
        ),
        ("#0", "laporan memuat "),
        ("n99999", "sebutkan kode indikator, "),
        ("99999", "sebutkan kode indikator, "),
        ("9" * 5000, "sebutkan kode indikator, "),
        (f"Tabel III.2:{'9' * 5000}:1", "sebutkan kode indikator, "),
        ("apa saja", "sebutkan kode indikator, "),
        ("", "sebutkan kode indikator, "),
    ],
)
def test_what_is_not_found(peta: Peta, apa: str, catatan: str) -> None:
    found = find_angka(peta, apa)
    assert (found.maksud, found.asal) == ("", ())
    assert found.catatan.startswith(catatan)


def test_several_are_suggested(peta: Peta) -> None:
    assert find_angka(peta, "pertumbuhan_umk").catatan == (
        "maksud Anda pertumbuhan_ukm, pertumbuhan_ukm.jarak atau pertumbuhan_ukm.target?"
    )


def test_an_indicator_is_all_its_numbers(peta: Peta) -> None:
    found = find_angka(peta, "pertumbuhan_koperasi")
    assert [name.rpartition(".")[2] for asal in found.asal for name in asal.nama] == [
        "target",
        "target_induk",
        "realisasi",
        "realisasi_lalu",
        "capaian",
        "perubahan",
        "perubahan_relatif",
        "target_akhir",
        "jarak",
    ]


def test_a_code_is_looked_for_in_all_families(peta: Peta) -> None:
    found = find_angka(peta, "koperasi")
    roots = {name.partition(".")[0] for asal in found.asal for name in asal.nama}
    assert roots == {"sasaran", "data", "data_lalu"}


def test_digits_are_a_printed_number_before_they_are_one_of_the_trace(kecil_peta: Peta) -> None:
    found = find_angka(kecil_peta, "4")
    assert (found.maksud, [asal.label for asal in found.asal]) == ("teks", ["Kelas 2024"])
    assert found.catatan == "nomor 4 dalam jejak.json ialah angka lain: lkj explain '#4'"
    found = find_angka(kecil_peta, "40")
    assert (found.maksud, found.apa, [asal.label for asal in found.asal]) == (
        "nomor",
        "#40",
        ["Capaian Pengunjung 2025"],
    )
    banyak = len(kecil_peta.tempat)
    assert find_angka(kecil_peta, f"#{banyak}").asal
    assert find_angka(kecil_peta, f"#{banyak + 1}").catatan == f"laporan memuat {banyak} angka, #1 sampai #{banyak}."


def test_a_range_is_both_its_ends(kedua: Bacaan) -> None:
    labels = [f"Target Hunian tempat tidur (BOR) | RSUD 2025 ({side})" for side in ("bawah", "atas")]
    for apa in ("indikator.bor.target", "bor.target", "60,0%–85,0%", "60,0–85,0%", "60,0–85,0", "tabel-capaian:3:7"):
        assert [asal.label for asal in find_angka(kedua.peta, apa).asal] == labels


def test_a_merged_cell_is_found_by_each_place_it_fills(peta: Peta) -> None:
    cells = [find_angka(peta, f"tabel-pk-induk:{baris}:5") for baris in (1, 2, 3, 4)]
    assert [[t.nomor for t in found.tempat] for found in cells] == [[cells[0].tempat[0].nomor]] * 4
    assert cells[0].asal[0].label == "Target Persentase pertumbuhan koperasi 2025"


def test_a_chapter_holds_what_is_in_its_sections(peta: Peta) -> None:
    bab, sub = (find_angka(peta, apa).tempat for apa in ("BAB III", "3.1.1"))
    assert set(sub) < set(bab)
    assert {t.bagian.nomor for t in sub if t.bagian} >= {"3.1.1", "Tabel III.3", "Tabel III.4", "Grafik III.2"} - {
        "Tabel III.3"
    }
    assert find_angka(peta, "Grafik III.2").tempat == tuple(
        t for t in peta.tempat if t.bagian and t.bagian.nomor == "Grafik III.2"
    )


def test_the_words_of_a_figure_have_places(peta: Peta, bacaan: Bacaan) -> None:
    (tempat,) = (t for t in find_angka(peta, "111,23%").asal[0].tempat if t.bagian and t.bagian.jenis == "Grafik")
    line = bacaan.hasil.markdown.split("\n")[tempat.baris - 1]
    assert line.startswith("![Grafik batang capaian")
    assert "111,23%" in line


def test_the_formula_of_an_indicator_has_a_place(peta: Peta) -> None:
    (asal,) = find_angka(peta, "pertumbuhan_koperasi.realisasi").asal
    assert asal.letak_rumus
    assert peta.read_line(asal.letak_rumus).startswith("rumus: (koperasi[t] - koperasi[t-1]) / koperasi[t-1] * 100")
    assert find_angka(peta, "pertumbuhan_koperasi.capaian").asal[0].letak_rumus is None
    assert find_angka(peta, "pertumbuhan_koperasi.target").asal[0].letak_rumus is None


def test_a_line_that_was_not_read_is_empty(peta: Peta) -> None:
    assert peta.read_line(Position("data/2024/target.yaml", 1, 1)) == ""
    assert peta.read_line(Position("data/2025/target.yaml", 99999, 1)) == ""


# How it is told.


@pytest.fixture
def kecil_peta(kecil: dict[str, Any], tulis: Tulis) -> Peta:
    """A small report with a number that was computed, one that is not known, and a range."""
    kecil["indikator"]["indikator"].append(
        {"kode": "kelas", "nama": "Kelas", "sasaran": "baca", "satuan": "kelas", "polaritas": "rentang"}
    )
    target = kecil["target"]["perjanjian"][0]["sasaran"][0]["indikator"]
    target[0]["target"] = 210
    target.append({"indikator": "kelas", "bawah": 3, "atas": 5})
    belum = {"indikator": "kelas", "nilai": {2024: 4, 2025: None}, "alasan": "belum dihitung"}
    kecil["realisasi"]["realisasi"].append(belum)
    return read(tulis(kecil)).peta


def tell(peta: Peta, apa: str, width: int | None = None) -> str:
    shown = re.sub(r"\x1b\[\d+m", "", format_pencarian(find_angka(peta, apa), peta, width))
    return shown.replace("\N{NO-BREAK SPACE}", " ")


CAPAIAN = """\
Capaian Pengunjung 2025 = 90,48% [n3]
│ tepatnya   90,4761904761…
│ rumus      Pengunjung 2025 ÷ Target Pengunjung 2025 × 100
│ hitungan   190 ÷ 210 × 100
├─ Pengunjung 2025 = 190 orang [n2]
│    ditulis di data/2025/realisasi.yaml:5:13
│               '2025': 190
└─ Target Pengunjung 2025 = 210 orang [n1]
     ditulis di data/2025/target.yaml:13:15
                target: 210
Dalam naskah: indikator.pengunjung.capaian
Dicetak 8 kali dalam lkj-2025.md:
  Ikhtisar Eksekutif: baris 42 (#3)
  Tabel III.2 Capaian Kinerja Tahun 2025: sel 1:9, baris 256 (#40)
  Grafik III.1 Capaian Indikator Kinerja terhadap Target Tahun 2025: baris 273 (#49)
  3.1.1 Sasaran Kinerja: Minat baca meningkat: baris 298 (#53); baris 320 (#66)
  Tabel III.4 Target dan Realisasi Kinerja Tahun 2025: sel 1:5, baris 307 (#59)
  Tabel III.5 Anggaran dan Realisasi Belanja per Sasaran Tahun 2025: sel 1:6, baris 335 (#72)
  4.1 Kesimpulan: baris 370 (#95)"""

CAPAIAN_SEMPIT = """\
Capaian Pengunjung 2025 = 90,48% [n3]
│ tepatnya   90,4761904761…
│ rumus      Pengunjung 2025 ÷ Target
│            Pengunjung 2025 × 100
│ hitungan   190 ÷ 210 × 100
├─ Pengunjung 2025 = 190 orang [n2]
│    ditulis di data/2025/realisasi.yaml:5:13
│               '2025': 190
└─ Target Pengunjung 2025 = 210 orang
       [n1]
     ditulis di data/2025/target.yaml:13:15
                target: 210
"""

BELUM = """\
Capaian Kelas 2025 = belum tersedia [n37]
│ alasan     belum dihitung
│ rumus      dalam_rentang(Kelas 2025; Target Kelas 2025 (bawah); Target Kelas 2025 (atas))
│ hitungan   dalam_rentang(?; 3; 5)
├─ Kelas 2025 = belum tersedia [n9]
│    alasan     belum dihitung
│    ditulis di data/2025/realisasi.yaml:9:13
│               '2025': null
├─ Target Kelas 2025 (bawah) = 3 kelas [n7]
│    ditulis di data/2025/target.yaml:15:14
│               bawah: 3
└─ Target Kelas 2025 (atas) = 5 kelas [n8]
     ditulis di data/2025/target.yaml:16:13
                atas: 5
Dalam naskah: indikator.kelas.capaian
"""

SISA = """\
3 angka untuk “100”:

Sisa anggaran Minat baca meningkat = Rp100 [n41]
│ rumus      Pagu induk Minat baca meningkat − Realisasi Minat baca meningkat
│ hitungan   1.000 − 900
├─ Pagu induk Minat baca meningkat = Rp1.000 [n21]
│  │ rumus      jumlah 1 angka di bawah ini
│  │ hitungan   1.000
│  └─ Pagu induk 1.1 Program Buku = Rp1.000 [n19]
│       ditulis di data/2025/anggaran.yaml:7:15
│                  pagu_induk: 1000
└─ Realisasi Minat baca meningkat = Rp900 [n38]
   │ rumus      jumlah 1 angka di bawah ini
   │ hitungan   900
   └─ Realisasi anggaran 1.1 Program Buku = Rp900 [n39]
        ditulis di data/2025/anggaran.yaml:8:14
                   realisasi: 900
Dalam naskah: sasaran.baca.sisa
Dicetak 1 kali dalam lkj-2025.md:
  Tabel III.5 Anggaran dan Realisasi Belanja per Sasaran Tahun 2025: sel 1:10, baris 335 (#76)

Sisa anggaran seluruh anggaran = Rp100 [n44]
│ rumus      Pagu induk seluruh anggaran − Realisasi seluruh anggaran
│ hitungan   1.000 − 900
├─ Pagu induk seluruh anggaran = Rp1.000 [n20]
│  │ rumus      jumlah 1 angka di bawah ini
│  │ hitungan   1.000
│  └─ Pagu induk Minat baca meningkat = Rp1.000 [n21] (diuraikan di atas)
└─ Realisasi seluruh anggaran = Rp900 [n42]
   │ rumus      jumlah 1 angka di bawah ini
   │ hitungan   900
   └─ Realisasi Minat baca meningkat = Rp900 [n38] (diuraikan di atas)
Dalam naskah: anggaran.sisa
Dicetak 2 kali dalam lkj-2025.md:
  Tabel III.5 Anggaran dan Realisasi Belanja per Sasaran Tahun 2025: sel 3:10, baris 339 (#84)
  3.2 Efisiensi Anggaran: baris 356 (#90)

Tetapan = 100
Tidak dicetak sebagai angka tersendiri.
Dipakai dalam 6 hitungan: Capaian Pengunjung 2025 [n3]; Perubahan relatif Pengunjung terhadap 2024 [n6]; Serapan \
Minat baca meningkat [n40]; Serapan seluruh anggaran [n43]; Serapan 1.1 Program Buku [n45]; dan 1 hitungan yang tidak \
ikut dicetak

Nomor 100 dalam jejak.json ialah angka lain: lkj explain '#100'"""

TABEL = """\
Tabel III.2 Capaian Kinerja Tahun 2025: 13 angka

#36   1:5      –  Nilai awal Pengunjung [n11]
#37   1:6    180  Pengunjung 2024 [n4]
#38   1:7    210  Target Pengunjung 2025 [n1]
#39   1:8    190  Pengunjung 2025 [n2]
#40   1:9  90,48  Capaian Pengunjung 2025 [n3]
#41  1:11      –  Target akhir Renstra Pengunjung [n14]
#42   3:5      –  Nilai awal Kelas [n15]
#43   3:6      4  Kelas 2024 [n36]
#44   3:7      3  Target Kelas 2025 (bawah) [n7]
#45   3:7      5  Target Kelas 2025 (atas) [n8]
#46   3:8      –  Kelas 2025 [n9]
#47   3:9      –  Capaian Kelas 2025 [n37]
#48  3:11      –  Target akhir Renstra Kelas [n18]

Untuk menelusuri satu di antaranya: lkj explain '#36'"""


def test_a_number_is_told_down_to_the_lines_of_the_data(kecil_peta: Peta) -> None:
    assert tell(kecil_peta, "pengunjung.capaian") == CAPAIAN
    assert tell(kecil_peta, "90,48%") == CAPAIAN
    assert tell(kecil_peta, "pengunjung.capaian", 40).startswith(CAPAIAN_SEMPIT)
    assert tell(kecil_peta, "tabel-capaian:1:9") == f"Tabel III.2 Capaian Kinerja Tahun 2025, sel 1:9:\n\n{CAPAIAN}"


def test_what_is_not_known_is_told_with_its_reason(kecil_peta: Peta) -> None:
    assert tell(kecil_peta, "kelas.capaian").startswith(BELUM)


def test_several_numbers_are_told_one_after_the_other(kecil_peta: Peta) -> None:
    assert tell(kecil_peta, "100") == SISA


def test_a_table_is_told_as_a_list(kecil_peta: Peta) -> None:
    assert tell(kecil_peta, "Tabel III.2") == TABEL


def test_many_numbers_are_listed_all_of_them(kecil_peta: Peta) -> None:
    shown = tell(kecil_peta, "–")
    assert shown.startswith(
        "14 angka untuk “–”:\n\n"
        "Kelas 2025 = belum tersedia [n9]\n"
        "  alasan     belum dihitung\n"
        "  ditulis di data/2025/realisasi.yaml:9:13\n"
        "  Ikhtisar Eksekutif: baris 48 (#9)\n"
    )
    found = find_angka(kecil_peta, "–").asal
    assert len(found) == 14
    for asal in found:
        assert f"{asal.label} = belum tersedia" in shown
        assert all(f"(#{t.nomor})" in shown for t in asal.tempat)
    assert shown.endswith("\n\nUntuk menelusuri satu di antaranya: lkj explain n9")


def test_places_of_a_number_printed_everywhere_are_all_told(peta: Peta) -> None:
    shown = tell(peta, "0")
    found = find_angka(peta, "0").asal
    assert len(found) > 100
    assert all(f"(#{t.nomor})" in shown for asal in found for t in asal.tempat)


def test_a_constant_used_everywhere_is_told_in_short(peta: Peta) -> None:
    (_, line, users, *_) = tell(peta, "100").split("\n")
    assert line == "Tidak dicetak sebagai angka tersendiri."
    assert re.fullmatch(
        r"Dipakai dalam \d+ hitungan: n\d+(, n\d+){20,}; dan \d+ hitungan yang tidak ikut dicetak", users
    )


def test_a_fact_that_is_not_printed(kedua: Bacaan) -> None:
    unprinted = [asal for asal in kedua.peta.asal.values() if not asal.tempat and asal.angka.position and asal.simpul]
    assert unprinted
    shown = tell(kedua.peta, unprinted[0].simpul)
    assert "\nTidak dicetak sebagai angka tersendiri.\nDipakai dalam 1 hitungan: " in shown


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("apa", ["pertumbuhan_koperasi", "anggaran.serapan", "Tabel II.3", "0", "Lampiran 5", "100"])
def test_lines_fit_the_terminal(peta: Peta, apa: str, width: int) -> None:
    lines = tell(peta, apa, width).split("\n")
    assert max(map(display_width, lines)) <= width
    assert sum(line.count("(#") for line in lines) == tell(peta, apa).count("(#")


def test_colours(kecil_peta: Peta) -> None:
    shown = format_pencarian(find_angka(kecil_peta, "pengunjung.capaian"), kecil_peta)
    first, *_ = shown.split("\n")
    assert first == "\x1b[1mCapaian Pengunjung 2025 = 90,48% [n3]\x1b[0m"
    assert "\x1b[36mdata/2025/realisasi.yaml:5:13\x1b[0m\n" in shown
    assert re.sub(r"\x1b\[\d+m", "", shown).replace("\N{NO-BREAK SPACE}", " ") == CAPAIAN


# For machines.


@pytest.mark.parametrize(
    "apa", ["pertumbuhan_koperasi", "nilai_kinerja.capaian", "Tabel III.2", "tabel-capaian:1:7", "0", "100", "#3", "n5"]
)
def test_json_is_as_its_schema_says(peta: Peta, apa: str) -> None:
    written = write_json(find_angka(peta, apa), peta, HasilPeriksa())
    assert written.isascii()
    value = json.loads(written)
    Draft202012Validator.check_schema(SKEMA)
    assert list(Draft202012Validator(SKEMA).iter_errors(value)) == []
    ids = [simpul["id"] for simpul in value["simpul"]]
    assert len(set(ids)) == len(ids)
    assert {operan for simpul in value["simpul"] for operan in simpul["operan"]} <= set(ids)
    assert {angka["simpul"] for angka in value["angka"]} <= set(ids)


def test_the_schema_describes_every_key(peta: Peta) -> None:
    value = json.loads(write_json(find_angka(peta, "tabel-capaian:1:9"), peta, HasilPeriksa()))
    (angka,) = value["angka"]
    parts = {
        "angka": angka,
        "tempat": angka["tempat"][1],
        "bagian": angka["tempat"][1]["bagian"],
        "sel": angka["tempat"][1]["sel"],
        "simpul": value["simpul"][0],
        "letak": value["simpul"][-1]["letak"],
    }
    assert list(SKEMA["properties"]) == SKEMA["required"] == list(value)
    assert list(SKEMA["$defs"]) == ["angka", "tempat", "bagian", "sel", "simpul", "letak"]
    for name, part in parts.items():
        assert list(SKEMA["$defs"][name]["properties"]) == SKEMA["$defs"][name]["required"] == list(part)


def test_json_holds_what_the_text_tells(kecil_peta: Peta) -> None:
    value = json.loads(write_json(find_angka(kecil_peta, "pengunjung.capaian"), kecil_peta, HasilPeriksa()))
    assert {key: value[key] for key in ("versi", "tahun", "apa", "maksud", "galat", "bagian")} == {
        "versi": 1,
        "tahun": 2025,
        "apa": "pengunjung.capaian",
        "maksud": "nama",
        "galat": 0,
        "bagian": None,
    }
    (angka,) = value["angka"]
    assert (angka["simpul"], angka["nama"], angka["pemakai"]) == ("n3", ["indikator.pengunjung.capaian"], [])
    assert angka["tempat"][:2] == [
        {
            "nomor": 3,
            "teks": "90,48%",
            "baris": 42,
            "bagian": {"id": "ikhtisar-eksekutif", "jenis": "depan", "nomor": "", "judul": "Ikhtisar Eksekutif"},
            "sel": None,
        },
        {
            "nomor": 40,
            "teks": "90,48",
            "baris": 256,
            "bagian": {
                "id": "tabel-capaian",
                "jenis": "Tabel",
                "nomor": "Tabel III.2",
                "judul": "Capaian Kinerja Tahun 2025",
            },
            "sel": {"baris": 1, "kolom": 9, "baris_akhir": 1, "kolom_akhir": 9},
        },
    ]
    capaian, realisasi, _ = value["simpul"]
    assert capaian == {
        "id": "n3",
        "label": "Capaian Pengunjung 2025",
        "nilai": "90.476190476190476190476190476190476190476190476190",
        "satuan": "%",
        "desimal": 2,
        "teks": "90,48%",
        "alasan": "",
        "rumus": "Pengunjung 2025 ÷ Target Pengunjung 2025 × 100",
        "hitungan": "190 ÷ 210 × 100",
        "operan": ["n2", "n1"],
        "letak_rumus": None,
        "letak": None,
    }
    assert realisasi["letak"] == {
        "berkas": "data/2025/realisasi.yaml",
        "baris": 5,
        "kolom": 13,
        "baris_isi": "'2025': 190",
    }


def test_json_names_numbers_the_trace_does_not_have(peta: Peta) -> None:
    value = json.loads(write_json(find_angka(peta, "100"), peta, HasilPeriksa()))
    assert [simpul["id"] for simpul in value["simpul"]] == ["x1"]
    assert value["simpul"][0]["label"] == ""


# Wrong data.


def test_data_nothing_can_be_computed_from(proyek: Path, sunting: Callable[[Path, str, str], None]) -> None:
    sunting(proyek / "data/2025/realisasi.yaml", "2025: 134\n", "2025: 134,00\n")
    telusur = trace_tahun(proyek, 2025)
    assert telusur.peta is None
    assert [finding.code for finding in telusur.hasil.findings] == ["LKJ012"]


def test_data_with_errors_a_report_can_be_computed_from(proyek: Path) -> None:
    (proyek / "data/2025/narasi/kesimpulan.md").write_text("{{ anggaran.pago }}", encoding="utf-8")
    telusur = trace_tahun(proyek, 2025)
    assert telusur.peta
    assert "LKJ501" in {finding.code for finding in telusur.hasil.findings}
    assert find_angka(telusur.peta, "anggaran.serapan").asal


# Cells of tables.


def test_cells_are_counted_below_the_head_and_know_how_far_they_reach() -> None:
    seen: list[tuple[str, Sel]] = []
    susunan = Susunan()
    susunan.add_bab("bab", "Bab")
    tabel = Tabel(lambda value: escape(str(value)), susunan, "lll", TEGAK, (), catat=lambda *each: seen.append(each))
    tabel.kepala("a", "b", KIRI)
    tabel.baris("c", "d", "e")
    tabel.baris(ATAS, "f", KIRI)
    tabel.baris_tebal(ATAS, "g", "h")
    tabel.kaki("i", KIRI, "j")
    tabel.cetak("t", "T")
    assert [(text, (s.baris, s.kolom, s.baris_akhir, s.kolom_akhir)) for text, s in seen] == [
        ("a", (0, 1, 0, 1)),
        ("b", (0, 2, 0, 3)),
        ("c", (1, 1, 3, 1)),
        ("d", (1, 2, 1, 2)),
        ("e", (1, 3, 1, 3)),
        ("f", (2, 2, 2, 3)),
        ("**g**", (3, 2, 3, 2)),
        ("**h**", (3, 3, 3, 3)),
        ("**i**", (4, 1, 4, 2)),
        ("**j**", (4, 3, 4, 3)),
    ]
    assert {s.tabel for _, s in seen} == {"t"}


def test_tables_without_number_in_one_part(kecil: dict[str, Any], tulis: Tulis) -> None:
    """Each of them answers; what is before the first heading is on the cover."""
    templates = tulis(kecil) / "templates"
    templates.mkdir()
    (templates / "laporan.md.j2").write_text(
        "{{ laporan.anggaran.semua.pagu }}\n\n"
        '{{ lampiran("l", "Judul *l*") }}\n\n{% set a = laporan.anggaran.semua %}'
        '{% set t = tabel("l") %}{% do t.baris(a.pagu) %}{{ t.polos() }}\n'
        '{% set t = tabel("l") %}{% do t.baris(a.sisa) %}{{ t.polos() }}\n'
        '{{ lampiran("m", "M") }}\n\n{{ a.realisasi }}\n',
        encoding="utf-8",
    )
    peta = read(templates.parent).peta
    assert [(t.teks, t.bagian and t.bagian.id) for t in peta.tempat] == [
        ("Rp1.000", None),
        ("1.000", "l"),
        ("100", "l"),
        ("Rp900", "m"),
    ]
    assert [t.nomor for t in find_angka(peta, "Lampiran 1:1:1").tempat] == [2, 3]
    assert [t.nomor for t in find_angka(peta, "l").tempat] == [2, 3]
    assert tell(peta, "anggaran.pagu").endswith(
        "Dicetak 2 kali dalam lkj-2025.md:\n  Sampul: baris 1 (#1)\n  Lampiran 1 Judul *l*: sel 1:1, baris 6 (#2)"
    )
    assert tell(peta, "l").startswith("Lampiran 1 Judul *l*: 2 angka\n\n#2  1:1  1.000  Pagu ")
    assert tell(peta, "m").startswith("Lampiran 2 M: 1 angka\n\n#4  Rp900  Realisasi ")


# Numbers written in full.


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        ("134", "134"),
        ("0", "0"),
        ("-0.00", "0"),
        ("100.00", "100"),
        ("1E+5", "100.000"),
        ("-1234567.891", "-1.234.567,891"),
        ("8.0645161290322580645", "8,0645161290…"),
        ("0.00000000005", "0,0000000000…"),
        ("1.99999999999", "1,9999999999…"),
    ],
)
def test_an_unrounded_number_is_cut_and_never_rounded(nilai: str, teks: str) -> None:
    assert format_penuh(Decimal(nilai)) == teks


def test_a_calculation_with_numbers() -> None:
    turun = Angka(Decimal("-3.5"), label="a", position=Position("a.yaml"))
    naik = Angka(Decimal(4), label="b", position=Position("a.yaml"))
    belum = unknown("belum", label="c", position=Position("a.yaml"))
    assert (naik - (turun + 2)).formula(write_operan) == "4 − ((−3,5) + 2)"
    assert (naik / belum * 100).formula(write_operan) == "4 ÷ ? × 100"
    assert total([naik, turun], "d").formula(write_operan) == "jumlah(4; (−3,5))"
    assert turun.formula(write_operan) == ""
    sama = Asal(naik.named("e"), "", (), (), (naik,), (), None)
    assert (sama.rumus, sama.hitungan) == ("b", "4")
