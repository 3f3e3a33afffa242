"""Markdown in narrative that the converters would refuse, or take for more than was meant.

Pandoc reads all narrative as one text with what the templates write: a block that is not closed swallows what follows,
and names of notes, links and identifiers must be unlike all others of the report. So narrative has none of these, but
for a few simple blocks.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lkj.huruf import TAK_TERCETAK
from lkj.render.rumus import find_salah

if TYPE_CHECKING:
    from collections.abc import Iterator

TANPA_ISI = "\ue000"
"""Begins and ends the blanks in the place of what prints nothing; no text that was read holds it (see `lkj.source`)."""

# As pandoc does, from the left: a sign that is meant as such, code, formulas; what is left has no pair. Code and
# formulas between single dollar signs end on their line, so that no list or quotation can end before they do.
_LARIK = r"\n(?![ \t]*\n)"
_UNSUR = re.compile(
    r"(?P<lolos>\\[^A-Za-z0-9\n])"
    r"|(?<!`)(?P<kode>`+)(?!`)[^\n]*?(?<!`)(?P=kode)(?!`)"
    rf"|\$\$(?P<tampil>(?:\\[^\n]|\\?{_LARIK}|[^\\$\n])+)\$\$"
    r"|\$(?![\s$])(?P<rumus>(?:\\[^\n]|[^\\$\n])*(?:\\[^\n]|[^\\$\s]))\$(?!\d)"
    # With a blank behind it, a dollar sign opens nothing.
    r"|(?P<sisa>`+|\$\$|\$(?!\s))"
)
_ISI = re.compile(r"[^\n]")
_KATA = re.compile(r'\]\{alt="[^"\\\n]*\w[^"\\\n]*"\}')
_RUJUKAN_ANGKA = re.compile(r"\{\{(?![^{}|]*\|\s*angka\s*-?\}\})")
_ANGKA = "dalam rumus, tulis rujukan tanpa satuannya: {{ … | angka }}"

# What may stand before a block begins: marks of quotations and lists.
_AWAL = rf"^(?:[ \t>{TANPA_ISI}]|[-+*](?=[ \t])|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#|@[\w-]*)[.)](?=[ \t]))*"
_LARIK_RUMUS = re.compile(rf"{_AWAL}(?:(?<=[^ \t\n])|[|:~])", re.MULTILINE)
_KOSONG = f" \t>{TANPA_ISI}"
_NAMA_TERPANJANG = 300
_LOLOS = "tanda yang memang bagian dari teks diawali “\\”"
_CARA_BLOK = (
    "tulis “::: kotak”, “::: sumber”, “::: catatan” atau “::: tengah” sesudah baris kosong dalam berkas narasi, "
    "tidak bersusun, dan akhiri dengan baris “:::”"
)
_BLOK_KODE = ("Naskah tidak boleh memuat blok kode (``` atau ~~~).", "tulis sebagai teks biasa")
_POLA = (
    (
        rf"{_AWAL}(?:#{{1,6}}(?:\s|$)|(?:=+|-[- \t]*|\.{{3}})\s*$)",
        "Naskah tidak boleh memuat judul atau garis (#, ===, ---).",
        "judul bagian berasal dari templat; tabel ditulis dengan tanda |",
    ),
    (rf"{_AWAL}\+[-=:+]{{2}}", "Naskah tidak boleh memuat tabel bergaris (+---+).", "tulis tabelnya dengan tanda |"),
    (r"\[\^", "Naskah tidak boleh memuat catatan kaki [^…].", "tulis catatannya di tempatnya: ^[isi catatan]"),
    (
        rf"{_AWAL}\[(?!\^)(?:[^\n]|{_LARIK}){{0,{_NAMA_TERPANJANG}}}?\]:",
        "Naskah tidak boleh memuat alamat tautan yang terpisah ([nama]: alamat).",
        f"tulis alamatnya di tautannya: [teks](https://…); {_LOLOS}",
    ),
    (rf"{_AWAL}~{{3,}}", *_BLOK_KODE),
    (
        rf"{_AWAL}(?::(?![^\w\s])|~(?=\s)|[Tt]able:)",
        "Naskah tidak boleh memuat judul tabel atau daftar istilah (baris yang diawali “:” atau “~”).",
        f"tulis sebagai kalimat; {_LOLOS}",
    ),
    (r"(?i)</?(?:div|span)\b", "Naskah tidak boleh memuat kode HTML.", f"tulis teks biasa; {_LOLOS}"),
    (
        r'\]\(\s*(?:<\s*>\s*)?(?:"[^"\n]*"\s*|\'[^\'\n]*\'\s*)?\)',
        "Tautan ini tidak mempunyai alamat.",
        "tulis alamatnya, atau hapus kurungnya",
    ),
    (
        r"\]\(\s*(?:<\s*)?(?:[#\\&]|[\w+.-]+[\\&])",
        "Naskah tidak boleh memuat tautan seperti ini.",
        'bagian laporan dirujuk dengan {{ rujuk("kode") }}; alamat lain ditulis apa adanya: https://…',
    ),
)
_BLOK = re.compile(rf"(?P<jeda>\A|^[ \t]*\n)?(?P<baris>{_AWAL}:{{3,}}[^\n]*)", re.MULTILINE)
_BUKA = re.compile(r"::: (?:kotak|sumber|catatan|tengah)[ \t]*")
_TUTUP = re.compile(r":::[ \t]*")
_SEMUA_POLA = tuple((re.compile(pola, re.MULTILINE), message, advice) for pola, message, advice in _POLA)
_ENTITAS = re.compile(r"&(?:#(?:[xX](?P<enambelas>[0-9A-Fa-f]{1,8})|(?P<sepuluh>[0-9]{1,8}))|(?P<nama>\w+));")


def read_markah(text: str, asli: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Read what is no plain Markdown: signs meant as such, code, and formulas.

    Args:
        text: narrative in which references are blank.
        asli: as long, but with the references.

    Returns:
        The text with these blank but for their first and last signs, and what is wrong with them: where, what, and what
        to write instead.
    """
    flaws: list[tuple[int, str, str]] = []
    parts, at = [], 0
    for found in _UNSUR.finditer(text):
        flaws += _check(found, asli)
        first, inner, last = found[0][0], found[0][1:-1], "x" if found["lolos"] else found[0][-1]
        parts += [text[at : found.start()], first, _ISI.sub("x", inner), last if len(found[0]) > 1 else ""]
        at = found.end()
    return "".join([*parts, text[at:]]), flaws


def _check(found: re.Match[str], asli: str) -> Iterator[tuple[int, str, str]]:
    if found[0].startswith("```"):
        yield found.start(), *_BLOK_KODE
    elif found["sisa"]:
        where = "di paragraf ini" if found[0] == "$$" else "di baris ini"
        yield found.start(), f"Tanda {found[0]} ini tidak punya pasangan.", f"tambahkan pasangannya {where}; {_LOLOS}"
    jenis = next((jenis for jenis in ("tampil", "rumus") if found[jenis]), "")
    if jenis:
        yield from _check_rumus(found.start(jenis), found[jenis], found, asli)


def _check_rumus(at: int, rumus: str, found: re.Match[str], asli: str) -> Iterator[tuple[int, str, str]]:
    satuan = _RUJUKAN_ANGKA.search(asli, at, at + len(rumus))
    if satuan:
        yield satuan.start(), "Rujukan ini mencetak lebih dari angka.", _ANGKA
    broken = _LARIK_RUMUS.search(rumus, rumus.find("\n") + 1) if "\n" in rumus else None
    if broken:
        yield at + broken.end() - 1, "Baris rumus ini dapat dibaca sebagai daftar.", "gabungkan dengan baris sebelumnya"
    text, start = found.string, found.start()
    before = text[max(start - 2, 0) : start]
    ada_kata = before.endswith("[") and before != "\\[" and _KATA.match(text, found.end()) is not None
    salah = find_salah(rumus.replace(TANPA_ISI, " "), ada_kata=ada_kata)
    if salah:
        yield at + salah.at, salah.message, salah.advice


def iter_terlarang(polos: str, *, sebaris: bool) -> Iterator[tuple[int, str, str]]:
    """Find the first of each kind of Markdown that narrative must not hold: where, what, and what to write instead.

    Args:
        polos: what `read_markah` gives.
        sebaris: whether it may be printed within a line, and so cannot hold blocks.
    """
    yield from islice(_iter_blok(polos, sebaris=sebaris), 1)
    for pattern, message, advice in _SEMUA_POLA:
        found = pattern.search(polos)
        if found:
            yield found.end() - len(found[0].lstrip(_KOSONG)), message, advice
    for found in _ENTITAS.finditer(polos):
        if TAK_TERCETAK.search(_decode(found)):
            yield found.start(), f"Tanda {found[0]} tidak dapat dicetak.", "hapus, atau ganti dengan tanda lain"
            break


def _iter_blok(polos: str, *, sebaris: bool) -> Iterator[tuple[int, str, str]]:
    """Find blocks that are not whole, or not where pandoc would see them."""
    opened = -1
    for found in _BLOK.finditer(polos):
        if opened >= 0 and _TUTUP.fullmatch(found["baris"]):
            opened = -1
        elif opened < 0 and found["jeda"] is not None and not sebaris and _BUKA.fullmatch(found["baris"]):
            opened = found.start("baris")
        else:
            at = found.end() - len(found["baris"].lstrip(_KOSONG))
            yield at, "Blok “:::” tidak dapat ditulis di sini.", _CARA_BLOK
    if opened >= 0:
        yield opened, "Blok “:::” ini tidak ditutup.", "akhiri dengan baris “:::”"


def _decode(found: re.Match[str]) -> str:
    if found["nama"]:
        from html.entities import html5  # noqa: PLC0415 # a long list, and few texts name a sign so

        return html5.get(f"{found['nama']};", "")
    number = int(found["enambelas"], 16) if found["enambelas"] else int(found["sepuluh"])
    return chr(min(number, 0x10FFFF))
