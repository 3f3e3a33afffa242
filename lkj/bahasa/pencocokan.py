"""Which number of the report a typed one is: the same, one near it, or none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from lkj.bahasa.bilangan import PERSEN, RUPIAH
from lkj.bahasa.kalimat import between
from lkj.bahasa.kamus import split_words
from lkj.format import format_satuan, round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.angka import Angka
    from lkj.bahasa.bilangan import Bacaan, Bilangan
    from lkj.bahasa.kalimat import Kalimat, Teks
    from lkj.bahasa.kamus import Dikenal, Kamus, Sebutan

PEMBULATAN = "pembulatan lain"
_TERTUKAR = "dua angkanya tertukar"
_SATU_ANGKA = "satu angkanya berbeda"
_BERGESER = "tanda desimalnya bergeser"
_DEKAT = "selisihnya kurang dari 1%"

# What many things are counted in tells nothing about what is counted.
_SATUAN_UMUM = frozenset({"orang", "unit", "buah", "kali", "dokumen", "laporan", "paket"})
_TANPA_SATUAN = frozenset({"", "nilai", "indeks", "skor"})
_TOPIK = {
    "anggaran": re.compile(r"\b(?:anggaran|pagu|belanja|serapan)\b", re.IGNORECASE),
    "sdm": re.compile(r"\b(?:pegawai|aparatur|asn)\b", re.IGNORECASE),
    "aset": re.compile(r"\b(?:aset|barang|kendaraan)\b", re.IGNORECASE),
}

# How sure it is that a unit fits.
_TIDAK, _MUNGKIN, _COCOK, _PASTI = range(4)
# How many of its digits make a number so peculiar that it cannot be equal by chance, or mistyped beyond recognition.
_KHAS, _SANGAT_KHAS = 4, 5
# A number of fewer digits is near too many others.
_TERBEDAKAN = 3
_DUA_KATA = 2
_BESAR = 1000


class Konteks(NamedTuple):
    """What a sentence is about: things of the report, words, and the words of the agency's name, which tell less."""

    induk: frozenset[str]
    kata: frozenset[str]
    nama_instansi: frozenset[str]


class Cocok(NamedTuple):
    """What a typed number is.

    Attributes:
        dikenal: the numbers of the report it may be; more than one only if they are equally likely.
        alasan: how it differs from them; empty if it does not.
    """

    dikenal: tuple[Dikenal, ...]
    alasan: str = ""


def read_konteks(teks: Teks, kalimat: Kalimat, names: list[Sebutan], kamus: Kamus) -> Konteks:
    """Tell what a sentence is about.

    Args:
        teks: the text.
        kalimat: a sentence of it.
        names: the names that stand in the text.
        kamus: the numbers of the report.
    """
    induk = {rujukan.induk for rujukan in teks.rujukan_in(kalimat.start, kalimat.end)}
    induk |= {sebutan.induk for sebutan in between(names, kalimat.start, kalimat.end)}
    if teks.indikator:
        induk.add(f"indikator.{teks.indikator}")
    for name in tuple(induk):
        induk |= set(_related(name, kamus))
    sentence = teks.polos[kalimat.start : kalimat.end]
    if not any(name.startswith("sasaran.") for name in induk):
        induk |= {name for name, topik in _TOPIK.items() if topik.search(sentence)}
    nama_instansi = frozenset(split_words(kamus.laporan.data.instansi.nama))
    words = frozenset(split_words(sentence))
    return Konteks(frozenset(induk), words - nama_instansi, words & nama_instansi)


def _related(induk: str, kamus: Kamus) -> Iterator[str]:
    """List what is spoken of together with a thing: its value of the other year, the data an indicator is made of."""
    kind, _, kode = induk.partition(".")
    if kind in {"data", "data_lalu"}:
        yield f"data.{kode}"
        yield f"data_lalu.{kode}"
    kinerja = kamus.laporan.indikator.get(kode) if kind == "indikator" else None
    for variabel in kinerja.variabel if kinerja else ():
        yield f"data.{variabel.kode}"
        yield f"data_lalu.{variabel.kode}"


def match_equal(bilangan: Bilangan, konteks: Konteks, kamus: Kamus) -> Cocok | None:
    """Find the number of the report a typed one is equal to; None if it is equal to none but by chance."""
    ranked = [
        (_rank(known, konteks), known) for known in find_equal(bilangan, kamus) if _is_meant(bilangan, known, konteks)
    ]
    return Cocok(_best(ranked)) if ranked else None


def find_equal(bilangan: Bilangan, kamus: Kamus) -> list[Dikenal]:
    """List the numbers of the report that have the value and may have the unit of a typed one."""
    found = {
        known.nama: known
        for bacaan in bilangan.bacaan
        for known in kamus.nilai.get(bacaan.nilai, ())
        if _fit(bilangan, known.angka)
    }
    return list(found.values())


def find_maybe(bilangan: Bilangan, konteks: Konteks, kamus: Kamus) -> Dikenal | None:
    """Find the one number of the report that a typed one may be, if it is not equal by chance."""
    found = [known for known in find_equal(bilangan, kamus) if any(_rank(known, konteks))]
    return found[0] if len(found) == 1 else None


def find_unnamed(bilangan: Bilangan, konteks: Konteks, kamus: Kamus) -> Angka | None:
    """Find a number the report prints in a table, but has no name for."""
    equal = [angka for angka in kamus.find_unnamed(bilangan.nilai) if _fit(bilangan, angka) >= _COCOK]
    if not equal or bilangan.penting == 1:
        return None
    words, best = max(
        ((len(split_words(angka.label) & konteks.kata), angka) for angka in equal), key=lambda pair: pair[0]
    )
    return best if words else None


def match_near(bilangan: Bilangan, konteks: Konteks, kamus: Kamus) -> Cocok | None:
    """Find the number of the report a typed one was meant to be, though rounded otherwise or mistyped."""
    nearby = [known for induk in sorted(konteks.induk) for known in kamus.induk.get(induk, ())]
    ranked = [
        ((-_REASONS.index(alasan), *_rank(known, konteks)), (known, alasan))
        for known in nearby
        if _fits_near(bilangan, known.angka) and (alasan := _compare(bilangan, known.angka))
    ]
    if ranked:
        top = max(rank for rank, _ in ranked)
        best = [pair for rank, pair in ranked if rank == top]
        return Cocok(tuple({known.tercetak: known for known, _ in reversed(best)}.values())[::-1], best[0][1])
    return _match_mistyped(bilangan, kamus)


_REASONS = (PEMBULATAN, _TERTUKAR, _SATU_ANGKA, _BERGESER, _DEKAT)


def _match_mistyped(bilangan: Bilangan, kamus: Kamus) -> Cocok | None:
    """Find the one number of the report a long typed one differs from by a slip, whatever its sentence is about."""
    if bilangan.penting < _SANGAT_KHAS:
        return None
    found: dict[str, tuple[Dikenal, str]] = {}
    for nilai in _slips(bilangan.bacaan[0]):
        for known in kamus.nilai.get(nilai, ()):
            alasan = _compare(bilangan, known.angka) if _fit(bilangan, known.angka) >= _COCOK else ""
            if alasan:
                found.setdefault(str(known.tercetak), (known, alasan))
    if len(found) != 1:
        return None
    known, alasan = next(iter(found.values()))
    return Cocok((known,), alasan)


def _slips(bacaan: Bacaan) -> Iterator[Decimal]:
    """List the values a number may have been meant to have: two digits swapped, one changed, the point moved."""
    sign, digits, exponent = bacaan.nilai.as_tuple()
    for at in range(len(digits)):
        if at + 1 < len(digits) and digits[at] != digits[at + 1]:
            yield Decimal((sign, (*digits[:at], digits[at + 1], digits[at], *digits[at + 2 :]), int(exponent)))
        for digit in range(10):
            if digit != digits[at]:
                yield Decimal((sign, (*digits[:at], digit, *digits[at + 1 :]), int(exponent)))
    for shift in (-3, -2, -1, 1, 2, 3):
        yield bacaan.nilai.scaleb(shift)


def _fit(bilangan: Bilangan, angka: Angka) -> int:
    """Tell how sure it is that what was typed around a number is the unit of another."""
    satuan = angka.satuan.lower()
    if bilangan.jenis == PERSEN:
        return _COCOK if satuan in {PERSEN, "poin persen"} else _TIDAK
    if bilangan.jenis == RUPIAH:
        return _COCOK if angka.satuan == RUPIAH else _TIDAK
    if satuan in _TANPA_SATUAN or satuan in {PERSEN, "poin persen", "rp"}:
        return _MUNGKIN
    after, words = bilangan.sesudah.split(), satuan.split()
    if after[: len(words)] == words:
        return _COCOK if satuan in _SATUAN_UMUM else _PASTI
    if after and after[0] in _SATUAN_UMUM:
        return _TIDAK
    return _COCOK if after[:1] == words[:1] and words[0] not in _SATUAN_UMUM else _MUNGKIN


def _fits_near(bilangan: Bilangan, angka: Angka) -> bool:
    fit = _fit(bilangan, angka)
    # A small whole number without a unit is near a great many others.
    bare = bilangan.bacaan[0].nilai == int(bilangan.bacaan[0].nilai) and bilangan.penting < _KHAS
    return fit >= _COCOK or (fit == _MUNGKIN and not bare)


def _rank(known: Dikenal, konteks: Konteks) -> tuple[bool, int]:
    """Tell how well a number fits what a sentence is about."""
    return known.induk in konteks.induk, len(known.kata & konteks.kata)


def _is_meant(bilangan: Bilangan, known: Dikenal, konteks: Konteks) -> bool:
    """Tell whether it can be no chance that two numbers are equal."""
    fit, digits = _fit(bilangan, known.angka), bilangan.penting
    about, words = _rank(known, konteks)
    named = words > 0 or not known.kata.isdisjoint(konteks.nama_instansi)
    if bilangan.nilai == 100 and bilangan.jenis == PERSEN:  # noqa: PLR2004 # all of something
        return about and words >= _DUA_KATA
    if fit == _PASTI:
        return about or named or digits >= _TERBEDAKAN
    if fit == _COCOK:
        return about or words >= _DUA_KATA or digits >= _TERBEDAKAN
    telling = digits >= _TERBEDAKAN or bilangan.nilai != int(bilangan.nilai)
    return digits >= _KHAS or words > _DUA_KATA or (named and (bilangan.nilai >= _BESAR or (about and telling)))


def _best(ranked: list[tuple[tuple[bool, int], Dikenal]]) -> tuple[Dikenal, ...]:
    top = max(rank for rank, _ in ranked)
    # Of one thing the first name will do: the target that was kept is the target.
    best = list({known.induk: known for rank, known in reversed(ranked) if rank == top}.values())[::-1]
    # What an adjustment is compared with is the ceiling, and has its own name.
    return tuple(known for known in best if not known.nama.endswith(".dasar")) or tuple(best)


def _compare(bilangan: Bilangan, angka: Angka) -> str:
    """Tell how a typed number differs from one it is near; empty if it is not near, or equal."""
    exact, printed = abs(angka.pasti), abs(round_half_up(angka.pasti, angka.desimal))
    for bacaan in bilangan.bacaan:
        if bacaan.nilai == printed or not printed:
            continue
        if abs(bacaan.nilai - exact) * 2 <= bacaan.teliti and bacaan.nilai:
            return PEMBULATAN
        if bilangan.penting >= _TERBEDAKAN:
            alasan = _find_slip(bacaan.nilai, printed)
            if alasan or abs(bacaan.nilai - printed) * 100 <= printed:
                return alasan or _DEKAT
    return ""


def _find_slip(typed: Decimal, printed: Decimal) -> str:
    places = max(-int(number.normalize().as_tuple().exponent) for number in (typed, printed))
    left, right = (f"{number.scaleb(max(places, 0)):.0f}" for number in (typed, printed))
    if left.strip("0") == right.strip("0"):
        return _BERGESER
    if len(left) != len(right):
        return ""
    differing = [at for at in range(len(left)) if left[at] != right[at]]
    if len(differing) == 1 and len(left) >= _TERBEDAKAN:
        return _SATU_ANGKA
    if len(differing) == _DUA_KATA and differing[1] == differing[0] + 1:
        first, second = differing
        return _TERTUKAR if (left[first], left[second]) == (right[second], right[first]) else ""
    return ""


def write_suggestion(teks: Teks, bilangan: Bilangan, known: Dikenal) -> tuple[int, int, str]:
    """Give what is to be replaced, from where to where, and the reference that takes its place."""
    satuan = known.angka.satuan
    start, end = bilangan.angka
    if format_satuan(known.angka).startswith("-"):
        return start, end, f"{{{{ {known.nama} | mutlak }}}}"
    if bilangan.terbilang is not None and not bilangan.jenis:
        return start, bilangan.end, f"{{{{ {known.nama} | terbilang }}}}"
    if bilangan.jenis and satuan in {PERSEN, RUPIAH}:
        return bilangan.start, bilangan.end, f"{{{{ {known.nama} }}}}"
    if satuan.lower() in _TANPA_SATUAN:
        return start, end, f"{{{{ {known.nama} }}}}"
    unit = re.compile(rf"[ \u00a0]{re.escape(satuan)}(?!\w)", re.IGNORECASE).match(teks.polos, bilangan.end)
    if unit:
        return start, unit.end(), f"{{{{ {known.nama} }}}}"
    return start, end, f"{{{{ {known.nama} | angka }}}}"
