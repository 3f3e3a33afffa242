"""Names, attributes and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lkj.convert.unsur import BERATRIBUT, attributes, teks, walk, walk_down

if TYPE_CHECKING:
    from lkj.convert.dokumen import Dokumen
    from lkj.convert.unsur import Unsur

_NAMA = re.compile(r"[A-Za-z0-9_.:\u0080-\U0010ffff-]*")

_SEKITAR = re.compile(r'([(<“"]*)(.*?)([.,;:!?)>”"]*)', re.DOTALL)
_ALAMAT = (
    (re.compile(r"https?://[A-Za-z0-9]\S*", re.ASCII), ""),
    (re.compile(r"www\.[A-Za-z0-9-]+\.[A-Za-z]\S*", re.ASCII), "https://"),
    (re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+", re.ASCII), "mailto:"),
)

_JENIS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SKEMA = {"http", "https", "mailto", "tel"}


def atribut(dokumen: Dokumen) -> None:
    """Refuse attributes that could carry code.

    They are names: pandoc hands `typst:` attributes to Typst as they are, and the other filters write identifiers and
    classes into calls.
    """

    def check(unsur: Unsur) -> None:
        pengenal, kelas, pasangan = attributes(unsur)
        for nama in (pengenal, *kelas):
            if not _NAMA.fullmatch(nama):
                dokumen.keluhan.append(f"Nama “{nama}” memuat tanda yang tidak diperbolehkan.")
        for kunci, _ in pasangan:
            if kunci.startswith("typst"):
                dokumen.keluhan.append(f"Atribut “{kunci}” tidak diperbolehkan.")

    walk(dokumen.blocks, dict.fromkeys(BERATRIBUT, check))


def alamat(dokumen: Dokumen) -> None:
    """Make addresses in the text links; headings, links and alternative texts stay as they are."""

    def keep(unsur: Unsur) -> list[Unsur]:
        return [unsur]

    walk_down(dokumen.blocks, {"Str": _link, "Link": keep, "Header": keep, "Image": keep})


def _link(kata: Unsur) -> list[Unsur] | None:
    isi = kata["c"]
    if "@" not in isi and "://" not in isi and "www." not in isi:
        return None
    sekitar = _SEKITAR.fullmatch(isi)
    depan, inti, belakang = sekitar.groups() if sekitar else ("", isi, "")
    for bentuk, awalan in _ALAMAT:
        if bentuk.fullmatch(inti):
            tautan = {"t": "Link", "c": [["", [], []], [teks(inti)], [awalan + inti, ""]]}
            return [teks(depan), tautan, teks(belakang)]
    return None


def tautan(dokumen: Dokumen) -> None:
    """Refuse links to what is not there, names that stand twice, and addresses that are none of the web."""
    ada: set[str] = set()
    tujuan: list[str] = []

    def note(unsur: Unsur) -> None:
        pengenal = attributes(unsur)[0]
        if pengenal in ada:
            dokumen.keluhan.append(f"Pengenal “{pengenal}” dipakai lebih dari satu kali.")
        elif pengenal:
            ada.add(pengenal)
        if unsur["t"] == "Link":
            tujuan.append(unsur["c"][2][0])

    walk(dokumen.blocks, dict.fromkeys(BERATRIBUT, note))
    for alamat in tujuan:
        jenis = _JENIS.match(alamat)
        if jenis and jenis[1].lower() not in _SKEMA:
            dokumen.keluhan.append(f"Tautan ke “{alamat}”: hanya alamat web, surel dan telepon yang boleh.")
        if alamat.startswith("#") and alamat[1:] not in ada:
            dokumen.keluhan.append(f"Tautan ke “{alamat}” tidak punya sasaran.")
