"""Tables: as wide as the text, a head that is centred and marked, fractions that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.convert.unsur import kelas, list_all, walk

if TYPE_CHECKING:
    from lkj.convert.dokumen import Dokumen
    from lkj.convert.unsur import Unsur

# Markdown knows no attributes of cells that could be lost.
_KEPALA = [
    "",
    [],
    [["typst:align", "center + horizon"], ["typst:fill", "kepala-tabel"], ["typst:text:weight", '"bold"']],
]


def sambung(dokumen: Dokumen) -> None:
    """Join the parts of a long table.

    The head, the widths and the attributes are those of the first, the title and the foot those of the last.
    """
    dokumen.walk_blocks({"Div": _join})


def _join(satu: Unsur) -> list[Unsur] | None:
    isi = satu["c"][1]
    if kelas(satu) != "sambung" or not isi or any(blok["t"] != "Table" for blok in isi):
        return None
    tabel, akhir = isi[0], isi[-1]
    for lanjut in isi[1:]:
        tabel["c"][4][0][3] += lanjut["c"][4][0][3]
    for bagian in (0, 1, 5):
        tabel["c"][bagian] = akhir["c"][bagian]
    return [tabel]


def tabel(dokumen: Dokumen) -> None:
    """Give tables their width, mark their heads, and set fractions in the DOCX on lines of their own."""

    def dress(tabel: Unsur) -> None:
        _fill(tabel["c"][2])
        for baris in tabel["c"][3][1]:
            for sel in baris[1]:
                if dokumen.typst:
                    sel[0] = _KEPALA
                else:
                    sel[1] = {"t": "AlignCenter"}
        if not dokumen.typst and any(list_all([tabel], "Math")):
            walk([tabel], {"Plain": _enlarge, "Para": _enlarge})

    dokumen.walk_blocks({"Table": dress})


def _fill(kolom: list[list[Unsur]]) -> None:
    lebar = [satu.get("c", 1 / len(kolom)) for _, satu in kolom]
    jumlah = 0.0
    # Not `sum`, which not every Python rounds alike.
    for satu in lebar:
        jumlah += satu
    for nomor, satu in enumerate(lebar):
        kolom[nomor][1] = {"t": "ColWidth", "c": satu / jumlah}


def _enlarge(paragraf: Unsur) -> None:
    """Word sets a fraction small unless it is a paragraph of its own; in Typst the template sees to it."""
    isi = paragraf["c"]
    if len(isi) == 1 and isi[0]["t"] == "Math":
        isi[0]["c"][0] = {"t": "DisplayMath"}
