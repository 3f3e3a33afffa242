"""Charts over time: what was reached as a line with markers, what was planned as dashed steps."""

from __future__ import annotations

from itertools import groupby, pairwise
from math import ceil, isnan
from typing import TYPE_CHECKING, NamedTuple

from lkj.gambar.kanvas import (
    GELAP,
    HURUF,
    LEBAR_PT,
    MIN_UKURAN,
    SEBARIS,
    WARNA_REALISASI,
    Garis,
    Kanvas,
    Kotak,
    Letak,
    Tulisan,
    draw_kanvas,
    mask_labels,
    measure,
    number_alt,
    write_judul,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lkj.gambar.kanvas import Gambar, Ukuran


class Titik(NamedTuple):
    """A moment: two values with their texts, nan where one is not known, and remarks below its name."""

    nama: str
    realisasi: float
    teks_realisasi: str
    target: float
    teks_target: str
    catatan: tuple[str, ...] = ()


# Points.
_SELA = 4.0
_BIDANG = 110.0
_RUANG = 14.0  # for labels, above the highest value
_JARAK_LABEL = 4.0
_LEGENDA = 85.0  # from one entry to the next
_CONTOH = 22.0
_BULATAN = 6.0  # across a marker

_TARGET = "#8A3B00"


class _Tata(NamedTuple):
    # Where things are: sizes of texts, height of the head, lowest and highest value, width of a moment.
    ukuran: Ukuran
    kepala: float
    batas: tuple[float, float]
    slot: float

    def y(self, nilai: float) -> float:
        low, high = self.batas
        return self.kepala + _RUANG + _BIDANG * (high - nilai) / (high - low)

    def x(self, nomor: int) -> float:
        return self.slot * (nomor + 0.5)


def draw_garis(
    judul: str, titik: tuple[Titik, ...], batas: tuple[float, float], tell: Callable[[slice], str]
) -> tuple[Gambar, ...]:
    """Draw moments beside each other, in as many figures as their labels take; none where there is no moment.

    Args:
        judul: the headline.
        titik: the moments, in order.
        batas: lowest and highest value of the scale, which is the same in all figures.
        tell: says what some of the moments show, asked for those in each figure.
    """
    labels = [tulisan for each in titik for tulisan in (_nama(each), _realisasi(each), _target(each))]
    # The headline is not measured for itself later.
    ukuran = measure([write_judul(judul), *labels])
    widest = max((ukuran[each][0] for each in labels), default=0.0)
    bagian = _split_evenly(len(titik), max(1, int(LEBAR_PT / (widest + 2 * _SELA))))
    return tuple(
        draw_kanvas(_arrange(write_judul(judul), titik[each], batas), number_alt(tell(each), nomor, len(bagian)))
        for nomor, each in enumerate(bagian, 1)
    )


def _split_evenly(banyak: int, muat: int) -> tuple[slice, ...]:
    jumlah = ceil(banyak / muat)
    edges = (banyak * nomor // jumlah for nomor in range(jumlah + 1) if jumlah)
    return tuple(slice(start, end) for start, end in pairwise(edges))


def _nama(titik: Titik) -> Tulisan:
    return Tulisan(titik.nama, SEBARIS, HURUF)


def _realisasi(titik: Titik) -> Tulisan:
    return Tulisan(titik.teks_realisasi, SEBARIS, HURUF, tebal=True, warna=WARNA_REALISASI)


def _target(titik: Titik) -> Tulisan:
    return Tulisan(titik.teks_target, SEBARIS, HURUF, miring=True, warna=_TARGET)


def _catatan(titik: Titik, slot: float) -> tuple[Tulisan, ...]:
    return tuple(Tulisan(teks, slot - 2 * _SELA, MIN_UKURAN, miring=True, rata="tengah") for teks in titik.catatan)


def _arrange(judul: Tulisan, titik: tuple[Titik, ...], batas: tuple[float, float]) -> Kanvas:
    slot = LEBAR_PT / len(titik)
    ukuran = measure(
        [
            judul,
            *(
                tulisan
                for each in titik
                for tulisan in (_nama(each), _realisasi(each), _target(each), *_catatan(each, slot))
            ),
        ]
    )
    tata = _Tata(ukuran, ukuran[judul][1] + HURUF + 3 * _SELA, batas, slot)
    labels = tuple(letak for nomor, each in enumerate(titik) for letak in _place_labels(nomor, each, tata))
    dasar = max([tata.y(batas[0]), *(each.y + ukuran[each.tulisan][1] for each in labels)]) + _SELA
    names = tuple(letak for nomor, each in enumerate(titik) for letak in _place_names(nomor, each, tata, dasar))
    tinggi = max(each.y + ukuran[each.tulisan][1] for each in names)
    return Kanvas(
        LEBAR_PT,
        tinggi,
        # No line runs through a label.
        (*_draw_lines(titik, tata), *_draw_legend(tata), *mask_labels(labels, ukuran)),
        (Letak(0, 0, judul), *_write_legend(tata), *labels, *names),
    )


def _draw_lines(titik: tuple[Titik, ...], tata: _Tata) -> Iterator[Garis | Kotak]:
    yield Garis(((0, tata.y(0)), (LEBAR_PT, tata.y(0))), 0.9, GELAP)
    for run in _known(titik, lambda each: each.target):
        yield _draw_target([(tata.slot * edge, tata.y(each.target)) for n, each in run for edge in (n, n + 1)])
    for run in _known(titik, lambda each: each.realisasi):
        yield from _draw_realisasi([(tata.x(nomor), tata.y(each.realisasi)) for nomor, each in run])


def _known(titik: tuple[Titik, ...], read: Callable[[Titik], float]) -> Iterator[list[tuple[int, Titik]]]:
    """Give the runs of moments whose value is known, with their numbers: lines have gaps between them."""
    for unknown, run in groupby(enumerate(titik), lambda each: isnan(read(each[1]))):
        if not unknown:
            yield list(run)


def _draw_target(titik: list[tuple[float, float]]) -> Garis:
    return Garis(tuple(titik), 1.3, _TARGET, putus=True)


def _draw_realisasi(titik: list[tuple[float, float]]) -> Iterator[Garis | Kotak]:
    yield Garis(tuple(titik), 1.6, WARNA_REALISASI)
    yield from (_draw_marker(*each) for each in titik)


def _draw_marker(x: float, y: float) -> Kotak:
    return Kotak(x - _BULATAN / 2, y - _BULATAN / 2, _BULATAN, _BULATAN, WARNA_REALISASI, sudut=_BULATAN / 2)


def _draw_legend(tata: _Tata) -> tuple[Garis | Kotak, ...]:
    y = tata.kepala - _SELA - HURUF / 2
    return (
        Garis(((0, y), (_CONTOH, y)), 1.6, WARNA_REALISASI),
        _draw_marker(_CONTOH / 2, y),
        _draw_target([(_LEGENDA, y), (_LEGENDA + _CONTOH, y)]),
    )


def _place_labels(nomor: int, titik: Titik, tata: _Tata) -> Iterator[Letak]:
    # Each on the side of its value that is turned away from the other.
    above = not titik.realisasi < titik.target
    for nilai, tulisan, atas in (
        (titik.realisasi, _realisasi(titik), above),
        (titik.target, _target(titik), not above or isnan(titik.realisasi)),
    ):
        if not isnan(nilai):
            lebar, tinggi = tata.ukuran[tulisan]
            y = tata.y(nilai) - _JARAK_LABEL - tinggi if atas else tata.y(nilai) + _JARAK_LABEL
            yield Letak(tata.x(nomor) - lebar / 2, y, tulisan)


def _place_names(nomor: int, titik: Titik, tata: _Tata, y: float) -> Iterator[Letak]:
    lebar, tinggi = tata.ukuran[_nama(titik)]
    yield Letak(tata.x(nomor) - lebar / 2, y, _nama(titik))
    for tulisan in _catatan(titik, tata.slot):
        y += tinggi
        yield Letak(tata.slot * nomor + _SELA, y, tulisan)
        tinggi = tata.ukuran[tulisan][1]


def _write_legend(tata: _Tata) -> Iterator[Letak]:
    y = tata.kepala - _SELA - HURUF - 0.5
    yield Letak(_CONTOH + _SELA, y, Tulisan("Realisasi", SEBARIS, HURUF, tebal=True, warna=WARNA_REALISASI))
    yield Letak(_LEGENDA + _CONTOH + _SELA, y, Tulisan("Target", SEBARIS, HURUF, miring=True, warna=_TARGET))
