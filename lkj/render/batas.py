"""What the Markdown of narrative may be made of: how much of it, and what not at all.

The converters refuse the same once more; here it becomes a finding with its line, and what would take them forever, or
lead them out of their memory, never reaches them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lkj.render.markah import TANPA_ISI, iter_terlarang, read_markah

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TINGKAT = 10
"""How deeply brackets may be nested, and quotations and lists."""
MAX_SIKU = 5
"""How deeply square brackets may be nested: pandoc takes thrice as long for each more."""
MAX_JOROK = 60
"""With how many blanks a line may begin."""
MAX_TANDA = 300
"""How many signs of Markdown a paragraph may have."""
MAX_KATA = 1000
"""How many characters may follow one another without a blank."""
MAX_RUJUKAN = 300
"""How many characters a reference may have."""
SKEMA = ("http", "https", "mailto", "tel")
"""What the address of a link may begin with."""


class Larangan(NamedTuple):
    """Something narrative must not hold: where it starts, its code, what it is, and what to write instead."""

    at: int
    kode: str
    message: str
    advice: str


_SALAH, _BESAR = "LKJ501", "LKJ005"
_PISAH = "bagi menjadi beberapa paragraf, atau tulis sebagai tabel dalam data"
_SEDERHANA = "sederhanakan; tanda yang memang bagian dari teks diawali “\\”"
_DAFTAR = "lihat daftar rujukan dalam docs/data.md"
_ALAMAT = "tulis alamat web (https://…), surel (mailto:…) atau telepon (tel:…)"

_GAMBAR = re.compile(r"!\[")
_MENTAH = re.compile(r"\{=\w")
# Attributes stand behind what they belong to; braces elsewhere are those of a formula.
_ATRIBUT = re.compile(r"[\])`>](?=\{[^{}]*[^{}\s])")
_BOLEH = re.compile(r'\{\s*(?:(?:\.[\w.:-]+|[\w-]+|alt="[^"\\]*\w[^"\\]*")(?:\s+|(?=\})))*\}')
_TAUTAN = re.compile(
    r"(?:\]\(\s*(?:<\s*)?|^[ \t>]*\[[^\[\]\n]+\]:\s*(?:<\s*)?|<)([A-Za-z][A-Za-z0-9+.-]*):", re.MULTILINE
)
_PERINTAH = re.compile(
    r"\\(?:(?:re|provide)?newcommand|newenvironment|def|let|input|include|openin|openout|read|write|catcode|csname|"
    r"expandafter|usepackage|special|immediate)(?![A-Za-z])"
)
# Each counts up to an empty line: what opens, less what closes it.
_SIKU = re.compile(r"(?<!\\)(?:(?P<buka>\[)|\])|\n[ \t]*\n")
_KURUNG = re.compile(r"(?<!\\)(?:(?P<buka>[\[({])|[\])}])|\n[ \t]*\n")
_BERSUSUN = re.compile(rf"^(?:[ \t]*>|[ \t]*(?:[-+*]|\d{{1,9}}[.)])[ \t]){{{MAX_TINGKAT + 1}}}", re.MULTILINE)
_JOROK = re.compile(rf"^[ \t]{{{MAX_JOROK + 1}}}(?=[^\n])", re.MULTILINE)
_TANDA = re.compile(r"(?P<buka>[*_`\[~^$<\\])|\n[ \t]*\n")
_KATA = re.compile(rf"\S{{{MAX_KATA + 1}}}")
_BARIS = re.compile(r"[^\n]+")
_RUJUKAN = re.compile(r"\{\{[^{}]*\}\}")
_RAPAT = re.compile(r"\{(?:\{|%#?)[-+]|[-+](?:\}|%|#)\}")
_APA_ADANYA = re.compile(r"\{%\s*(?:end)?raw\s*%\}")


def find_larangan(text: str, *, sebaris: bool = False) -> Larangan | None:
    """Find the first thing in narrative that it must not hold, before its references are looked at.

    Args:
        text: Markdown with references, its lines parted by line feeds.
        sebaris: whether it may be printed within a line, and so cannot hold blocks.
    """
    written = _blank_comments(text)
    # What takes the place of references keeps the places of all else. Those that are printed as they are stay.
    plain = _APA_ADANYA.sub(_hide, written)
    if plain == written:
        plain = _RUJUKAN.sub(_blank, written)
    return min(_iter_larangan(written, plain, sebaris=sebaris), default=None)


def _blank_comments(text: str) -> str:
    """Put blanks in the place of comments; their lines stay, and are not empty."""
    parts, at = [], 0
    while (start := text.find("{%#", at)) >= 0 and (end := text.find("#}", start)) >= 0:
        parts += [text[at:start], _BARIS.sub(_hide, text[start : end + 2])]
        at = end + 2
    return "".join([*parts, text[at:]])


def _blank(found: re.Match[str]) -> str:
    # As printed, it begins and ends with no blank.
    return f"x{' ' * (len(found[0]) - 2)}x"


def _hide(found: re.Match[str]) -> str:
    return TANPA_ISI + " " * (len(found[0]) - 2) + TANPA_ISI * (len(found[0]) > 1)


def _iter_larangan(text: str, plain: str, *, sebaris: bool) -> Iterator[Larangan]:
    polos, flaws = read_markah(plain, text)
    for at, message, advice in (*flaws, *iter_terlarang(polos, sebaris=sebaris)):
        yield Larangan(at, _SALAH, message, advice)
    for where, pattern, message, advice in (
        (polos, _GAMBAR, "Naskah tidak boleh memuat gambar.", "catat gambarnya dalam bukti.yaml"),
        (polos, _MENTAH, "Naskah tidak boleh memuat kode dokumen ({=…}).", "tulis teks biasa"),
        (plain, _PERINTAH, "Perintah TeX ini tidak diperbolehkan.", "tulis rumusnya tanpa perintah itu"),
        (text, _RAPAT, "Rujukan ditulis tanpa tanda hubung di kurungnya.", "tulis {{ … }}, dengan spasi"),
    ):
        found = pattern.search(where)
        if found:
            yield Larangan(found.start(), _SALAH, message, advice)
    yield from _iter_atribut(polos)
    for pattern, what, advice in (
        (_BERSUSUN, f"Kutipan atau daftar ini bersusun lebih dari {MAX_TINGKAT} tingkat.", "kurangi tingkatnya"),
        (_JOROK, f"Baris ini menjorok lebih dari {MAX_JOROK} spasi.", "kurangi jorokannya"),
        (_KATA, f"Di sini ada lebih dari {MAX_KATA} karakter tanpa spasi.", "pisahkan dengan spasi"),
    ):
        found = pattern.search(plain)
        if found:
            yield Larangan(found.start(), _BESAR, what, advice)
    yield from _iter_padat(text, plain)


def _iter_atribut(polos: str) -> Iterator[Larangan]:
    for found in _ATRIBUT.finditer(polos):
        if not _BOLEH.match(polos, found.end()):
            yield Larangan(found.end(), _SALAH, "Atribut ini tidak diperbolehkan.", 'yang boleh: .kelas dan alt="…"')
            break
    for found in _TAUTAN.finditer(polos):
        if found[1].lower() not in SKEMA:
            message = f"Tautan yang diawali “{found[1][:20]}:” tidak diperbolehkan."
            yield Larangan(found.start(1), _SALAH, message, _ALAMAT)
            break


def _iter_padat(text: str, plain: str) -> Iterator[Larangan]:
    """Find what is nested too deeply, or so full of signs that it takes forever to be read."""
    for pattern, most, message, advice in (
        (_SIKU, MAX_SIKU, f"Kurung siku di sini bersusun lebih dari {MAX_SIKU} tingkat.", _SEDERHANA),
        (_KURUNG, MAX_TINGKAT, f"Kurung di sini bersusun lebih dari {MAX_TINGKAT} tingkat.", _SEDERHANA),
        (_TANDA, MAX_TANDA, f"Paragraf ini memuat lebih dari {MAX_TANDA} tanda Markdown (* _ ` [ ~ ^ $ < \\).", _PISAH),
    ):
        count = 0
        for found in pattern.finditer(plain):
            # An empty line ends what is open.
            count = count + 1 if found["buka"] else 0 if found[0].startswith("\n") else max(count - 1, 0)
            if count > most:
                yield Larangan(found.start(), _BESAR, message, advice)
                break
    yield from _iter_panjang(text)


def _iter_panjang(text: str) -> Iterator[Larangan]:
    at = text.find("{{")
    while at >= 0:
        end = text.find("}}", at, at + MAX_RUJUKAN)
        if end < 0:
            if "}}" in text[at:]:
                message = f"Rujukan ini lebih panjang daripada {MAX_RUJUKAN} karakter, atau tidak ditutup."
            else:
                message = "Rujukan {{ … }} tidak lengkap atau salah tulis."
            yield Larangan(at, _SALAH, message, _DAFTAR)
            return
        at = text.find("{{", end + 2)
