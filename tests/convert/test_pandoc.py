from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lkj.convert import docx, pandoc, pdf
from lkj.convert.filters import FILTERS
from lkj.convert.pandoc import Bahan, ConvertError, run_pandoc
from lkj.table import ATAS, KIRI, Row, format_grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.convert.dokumen import Dokumen

    Buat = Callable[[str], Bahan]


def test_prose_is_read_without_raw_markup(bahan: Buat) -> None:
    markdown = '<b>x</b> `#read("a")`{=typst} \\textbf{y} @akun dan a@b.go.id'
    assert run_pandoc(bahan(markdown), "plain", ()).decode() == (
        '<b>x</b> #read("a"){=typst} \\textbf{y} @akun dan a@b.go.id\n'
    )


@pytest.mark.parametrize(
    ("markdown", "filters", "message"),
    [
        ("[x](#tidak)", ("tautan",), "Tautan ke “#tidak” tidak punya sasaran."),
        (
            "::: {#a}\nx\n:::\n\n[y]{#a}",
            ("tautan",),
            "Pengenal “a” dipakai lebih dari satu kali.",
        ),
        ("[x]{typst:text:size='1pt'}", ("atribut",), "Atribut “typst:text:size” tidak diperbolehkan."),
        ("::: {id='a>'}\nx\n:::", ("atribut",), "Nama “a>” memuat tanda yang tidak diperbolehkan."),
        (
            "[x]{class='kode-a\")'}",
            ("atribut",),
            'Nama “kode-a")” memuat tanda yang tidak diperbolehkan.',
        ),
        (
            ": Judul {#b typst:fill=x}\n\n+---+\n| a |\n+---+",
            ("atribut",),
            "Atribut “typst:fill” tidak diperbolehkan.",
        ),
        (
            "[x](javascript:alert)",
            ("tautan",),
            "Tautan ke “javascript:alert”: hanya alamat web, surel dan telepon yang boleh.",
        ),
        ("![x](../a.png)", ("citra",), "Gambar “../a.png” berada di luar folder laporan."),
        ("![x](a/../../b.png)", ("citra",), "Gambar “a/../../b.png” berada di luar folder laporan."),
        ("![x](%2e%2e%2fa.png)", ("citra",), "Gambar “../a.png” berada di luar folder laporan."),
        ("![x](/a.png)", ("citra",), "Gambar “/a.png” berada di luar folder laporan."),
        ("![x](http://a.id/b.png)", ("citra",), "Gambar “http://a.id/b.png” berada di luar folder laporan."),
        ("![](bukti/a.png)", ("citra",), "Gambar “bukti/a.png” belum punya teks alternatif."),
        (
            "![x](bukti/a.png){width=4}",
            ("citra",),
            "Lebar gambar “4” tidak dikenal; tulis misalnya 467pt, 12cm atau 40%.",
        ),
        (
            "![x](bukti/a.png){width='4cm; x'}",
            ("citra",),
            "Lebar gambar “4cm; x” tidak dikenal; tulis misalnya 467pt, 12cm atau 40%.",
        ),
        ("::: kotak\nx", (), "Div at line 1 column 1 unclosed at line 5 column 1, closing implicitly."),
    ],
)
def test_a_warning_is_an_error(bahan: Buat, markdown: str, filters: tuple[str, ...], message: str) -> None:
    with pytest.raises(ConvertError) as caught:
        run_pandoc(bahan(markdown), "docx", filters)
    assert str(caught.value) == f"Pandoc tidak dapat mengubah naskah:\n{message}"


def test_links_and_images_that_exist_pass(bahan: Buat) -> None:
    markdown = "# A {#ab}\n\n[x](#ab) [y](https://contoh.go.id) ![z](bukti/a.png)"
    done = run_pandoc(bahan(markdown), "markdown", ("atribut", "tautan", "citra")).decode()
    assert done == f"{markdown}\n"


def test_addresses_in_the_text_become_links(bahan: Buat) -> None:
    markdown = (
        "(dinas@contoh.go.id), https://contoh.go.id/a?b=1. www.contoh.go.id; @akun a@b [surel x@y.go.id](#a) \\#\n\n"
        "# A {#a}\n"
    )
    assert run_pandoc(bahan(markdown), "html", ("alamat", "tautan")).decode() == (
        '<p>(<a href="mailto:dinas@contoh.go.id">dinas@contoh.go.id</a>), '
        '<a href="https://contoh.go.id/a?b=1">https://contoh.go.id/a?b=1</a>. '
        '<a href="https://www.contoh.go.id">www.contoh.go.id</a>; @akun a@b '
        '<a href="#a">surel x@y.go.id</a> #</p>\n'
        '<h1 id="a">A</h1>\n'
    )


TABEL = "+-----+\n| a   |\n+=====+\n| b   |\n+-----+"


@pytest.mark.parametrize(
    ("markdown", "definitions"),
    [
        ("istilah\n:   arti", 1),
        ("istilah\n\n:   arti", 1),
        ("istilah\n~ arti", 1),
        ("> istilah\n> : arti", 1),
        ("- a\n\n  istilah\n  :   arti", 1),
        ("+ istilah\n\n    : arti", 1),
        ("| istilah\n: arti", 0),
        (f"{TABEL}\n\n: Judul\n\nistilah\n: arti", 1),
        ("+---------+\n| istilah |\n| : arti  |\n+---------+", 1),
        (f"{TABEL}\n\n: Judul", 0),
        ("| a |\n|---|\n| b |\n\n  : Judul", 0),
        (f"> {TABEL.replace(chr(10), chr(10) + '> ')}\n>\n> : Judul", 0),
        ("pukul 10 : 15\n\n10:15", 0),
    ],
)
def test_definitions_are_read_wherever_there_are_some(
    bahan: Buat, monkeypatch: pytest.MonkeyPatch, markdown: str, definitions: int
) -> None:
    found = run_pandoc(bahan(markdown), "html", ())
    assert found.count(b"<dt>") == definitions
    assert found.count(b"<caption>Judul") == markdown.count(": Judul")
    monkeypatch.setattr(pandoc, "may_define", lambda _: True)
    assert run_pandoc(bahan(markdown), "html", ()) == found


def test_pandoc_looks_for_definitions_only_where_there_may_be_some(
    bahan: Buat, sampel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = subprocess.run
    readers: list[str] = []

    def run(command: list[str], **options: Any) -> Any:
        readers.extend(word for word in command if word.startswith("--from=markdown"))
        return start(command, **options)

    monkeypatch.setattr("lkj.convert.pandoc.subprocess.run", run)
    for markdown in (f"{TABEL}\n\n: Judul", f"{sampel}\n\nistilah\n: arti"):
        run_pandoc(bahan(markdown), "json", ())
    assert [reader.endswith("-definition_lists") for reader in readers] == [True, False]


def test_a_text_is_read_once_and_whatever_is_made_of_it_is_its_own(
    bahan: Buat, sampel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, commands = subprocess.run, []

    def run(command: list[str], **options: Any) -> Any:
        commands.append([word for word in command if word.startswith(("--from=markdown", "--from=json"))])
        return start(command, **options)

    monkeypatch.setattr("lkj.convert.pandoc.subprocess.run", run)
    sama = bahan(sampel)
    both = [run_pandoc(sama, to, filters) for to, filters in (("typst", pdf.FILTERS), ("docx", docx.FILTERS))]
    assert [len(words) for words in commands] == [1, 1, 1]
    assert sum(words[0].startswith("--from=markdown") for words in commands) == 1
    assert both == [run_pandoc(bahan(sampel), "typst", pdf.FILTERS), run_pandoc(bahan(sampel), "docx", docx.FILTERS)]


def test_what_is_bracketed_too_deep_is_an_error(bahan: Buat, monkeypatch: pytest.MonkeyPatch) -> None:
    def dive(_: Dokumen) -> None:
        raise RecursionError

    monkeypatch.setitem(FILTERS, "judul", dive)
    with pytest.raises(
        ConvertError, match=r"^Pandoc tidak dapat mengubah naskah:\nbagiannya bersusun terlalu dalam\.$"
    ):
        run_pandoc(bahan("# A"), "typst", ("judul",))


def test_nothing_in_the_templates_of_a_project_is_run(
    bahan: Buat, sampel: str, templates: Path, tmp_path: Path
) -> None:
    shutil.copytree(templates / "pandoc", tmp_path / "templates/pandoc")
    code = f'io.open([[{tmp_path / "dijalankan"}]], "w"):close()\n'
    for name in ("init.lua", "filters.lua", "filters/sel.lua", "custom/typst.lua", "typst.lua", "docx.lua"):
        path = tmp_path / "templates/pandoc" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(code, encoding="utf-8")
    sendiri = replace(bahan(sampel), templates=tmp_path / "templates")
    halaman = pdf.write_pdf(sendiri, tmp_path / "a.pdf")
    docx.write_docx(sendiri, tmp_path / "a.docx", lambda: halaman)
    assert not (tmp_path / "dijalankan").exists()


def test_all_complaints_of_filters_are_told(bahan: Buat) -> None:
    with pytest.raises(ConvertError) as caught:
        run_pandoc(bahan("[x](#a) [y](#b) ![](c.png) $\\foo$"), "typst", pdf.FILTERS)
    assert str(caught.value).splitlines()[1:] == [
        'Rumus “\\foo” memuat “\\foo”, yang belum dapat dibacakan; tulis kalimatnya, misalnya [$x$]{alt="x"}.',
        "Tautan ke “#a” tidak punya sasaran.",
        "Tautan ke “#b” tidak punya sasaran.",
        "Gambar “c.png” belum punya teks alternatif.",
    ]


def test_a_pandoc_that_does_not_start_is_reported(bahan: Buat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_PANDOC", Path("tidak") / "ada")
    with pytest.raises(ConvertError, match=r"^Pandoc tidak dapat dijalankan: .*tidak.*ada"):
        run_pandoc(bahan("x"), "plain", ())


def test_pandoc_has_its_time(bahan: Buat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "PATIENCE", 0.001)
    with pytest.raises(ConvertError, match=r"^Pandoc tidak selesai dalam 0\.001 detik; periksa naskah yang janggal\.$"):
        run_pandoc(bahan("teks"), "plain", ())


def test_a_long_report_has_longer(bahan: Buat) -> None:
    assert [bahan("x" * size).patience for size in (1, 1_000_000, 1_000_001)] == [300, 300, 600]


def test_the_version_is_that_of_the_pandoc_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pandoc.read_version().split(".")[0] == "3"
    monkeypatch.setattr(pandoc, "_PANDOC", Path("tidak_ada"))
    with pytest.raises(ConvertError, match=r"^Pandoc tidak dapat dijalankan: "):
        pandoc.read_version()


def test_text_does_not_begin_a_block_of_typst(bahan: Buat) -> None:
    markdown = "- / satu\n- = dua\n- \\- tiga\n- 4\\. empat\n- biasa"
    assert run_pandoc(bahan(markdown), "typst", ("awal",)).decode() == (
        "- #[]/ satu\n- #[]= dua\n- #[]- tiga\n- #[]4. empat\n- biasa\n"
    )
    markdown = "| / satu\n| = dua\n\n[= tiga](https://a.id) *\n/ empat* x^[ / lima]"
    assert run_pandoc(bahan(markdown), "typst", ("awal",)).decode() == (
        '#[]/ satu \\\n#[]= dua\n\n#link("https://a.id")[#[]= tiga] #emph[ #[]/ empat] x#footnote[ #[]/ lima]\n'
    )


def test_a_note_is_closed_where_its_last_line_ends(bahan: Buat) -> None:
    assert run_pandoc(bahan("x^[satu\\\n]"), "typst", ("awal",)).decode() == "x#footnote[satu]\n"


@pytest.mark.parametrize("kaki", [[], [["Jumlah", KIRI, "9"]]])
@pytest.mark.parametrize("kepala", [[["No.", "Nama", "Nilai"]], []])
def test_the_parts_of_a_long_table_become_the_table_it_was(
    bahan: Buat, monkeypatch: pytest.MonkeyPatch, kepala: list[Row], kaki: list[Row]
) -> None:
    isi: list[Row] = [row for n in range(60) for row in ((str(n), f"nama {n}", "1.000"), (ATAS, f"rumus {n}", KIRI))]

    def read(opening: str, closing: str, *filters: str) -> tuple[int, Any]:
        tabel = format_grid(kepala, isi, kaki, align="rlc")
        markdown = f"{opening}{tabel}\n\n: Tabel I.1 Judul {{#tabel-satu}}\n{closing}"
        return tabel.count("\n\n"), json.loads(run_pandoc(bahan(markdown), "json", filters))["blocks"]

    cuts, joined = read("::: sambung\n", ":::\n", "sambung")
    monkeypatch.setattr("lkj.table._LONG", 1000)
    none, whole = read("", "")
    assert (cuts, none) == (2, 0)
    assert joined == whole


def test_what_is_no_table_is_not_joined(bahan: Buat) -> None:
    assert run_pandoc(bahan("::: sambung\nIsi.\n:::"), "plain", ("sambung",)).decode() == "Isi.\n"
