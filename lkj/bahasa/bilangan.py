"""Numbers typed into narrative, in digits or in words, told apart from years, dates, numbers of laws and names."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PERSEN = "%"
RUPIAH = "Rp"

_LAIN = "\ue001"
"""Stands for each sign of what has digits but is no number; see `lkj.bahasa.kalimat.ISI`."""

_BULAN = (
    r"(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|"
    r"jan|feb|mar|apr|jun|jul|agu|agt|ags|sep|sept|okt|nov|des)\b\.?"
)
_HUKUM = (
    r"(?:undang-undang|uu|peraturan|pp|perpu|perppu|perpres|permen\w*|perda|pergub|perbup|perwal\w*|perwako|perka|"
    r"keputusan|keppres|kepmen\w*|kepgub|kepbup|kepwal\w*|inpres|instruksi|surat\s+edaran|se|sk)"
)
# Words whose number names one thing among others, not a quantity; after the second kind it is a small one.
_BERKODE = (
    r"pasal|ayat|huruf|halaman|hlm\.?|hal\.|versi|volume|vol\.|pukul|jam|rt|rw|blok|lantai|kav\w*|km|kode|"
    r"iso|iec|sni|psak|psap|rfc|top|windows|android"
)
_BERURUT = (
    r"butir|bab|bagian|subbab|jilid|edisi|seri|tahap|fase|periode|level|kelas|golongan|eselon|tipe|gelombang|angkatan|"
    r"kuadran|zona|peringkat|ranking|juara|triwulan|tw|semester|caturwulan|(?:minggu|hari|bulan)\s+ke|sdgs?|misi|tujuan|"
    r"prioritas|agenda|pilar|program|kegiatan|sasaran|strategi|indikator|rekomendasi|kriteria|poin|catatan|langkah|opsi|"
    r"tabel|gambar|grafik|bagan|diagram|lampiran|foto|peta|kotak"
)
_BUKAN_SATUAN = r"(?!\d|,\d|\s*(?:%|persen\b|orang\b|unit\b))"
_BUKAN_BILANGAN = re.compile(
    r"\+?\b\d{2,4}[ -]\d{3,4}[ -]\d{3,5}\b|\(0\d+\)\s*\d+|\b\d{8}\s\d{6}\s\d\s\d{3}\b|\b\d{16,}\b|"
    r"\b\d{1,3}(?:[.,]\d{3}){8,}|"
    r"\b(?:telepon|telp\.?|faks\w*|nip\.?|npwp)\s*[:.]?\s*[\d\s().+-]+"
    r"|\b(?:nomor|nomer|no\.?)\s*[:.]?\s*[\w./-]*\d[\w./-]*"
    rf"|\b{_HUKUM}\b[^.;]{{0,120}}?\d+\s+tahun\s+\d{{4}}"
    rf"|\b{_HUKUM}\s+\d[\w./:-]*"
    r"|(?<![\w.,])\d{1,2}(?:\s*(?:-|–|s\.?d\.?|s/d|sampai(?:\s+dengan)?|hingga|dan)\s*\d{1,2})?\s+"
    rf"{_BULAN}(?:\s+\d{{4}})?"
    rf"|\b{_BULAN}\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b|\b\d{1,2}[.:]\d{2}\s*wi(?:b|ta|t)\b"
    r"|(?<!\d)\d+/\d[\d/]*|(?<!\d)\d+:\d+|\b\d+\s*[x×]\s*\d+|[x×]\s*100\b(?:\s*%)?"
    rf"|\b(?:{_BERKODE})[\s-]+\d++(?:\.\d++)*+{_BUKAN_SATUAN}"
    rf"|\b(?:{_BERURUT})[\s-]+\d{{1,2}}+(?:\.\d++)*+{_BUKAN_SATUAN}"
    r"|\b(?:per|tiap|setiap)\s+\d[\d.]*\b(?!\s*(?:%|persen))"
    r"|\b(?:skala|rentang)(?:\s+nilai)?\s+\d+(?:\s*(?:-|–|s\.?d\.?|sampai(?:\s+dengan)?|hingga)\s*\d+)?"
    r"|\b(?:usia|umur|berusia|berumur)\s+\d+(?:\s*[-–]\s*\d+)?"
    r"|\b(?-i:[IVXLC]+)(?:\.\d+)+|(?<![^\W\d_])[^\W\d_]+-\d[\w.]*|\b(?-i:[A-Z])\w*\s+\d\.0(?![\d%])"
    r"|\b(?-i:Jalan|Jl\.?|Gang|Gg\.?)\s+(?:(?-i:[A-Z])[\w'.]*\s+){1,4}\d+\w*"
    r"|'?\b\d+-(?:an\b|[a-z]+)"
    r"|(?<!rp)(?<!rp\s)(?<![\d.,])\b(?:19\d\d|20\d\d|2100)(?![\w%]|[.,]\d|\s*(?:persen|ribu|juta|miliar|milyar|triliun)\b)"
    r"|\(\d{1,2}\)|(?<![\w(])\d{1,2}\)|(?<![\w.,])\d{1,2}\.(?=\s+(?-i:[a-z]))|\[\^?\d+\]|\^\d+\^|~\d+~",
    re.IGNORECASE,
)
_TANDA_PERSEN = r"\s*(?:%|persen\b|prosen\b|poin\s+persen\b|persen\s+poin\b)"
_PERSEN = re.compile(_TANDA_PERSEN, re.IGNORECASE)
_ANGKA = re.compile(
    rf"(?<![\w/{_LAIN}])(?<!\d[.,])"
    r"(?:(?P<rp>rp)\.?\s*)?"
    r"(?P<angka>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d+(?:[.,]\d+)?)(?!\w)(?![.,]\d)"
    r"(?:,[-–])?"
    r"(?:\s+(?P<kali>ribu|juta|miliar|milyar|triliun)\b)?"
    rf"(?P<persen>{_TANDA_PERSEN})?"
    r"(?P<rupiah>\s+rupiah\b)?",
    re.IGNORECASE,
)
_KALI = {"ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12}
_KURUNG = re.compile(r"\s*\(\s*([a-z][a-z\s]*)\)", re.IGNORECASE)
_KATA_BIASA = r"[^\W\d_]+(?:[/-][^\W\d_]+)*(?!\w)"
_SESUDAH = re.compile(rf"\s*({_KATA_BIASA}(?:\s+{_KATA_BIASA}){{0,4}})")
_RIBUAN = 3


class Bacaan(NamedTuple):
    """What a typed number may mean: its value and the unit of its last place."""

    nilai: Decimal
    teliti: Decimal


class Bilangan(NamedTuple):
    """A number typed into a text.

    Attributes:
        start: where it starts, with its `Rp`.
        end: where it ends, with its percent sign and what says it in words.
        angka: where its digits start and end.
        bacaan: what it may mean, the likeliest first.
        jenis: `PERSEN`, `RUPIAH` or empty.
        kali: the word for its size, such as `miliar`; empty if there is none.
        terbilang: what the words in parentheses after it say; None if there are none.
        sesudah: the words after it, in small letters.
        penting: how many of its digits count.
    """

    start: int
    end: int
    angka: tuple[int, int]
    bacaan: tuple[Bacaan, ...]
    jenis: str
    kali: str
    terbilang: Decimal | None
    sesudah: str
    penting: int

    @property
    def nilai(self) -> Decimal:
        """The likeliest value."""
        return self.bacaan[0].nilai


def find_bilangan(polos: str) -> Iterator[Bilangan]:
    """List the numbers typed in digits.

    Args:
        polos: a text without what is no prose; see `lkj.bahasa.kalimat.Teks`.
    """
    # Most texts refer to their numbers, and it takes long to find what has digits but is no number.
    if not re.search(r"\d", polos):
        return
    clean = _BUKAN_BILANGAN.sub(lambda found: _LAIN * len(found[0]), polos)
    for found in _ANGKA.finditer(clean):
        digits = found["angka"]
        # What begins with a zero is a number of something: 06, 0717.
        if digits[0] != "0" or not digits[1:2].isdigit():
            yield _make(clean, found)


def _make(clean: str, found: re.Match[str]) -> Bilangan:
    kali = _KALI.get((found["kali"] or "").lower(), 0)
    jenis = PERSEN if found["persen"] else RUPIAH if found["rp"] or found["rupiah"] else ""
    note = _KURUNG.match(clean, found.end())
    terbilang = parse_terbilang(note[1]) if note else None
    end = note.end() if note and terbilang is not None else found.end()
    # Words may stand before the unit as well: 4 (empat) persen.
    if not jenis and terbilang is not None and (persen := _PERSEN.match(clean, end)):
        jenis, end = PERSEN, persen.end()
    after = _SESUDAH.match(clean, end)
    digits = re.sub(r"\D", "", found["angka"]).lstrip("0")
    return Bilangan(
        found.start(),
        end,
        found.span("angka"),
        tuple(_read(found["angka"], kali)),
        jenis,
        (found["kali"] or "").lower(),
        terbilang,
        " ".join(after[1].lower().split()) if after else "",
        len(digits if "," in found["angka"] else digits.rstrip("0") or digits),
    )


def _read(digits: str, kali: int) -> Iterator[Bacaan]:
    """Read digits as Indonesian has them, then as they may have been meant: 8.06 is 8,06, and 4,949 may be 4.949."""
    forms = [digits.replace(".", "").replace(",", ".")]
    head, mark, tail = digits.rpartition("." if "." in digits and "," not in digits else ",")
    if mark == "." and head.isdigit() and len(tail) != _RIBUAN:
        forms = [digits]
    elif mark and head.isdigit() and head != "0" and len(tail) == _RIBUAN:
        forms.append(digits if mark == "." else digits.replace(",", ""))
    elif digits.count(",") > 1:
        forms = [digits.replace(",", "")]
    for form in forms:
        exponent = -len(form.partition(".")[2])
        zeros = len(form) - len(form.rstrip("0")) if exponent == 0 else 0
        # Of 10 it cannot be told whether the zero was rounded.
        if len(form) - zeros > 1:
            exponent += zeros
        yield Bacaan(Decimal(f"{form}E{kali}"), Decimal(f"1E{exponent + kali}"))


_DASAR = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}
_TUNGGAL = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000}
_BESAR = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
_KATA = "|".join([*_DASAR, *_TUNGGAL, "belas", "puluh", "ratus", *_BESAR])
TERBILANG = rf"\b(?:{_KATA})(?:\s+(?:{_KATA})){{0,30}}\b"
"""Matches a number in words."""


def parse_terbilang(text: str) -> Decimal | None:
    """Read a number in words, `dua ratus tiga puluh empat` or `delapan koma nol enam`; None if it is not one.

    Args:
        text: the words; a unit at the end (`rupiah`, `persen`) does not matter.
    """
    words = re.sub(r"\s+(?:rupiah|persen)$", "", text.strip().lower()).split()
    if "koma" not in words:
        whole = _read_words(words)
        return None if whole is None else Decimal(whole)
    at = words.index("koma")
    whole = _read_words(words[:at])
    decimals = "".join(str(_DASAR.get(word, "x")) for word in words[at + 1 :])
    return Decimal(f"{whole}.{decimals}") if whole is not None and decimals.isdigit() else None


def _read_words(words: list[str]) -> int | None:
    total = part = unit = 0
    for word in words:
        if word in _DASAR:
            unit += _DASAR[word]
        elif word in _TUNGGAL:
            part += _TUNGGAL[word]
        elif word == "belas":
            part, unit = part + unit + 10, 0
        elif word == "puluh":
            part, unit = part + unit * 10, 0
        elif word == "ratus":
            part, unit = part + unit * 100, 0
        elif word in _BESAR:
            total, part, unit = total + (part + unit) * _BESAR[word], 0, 0
        else:
            return None
    return total + part + unit if words else None
