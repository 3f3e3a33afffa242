"""What a user means: the numbers found by a name, a table cell, a part of the report, a printed text or a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from lkj.format import format_angka, format_desimal, format_ringkas, format_rupiah, format_satuan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lkj.angka import Angka
    from lkj.render.susunan import Butir
    from lkj.telusur.peta import Asal, Peta, Tempat


@dataclass(frozen=True, slots=True)
class Pencarian:
    """What was found.

    Attributes:
        apa: what was asked for.
        maksud: what that was taken for: `nama`, `sel`, `bagian`, `teks`, `nomor` or `simpul`; empty if nothing.
        asal: the numbers found.
        bagian: the part of the report that was asked for.
        tempat: its numbers as they are printed, in order; with a cell, those in it.
        catatan: what else could have been meant; or, if nothing was found, why, and what there is.
    """

    apa: str
    maksud: str
    asal: tuple[Asal, ...] = ()
    bagian: Butir | None = None
    tempat: tuple[Tempat, ...] = ()
    catatan: str = ""


_Temuan: TypeAlias = "Pencarian | None"

_TANDA = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{MINUS SIGN}": "-"})
_NARASI = re.compile(r"\{\{\s*([\w.]+)\s*(?:\|\s*\w+\s*)?\}\}")
_SEL = re.compile(r"(.+?)\s*:\s*(\d{1,9})\s*:\s*(\d{1,9})")
_BILANGAN = re.compile(r"[-+(]?(?:rp)?(\d[\d.]*(?:,\d+)?)")
_YAML = re.compile(r"-?\d+(?:\.\d+)?")
_SARAN = 3
_CARA = (
    "sebutkan kode indikator, nama seperti anggaran.serapan, tabel atau sel seperti Tabel III.2 dan Tabel III.2:1:7, "
    "angka seperti tercetak, atau nomor dalam jejak.json seperti #17."
)


def find_angka(peta: Peta, apa: str) -> Pencarian:
    """Find the numbers that are meant.

    Args:
        peta: the numbers of the report.
        apa: what the user knows of them.
    """
    apa = " ".join(apa.translate(_TANDA).split())
    ways = (_find_nomor, _find_nama, _find_simpul, _find_sel, _find_bagian, _find_teks, _find_nilai, _find_urutan)
    for find in ways:
        found = find(peta, apa)
        if found:
            return found
    return Pencarian(apa, "", catatan=_suggest(peta, apa))


def _find_nomor(peta: Peta, apa: str) -> _Temuan:
    if not re.fullmatch(r"#\d+", apa):
        return None
    return _find_urutan(peta, apa[1:]) or Pencarian(
        apa, "", catatan=f"laporan memuat {len(peta.tempat)} angka, #1 sampai #{len(peta.tempat)}."
    )


def _find_urutan(peta: Peta, apa: str) -> _Temuan:
    """Take bare digits for a number of `jejak.json`."""
    if not (re.fullmatch(r"\d{1,9}", apa) and 0 < int(apa) <= len(peta.tempat)):
        return None
    tempat = peta.tempat[int(apa) - 1]
    return Pencarian(f"#{tempat.nomor}", "nomor", (peta.asal[tempat.angka],), tempat=(tempat,))


def _find_nama(peta: Peta, apa: str) -> _Temuan:
    quoted = _NARASI.fullmatch(apa)
    name = quoted[1] if quoted else apa
    found = _list_below(name, {full: full for full in peta.nama})
    # A code alone, or with what is asked of it, is a name without its first word.
    found = found or _list_below(name, {full: full.partition(".")[2] for full in peta.nama})
    return Pencarian(name, "nama", _unique(peta, (peta.nama[full] for full in found))) if found else None


def _list_below(name: str, known: Mapping[str, str]) -> list[str]:
    return [full for full, short in known.items() if short == name or short.startswith(f"{name}.")]


def _unique(peta: Peta, numbers: Iterable[Angka]) -> tuple[Asal, ...]:
    return tuple(peta.asal[angka] for angka in dict.fromkeys(numbers))


def _find_simpul(peta: Peta, apa: str) -> _Temuan:
    angka = peta.simpul.get(apa)
    return Pencarian(apa, "simpul", (peta.asal[angka],)) if angka else None


def _find_sel(peta: Peta, apa: str) -> _Temuan:
    asked = _SEL.fullmatch(apa)
    butir = _find_butir(peta, asked[1]) if asked else None
    if not asked or not butir:
        return None
    baris, kolom = int(asked[2]), int(asked[3])
    inside = [(tempat, tempat.sel) for tempat in peta.list_isi(butir) if tempat.sel]
    found = tuple(
        tempat
        for tempat, sel in inside
        if sel.baris <= baris <= sel.baris_akhir and sel.kolom <= kolom <= sel.kolom_akhir
    )
    if found:
        return Pencarian(apa, "sel", _unique(peta, (tempat.angka for tempat in found)), butir, found)
    row = dict.fromkeys(f"{sel.baris}:{sel.kolom}" for _, sel in inside if sel.baris <= baris <= sel.baris_akhir)
    known = f"yang memuat angka dalam baris itu: {', '.join(row)}" if row else f"lihat `lkj explain {butir.id}`"
    return Pencarian(apa, "", bagian=butir, catatan=f"sel itu tidak memuat angka; {known}.")


def _find_butir(peta: Peta, name: str) -> Butir | None:
    """Find a part by its id or its number, in capitals or not."""
    wanted = name.casefold()
    known = (butir for butir in peta.susunan if wanted in {butir.id.casefold(), butir.nomor.casefold()})
    return next(known, None) if wanted else None


def _find_bagian(peta: Peta, apa: str) -> _Temuan:
    butir = _find_butir(peta, apa)
    if butir is None:
        return None
    tempat = peta.list_isi(butir)
    if not tempat:
        return Pencarian(apa, "", bagian=butir, catatan="bagian itu tidak memuat angka.")
    return Pencarian(apa, "bagian", _unique(peta, (each.angka for each in tempat)), butir, tempat)


def _find_teks(peta: Peta, apa: str) -> _Temuan:
    asked = _normalize(apa)
    wanted = {asked}
    if asked.isdecimal():
        wanted.add(format_desimal(Decimal(asked), 0))
    lower, dash, upper = asked.partition("–")
    if lower and dash and upper:  # both ends of a range
        wanted |= {lower, upper, lower + upper.lstrip("0123456789.,")}
    known = _index(peta)
    found = list(dict.fromkeys(asal for teks in sorted(wanted) for asal in known.get(teks, ())))
    if not found:
        return None
    # Those that are printed come first, constants of formulas last.
    order = {angka: index for index, angka in enumerate(peta.asal)}
    found.sort(key=lambda asal: (not asal.angka.label, order[asal.angka]))
    also = _find_urutan(peta, apa)
    catatan = f"nomor {apa} dalam jejak.json ialah angka lain: lkj explain '#{apa}'" if also else ""
    return Pencarian(apa, "teks", tuple(found), catatan=catatan)


@lru_cache(maxsize=1)
def _index(peta: Peta) -> dict[str, list[Asal]]:
    index: dict[str, list[Asal]] = {}
    for asal in peta.asal.values():
        for teks in dict.fromkeys(_list_teks(asal)):
            index.setdefault(teks, []).append(asal)
    return index


def _normalize(teks: str) -> str:
    """Write a printed number as everybody might type it: one kind of blank and minus, none after Rp and before %."""
    teks = " ".join(teks.translate(_TANDA).casefold().split())
    return re.sub(r"^([-+(]?)rp\.? ?", r"\1rp", teks).replace(" %", "%")


def _list_teks(asal: Asal) -> Iterator[str]:
    """List what a number can be asked for by: as printed, with and without its unit."""
    angka = asal.angka
    styles = (format_angka, format_ringkas, format_satuan, *((format_rupiah,) if angka.satuan == "Rp" else ()))
    texts = [tempat.teks for tempat in asal.tempat]
    texts += [style(angka) for style in styles] if angka.ada else []
    for teks in dict.fromkeys(texts):
        plain = _normalize(teks)
        yield plain
        bare = _BILANGAN.match(plain)
        if bare:
            yield bare[1]


def _find_nilai(peta: Peta, apa: str) -> _Temuan:
    """Take a number for one as it is typed in a data file."""
    if not _YAML.fullmatch(apa):
        return None
    found = tuple(asal for asal in peta.asal.values() if asal.angka.nilai == Decimal(apa))
    return Pencarian(apa, "teks", found) if found else None


def _suggest(peta: Peta, apa: str) -> str:
    asked = _SEL.fullmatch(apa)
    sel = f":{asked[2]}:{asked[3]}" if asked else ""
    known = [part for butir in peta.susunan for part in (butir.id, butir.nomor) if part]
    if not asked and any(map(str.isdecimal, apa)):
        known += dict.fromkeys(tempat.teks.translate(_TANDA) for tempat in peta.tempat)
    if not asked:
        known += dict.fromkeys(part for name in peta.nama for part in _list_short(name))
    # Small letters, as capitals are not told apart either.
    folded = {part.casefold(): part for part in reversed(known)}
    close = get_close_matches((asked[1] if asked else apa).casefold(), folded, n=_SARAN)
    return f"maksud Anda {_join([folded[part] + sel for part in close])}?" if close else _CARA


def _list_short(name: str) -> Iterator[str]:
    """List a name, and what is left of it without its first word or its last."""
    yield name
    yield from filter(
        None, (name.partition(".")[2], name.rpartition(".")[0], name.partition(".")[2].rpartition(".")[0])
    )


def _join(words: list[str]) -> str:
    return " atau ".join(filter(None, (", ".join(words[:-1]), words[-1])))
