"""Phrases that count a whole list of the data, such as `tiga sasaran strategis`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from lkj.bahasa.bilangan import TERBILANG, parse_terbilang
from lkj.bahasa.kalimat import ISI, between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.bahasa.kalimat import Kalimat, Teks
    from lkj.bahasa.kamus import Sebutan
    from lkj.laporan import Laporan

_BENDA = {
    "sasaran strategis": "sasaran",
    "sasaran": "sasaran",
    "indikator kinerja utama": "indikator_utama",
    "indikator kinerja": "indikator_utama",
    "indikator utama": "indikator_utama",
    "indikator": "indikator_utama",
    "iku": "indikator_utama",
    "program": "program",
    "kegiatan": "kegiatan",
    "inovasi": "inovasi",
    "penghargaan": "penghargaan",
    "isu strategis": "isu_strategis",
}
# These are of the agency as a whole by their name; the others are so only in a sentence that speaks of the whole.
_UTUH = frozenset({"sasaran strategis", "indikator kinerja utama", "iku", "isu strategis"})
_TERCAPAI = "indikator_tercapai"

# What may follow a noun without making its list a smaller one.
_LANJUT = (
    r"(?:\s*(?:[.,;:)”]|$)|\s+(?:dan|serta|dengan|tahun|selama|sepanjang|sebagaimana|seperti|yaitu|yakni|adalah|berikut|"
    r"pada\s+(?:tahun|\d{4})|dalam\s+(?:renstra|rencana|perjanjian|rpjmd|rpd|dokumen)|"
    rf"yang\s+(?:telah\s+|akan\s+)?(?:ditetapkan|dilaksanakan|dijalankan|diperjanjikan|tercantum|termuat|diterima|diraih|"
    rf"dikembangkan|dihasilkan|dihadapi))\b|\s*{ISI})"
)
_CACAH = re.compile(
    rf"(?<![\w.,/–-])(?P<angka>\d{{1,3}}|{TERBILANG})(?P<kurung>\s*\((?:{TERBILANG}|\d{{1,3}})\))?\s+(?:buah\s+)?"
    rf"(?P<benda>{'|'.join(name.replace(' ', '[ ]') for name in _BENDA).replace('[ ]', chr(92) + 's+')})"
    rf"(?:(?={_LANJUT})|(?P<tercapai>\s+(?:(?:yang|telah|sudah|berhasil|dapat)\s+)*(?:(?:mencapai|memenuhi)\s+target|tercapai)\b))",
    re.IGNORECASE,
)
_SEBELUM = re.compile(
    r"(?:(?<!terdiri\s)\bdari|\bantara|\bsatu|\bdua|\btiap|\bsetiap|\bsisa|\bhanya|\bke|\blebih\s+dari|\bminimal|\bsekitar)\s*$",
    re.IGNORECASE,
)
_SEBAGIAN = re.compile(
    r"\b(?:setiap|tiap|masing-masing|salah\s+satu|beberapa|sebagian|sisanya|lainnya|bidang|seksi|triwulan|penunjang)\b"
    r"|\b(?:sasaran|program|tujuan|kegiatan)\s+(?:strategis\s+)?(?:ini|itu|tersebut|pertama|kedua|ketiga|keempat|kelima|\d|"
    r"(?-i:[IVX]+)\b)|\b(?:program|sasaran|tujuan)\s+(?:strategis\s+)?[“\"]?(?-i:[A-Z])",
    re.IGNORECASE,
)
_MENYELURUH = re.compile(
    r"\b(?:dinas|badan|kantor|instansi|organisasi|perangkat\s+daerah|laporan|renstra|perjanjian|seluruh\w*|keseluruhan|total|"
    r"terdiri|didukung|tahun)\b",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"\b(?:program|seluruh\w*|keseluruhan|total)\b", re.IGNORECASE)
_TAHUN_LAIN = re.compile(r"\btahun\s+(?:lalu|sebelumnya|depan|mendatang|berikutnya)\b", re.IGNORECASE)
_TAHUN = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)(?!\s*[–-]\s*\d)(?<![–-]\d{4})")


class Cacah(NamedTuple):
    """A phrase that counts a list.

    Attributes:
        start: where its number starts.
        end: where its number ends.
        nilai: the number.
        benda: what is counted, as it was written.
        daftar: the name of its count in `Laporan.jumlah`.
        digit: whether the number is but digits.
    """

    start: int
    end: int
    nilai: Decimal
    benda: str
    daftar: str
    digit: bool


def find_cacah(teks: Teks, kalimat: Kalimat, names: list[Sebutan], laporan: Laporan) -> Iterator[Cacah]:
    """List the phrases of a sentence that count a whole list; not those that count a part of it.

    Args:
        teks: the text.
        kalimat: a sentence of it.
        names: the names that stand in the text.
        laporan: the report.
    """
    sentence = teks.polos[kalimat.start : kalimat.end]
    phrases = list(_CACAH.finditer(sentence))
    # What stands in a YAML file is about one thing, not about the agency.
    if not phrases or not teks.tepat or _is_other_year(teks, kalimat, laporan.tahun):
        return
    partial = _is_partial(teks, kalimat, names, laporan)
    for found in phrases:
        number = found["angka"]
        nilai = Decimal(number) if number.isdigit() else parse_terbilang(number)
        note = (found["kurung"] or "").strip(" \n()")
        words = Decimal(note) if note.isdigit() else parse_terbilang(note)
        benda = " ".join(found["benda"].lower().split())
        daftar = _TERCAPAI if found["tercapai"] and _BENDA[benda] == "indikator_utama" else _BENDA[benda]
        if (
            nilai is None
            or (note and words != nilai)
            or (found["tercapai"] and daftar != _TERCAPAI)
            # “Satu” is an article as well.
            or (not number.isdigit() and nilai == 1)
            or _SEBELUM.search(sentence[: found.start()])
            or (partial and daftar in {_TERCAPAI, "indikator_utama", "program", "kegiatan"})
            or not (benda in _UTUH or _is_whole(teks, kalimat, daftar))
        ):
            continue
        end = found.end("kurung") if note else found.end("angka")
        start = kalimat.start + found.start()
        yield Cacah(
            start, kalimat.start + end, nilai, " ".join(found["benda"].split()), daftar, number.isdigit() and not note
        )


def _is_other_year(teks: Teks, kalimat: Kalimat, tahun: int) -> bool:
    sentence = teks.polos[kalimat.start : kalimat.end]
    typed = {int(found[0]) for found in _TAHUN.finditer(sentence)}
    referred = {rujukan.nama for rujukan in teks.rujukan_in(kalimat.start, kalimat.end)}
    return bool(typed - {tahun}) or "tahun_lalu" in referred or bool(_TAHUN_LAIN.search(sentence))


def _is_partial(teks: Teks, kalimat: Kalimat, names: list[Sebutan], laporan: Laporan) -> bool:
    """Tell whether a sentence is about one sasaran, program or indicator."""
    sentence = teks.polos[kalimat.start : kalimat.end]
    about = {rujukan.induk for rujukan in teks.rujukan_in(kalimat.start, kalimat.end)}
    about |= {sebutan.induk for sebutan in between(names, kalimat.start, kalimat.end)}
    if any(induk.startswith(("sasaran.", "indikator.")) for induk in about) or _SEBAGIAN.search(sentence):
        return True
    own = {
        word for kode, entry in laporan.sasaran.items() for word in re.findall(r"\w+", f"{kode} {entry.nama}".lower())
    }
    after = re.findall(r"\bsasaran\s+(?:strategis\s+)?[“\"]?(\w+)", sentence.lower())
    return not own.isdisjoint(after)


def _is_whole(teks: Teks, kalimat: Kalimat, daftar: str) -> bool:
    """Tell whether a sentence speaks of the agency as a whole."""
    # Any undertaking may consist of a few kegiatan.
    if daftar == "kegiatan":
        return bool(_PROGRAM.search(teks.polos, kalimat.start, kalimat.end))
    about = {rujukan.induk.partition(".")[0] for rujukan in teks.rujukan_in(kalimat.start, kalimat.end)}
    return not about.isdisjoint({"instansi", "tahun", "jumlah", "anggaran", "renstra"}) or bool(
        _MENYELURUH.search(teks.polos, kalimat.start, kalimat.end)
    )


def list_counts(laporan: Laporan, daftar: str) -> set[int]:
    """List what a list may be said to count: its length, and those of lists that bear the same name."""
    counts = {int(laporan.jumlah[daftar].pasti)}
    if daftar == "sasaran":
        counts |= {len(dokumen.sasaran) for dokumen in laporan.perjanjian}
    elif daftar == "indikator_utama":
        counts |= {sum(len(sasaran.janji) for sasaran in dokumen.sasaran) for dokumen in laporan.perjanjian}
        counts |= {len(laporan.indikator), sum(bool(k.indikator.sasaran) for k in laporan.indikator.values())}
    elif daftar == "program":
        counts.add(sum(not entry.program.penunjang for entry in laporan.program.values()))
    return counts
