"""A text that pandoc reads in parts becomes what it becomes as a whole."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from lkj.convert import potongan
from lkj.convert.pandoc import Bahan, ConvertError, run_pandoc
from lkj.convert.potongan import drop_daftar, split_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.render import Hasil

    Buat = Callable[[str], Bahan]

BAB = "# Bab {#a}\n\nIsi.\n\n"


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Split texts that are short enough for a test."""
    monkeypatch.setattr(potongan, "_PART", 10)


def chapters(jumlah: int) -> str:
    return "".join(f"# Bab {nomor} {{#b{nomor}}}\n\nIsi {nomor}.\n\n" for nomor in range(jumlah))


def read_tree(bahan: Bahan) -> Any:
    return json.loads(run_pandoc(bahan, "json", ()))


@pytest.mark.parametrize("inti", [1, 2, 3, 7])
def test_a_report_in_parts_is_the_report(
    bahan: Buat, tercetak: Hasil, monkeypatch: pytest.MonkeyPatch, inti: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    whole = read_tree(bahan(tercetak.markdown))
    assert len(split_markdown(tercetak.markdown, inti)) == inti
    monkeypatch.setattr(os, "cpu_count", lambda: inti)
    assert read_tree(bahan(tercetak.markdown)) == whole


def test_parts_are_alike_in_length_and_begin_with_a_heading() -> None:
    text = f"---\ntitle: A\n---\n\n{chapters(12)}"
    parts = split_markdown(text, 3)
    assert "".join(parts) == text
    assert [part.count("Isi") for part in parts] == [4, 4, 4]
    assert all(part.startswith("# Bab ") for part in parts[1:])


def test_a_long_text_has_more_parts_than_cores(monkeypatch: pytest.MonkeyPatch, bahan: Buat) -> None:
    monkeypatch.setattr(potongan, "_LONGEST_PART", 40)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    text = chapters(9)
    assert [len(split_markdown(text, inti)) for inti in (1, 2, 64)] == [6, 6, 9]
    assert run_pandoc(bahan(text), "plain", ()).decode().split()[-2:] == ["Isi", "8."]


@pytest.mark.parametrize(
    "joined",
    [
        "Lihat [x].\n\n[x]: https://a.id",
        "Catatan.[^1]\n\n[^1]: Isi.",
        "(@) satu",
        "```\n# bukan judul\n```",
        "~~~\nkode\n~~~",
        "## Tanpa nama",
    ],
)
def test_a_text_whose_parts_belong_together_stays_whole(joined: str) -> None:
    text = f"{BAB}{joined}\n\n{chapters(3)}"
    assert split_markdown(text, 2) == [text]


@pytest.mark.parametrize(
    "inner",
    [
        "::: lanskap\n# Lampiran {#l}\n\n:::: kotak\nx\n::::\n\n# Lampiran {#m}\n\n:::",
        "teks\n# bukan judul {#n}",
        "- butir\n\n  # judul dalam butir {#o}",
        "> # judul dalam kutipan {#p}",
    ],
)
def test_no_part_ends_within_a_block(bahan: Buat, monkeypatch: pytest.MonkeyPatch, inner: str) -> None:
    text = f"{BAB}{inner}\n\nakhir\n"
    assert split_markdown(text, 5) == [text]
    text += "\n# Sesudahnya {#z}\n"
    parts = split_markdown(text, 2)
    assert [part.startswith("# Sesudahnya") for part in parts[1:]] in ([], [True])
    trees = []
    for inti in (1, 2):
        monkeypatch.setattr(os, "cpu_count", lambda inti=inti: inti)
        trees.append(read_tree(bahan(text)))
    assert trees[0] == trees[1]


def test_a_complaint_names_the_line_of_the_whole_text(bahan: Buat, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{chapters(3)}::: kotak\nx\n"
    said = []
    for inti in (1, 3):
        monkeypatch.setattr(os, "cpu_count", lambda inti=inti: inti)
        with pytest.raises(ConvertError) as caught:
            run_pandoc(bahan(text), "plain", ())
        said.append(str(caught.value))
    assert "Div at line 13 column 1 unclosed" in said[0]
    assert said[0] == said[1]


def test_lists_of_contents_are_not_read(bahan: Buat, tercetak: Hasil, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    kosong = drop_daftar(tercetak.markdown)
    assert kosong.count("\n") == tercetak.markdown.count("\n")
    assert len(kosong) < len(tercetak.markdown) - 5000
    blocks = read_tree(bahan(tercetak.markdown))["blocks"]
    found = [
        (satu["c"][0][1], satu["c"][1]) for satu in blocks if satu["t"] == "Div" and "daftar-" in str(satu["c"][0])
    ]
    assert found == [(["daftar-isi"], []), (["daftar-tabel"], []), (["daftar-gambar"], [])]


@pytest.mark.parametrize(
    ("alt", "text"),
    [
        ("Pohon kinerja", "Pohon kinerja"),
        (r'Naik 5\% \(“a”\): "b" \- \\ \[c\] é', 'Naik 5% (“a”): "b" - \\ [c] é'),
        ("tebal **sekali**", "tebal sekali"),
        (r"spasi\ tetap", "spasi\u00a0tetap"),
        ("[dalam] kurung &amp; tanda", "[dalam] kurung & tanda"),
    ],
)
def test_alternative_texts_are_what_pandoc_would_have_read(
    bahan: Buat, monkeypatch: pytest.MonkeyPatch, alt: str, text: str
) -> None:
    markdown = f"![{alt}](gambar/a.svg){{width=467pt}}\n\nTeks ![{alt}](gambar/b.svg)\n"
    sources = [run_pandoc(bahan(markdown), to, ("citra",)) for to in ("typst", "html")]
    assert f'#citra("gambar/a.svg", "{text}", lebar: 467pt);'.encode() == (
        sources[0].splitlines()[0].replace(b'\\"', b'"').replace(rb"\\", b"\\")
    )
    monkeypatch.setattr("lkj.convert.pandoc.hold_alt", lambda markdown: (markdown, []))
    assert [run_pandoc(bahan(markdown), to, ("citra",)) for to in ("typst", "html")] == sources


@pytest.mark.parametrize(
    "markdown",
    [
        "::: daftar-isi\n::: kotak\nx\n:::\n:::",
        "::: daftar-isi {.x}\ny\n:::",
        "::: daftar-isi\ny",
        "::: daftar\ny\n:::",
    ],
)
def test_other_blocks_keep_what_they_hold(markdown: str) -> None:
    assert drop_daftar(markdown) == markdown


def test_words_that_a_heading_has_too_are_no_link(bahan: Buat) -> None:
    assert (
        run_pandoc(bahan("# Penutup {#p}\n\nLihat [Penutup]."), "html", ())
        .decode()
        .endswith("<p>Lihat [Penutup].</p>\n")
    )
