"""The lists of contents, tables and figures: every entry, with the page its target has in the PDF."""

from __future__ import annotations

import re
import sys
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZipFile

import pytest
from lxml import etree

from lkj.convert.docx import write_docx
from lkj.convert.pandoc import Bahan
from lkj.convert.pdf import write_pdf
from tests.halaman import ATAS, BAWAH, TEMPLATES, read_baris, read_dokumen, write_baris
from tools.make_pages import convert_docx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lkj.build import HasilBuild
    from tests.halaman import Dokumen, Halaman

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
DAFTAR = ("Daftar Isi", "Daftar Tabel", "Daftar Gambar")
TERDALAM = 3  # levels of headings in the list of contents
GAMBAR_TERPANJANG = 4  # pages: the caption of a figure stands at its end


class Entri(NamedTuple):
    """An entry of a list: its text without blanks, and the page number shown for it."""

    teks: str
    nomor: str


def squeeze(teks: str) -> str:
    """Take out blanks, and the dots that lead to a page number."""
    return re.sub(r"\.{3,}", "", "".join(teks.split()))


def read_markdown(markdown: str) -> list[str]:
    """Give the entries the lists must have, those of charts after those of figures."""
    entri = []
    for nama in ("isi", "tabel", "gambar"):
        isi = re.search(rf"^::: daftar-{nama}\n(.*?)^:::$", markdown, re.MULTILINE | re.DOTALL)
        assert isi
        found = re.findall(r"^( *)- \[(.+)\]\(#.+\)$", isi[1], re.MULTILINE)
        teks = [squeeze(re.sub(r"\\(.)", r"\1", teks)) for masuk, teks in found if len(masuk) < 4 * TERDALAM]
        entri += sorted(teks, key=lambda satu: satu.startswith("Grafik"))
    return entri


def read_lists(dokumen: Dokumen) -> Iterator[tuple[Halaman, list[tuple[float, str]]]]:
    """Give the pages of the lists, and their lines with the height of each; titles of the lists are left out."""
    inside = False
    for halaman in dokumen.halaman:
        isi = [t for t in halaman.tulisan if BAWAH < t.kotak.tengah[1] < halaman.tinggi - ATAS]
        baris = [(satu[0].kotak.tengah[1], write_baris(satu)) for satu in read_baris(isi)]
        first = baris[0][1] if baris else ""
        inside = first in DAFTAR or (inside and not first.startswith("BAB "))
        if inside:
            yield halaman, [satu for satu in baris if satu[1] not in DAFTAR]


def read_pdf(dokumen: Dokumen) -> list[Entri]:
    """Read the entries of a PDF made by Typst; each leads to where its title is, on the page it names."""
    lines = []
    for halaman, baris in read_lists(dokumen):
        for tinggi, teks in baris:
            (target,) = {link[1:] for link in halaman.tautan if link[0].bawah - 3 < tinggi < link[0].atas + 3}
            lines.append((target, squeeze(teks)))
    entri = []
    for (urutan, _), group in groupby(lines, key=lambda line: line[0]):
        teks, nomor = "".join(teks for _, teks in group), dokumen.halaman[urutan - 1].label
        assert teks.endswith(nomor)
        judul = teks.removesuffix(nomor)
        pages = GAMBAR_TERPANJANG if judul.startswith("Gambar") else 1
        near = dokumen.halaman[urutan - 1 : urutan - 1 + pages]
        assert any(judul in squeeze("".join(t.teks for t in satu.tulisan)) for satu in near)
        entri.append(Entri(judul, nomor))
    return entri


def read_docx(berkas: Path) -> list[Entri]:
    """Read the results that stand in the fields of a DOCX; each leads to a bookmark that is there."""
    with ZipFile(berkas) as archive:
        root: Any = etree.fromstring(archive.read("word/document.xml"))
    bookmarks = set(root.xpath("//w:bookmarkStart/@w:name", namespaces=W))
    entri = []
    for tautan in root.xpath("//w:hyperlink[.//w:instrText[contains(., 'PAGEREF')]]", namespaces=W):
        assert tautan.get(f"{{{W['w']}}}anchor") in bookmarks
        judul, nomor = (
            "".join(tautan.xpath(f"w:r[{axis}-sibling::w:r/w:tab]/w:t/text()", namespaces=W))
            for axis in ("following", "preceding")
        )
        entri.append(Entri(squeeze(judul), nomor))
    return entri


def read_printed(dokumen: Dokumen) -> str:
    """Give all that stands on the pages of the lists, without blanks and dots."""
    return "".join(squeeze(teks) for _, baris in read_lists(dokumen) for _, teks in baris)


def find_berkas(hasil: HasilBuild, akhiran: str) -> Path:
    return next(path for path in hasil.berkas if path.suffix == akhiran)


@pytest.fixture(params=["terbangun", "kedua_terbangun"])
def hasil(request: pytest.FixtureRequest) -> HasilBuild:
    found: HasilBuild = request.getfixturevalue(request.param)
    return found


def test_the_lists_of_the_pdf_are_complete_and_name_the_pages_of_what_they_list(hasil: HasilBuild) -> None:
    entri = read_pdf(read_dokumen(find_berkas(hasil, ".pdf")))
    assert [satu.teks for satu in entri] == read_markdown(find_berkas(hasil, ".md").read_text(encoding="utf-8"))
    assert len(entri) > 30


def test_the_lists_of_the_docx_are_those_of_the_pdf(hasil: HasilBuild) -> None:
    assert read_docx(find_berkas(hasil, ".docx")) == read_pdf(read_dokumen(find_berkas(hasil, ".pdf")))


def test_libreoffice_shows_the_lists_of_the_docx(
    hasil: HasilBuild, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docx = find_berkas(hasil, ".docx")
    expected = "".join(satu.teks + satu.nomor for satu in read_docx(docx))
    assert expected.startswith("KataPengantari")
    converted = convert_docx(docx, tmp_path)
    if converted is None:
        with capsys.disabled():
            sys.stdout.write("\nLibreOffice tidak terpasang: daftar diperiksa dalam DOCX saja\n")
    else:
        assert read_printed(read_dokumen(converted)) == expected


# The readers see what is wrong.

NASKAH = """\
---
title: Laporan
author: Dinas
subject: Laporan
---

# Daftar Isi {#daftar-isi .depan}

::: daftar-isi
- [Daftar Isi](#daftar-isi)
:::

# [BAB I]{.label-bab} Pendahuluan {#pendahuluan .bab}

## 1.1 Latar Belakang {#latar}

Isi.
"""


def test_a_number_that_is_wrong_is_seen(tmp_path: Path) -> None:
    bahan = Bahan(NASKAH, TEMPLATES, tmp_path, 0)
    halaman = write_pdf(bahan, tmp_path / "laporan.pdf")
    write_docx(bahan, tmp_path / "laporan.docx", lambda: halaman | {"latar": "7"})
    benar = [Entri("DaftarIsi", "i"), Entri("BABIPendahuluan", "1"), Entri("1.1LatarBelakang", "1")]
    assert read_pdf(read_dokumen(tmp_path / "laporan.pdf")) == benar
    assert read_printed(read_dokumen(tmp_path / "laporan.pdf")) == "DaftarIsiiBABIPendahuluan11.1LatarBelakang1"
    assert read_docx(tmp_path / "laporan.docx") == [*benar[:2], Entri("1.1LatarBelakang", "7")]


def test_an_entry_that_is_missing_is_seen() -> None:
    assert read_markdown(
        "::: daftar-isi\n- [A](#a)\n    - [1.1 B](#b)\n            - [1.1.1.1 C](#c)\n:::\n"
        "::: daftar-tabel\n- [Tabel I.1 D \\* E](#d)\n:::\n"
        "::: daftar-gambar\n- [Grafik I.1 F](#f)\n- [Gambar I.1 G](#g)\n:::\n"
    ) == ["A", "1.1B", "TabelI.1D*E", "GambarI.1G", "GrafikI.1F"]
