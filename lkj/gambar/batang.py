"""Charts of horizontal bars, each bar with its number at the end."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, pairwise
from math import ceil, floor, isnan
from typing import TYPE_CHECKING, NamedTuple

from lkj.format import format_desimal
from lkj.gambar.kanvas import (
    GELAP,
    HURUF,
    LEBAR_PT,
    MAKS_TINGGI_PT,
    MIN_UKURAN,
    SEBARIS,
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

    from lkj.gambar.kanvas import Gambar, Pola, Ukuran


class Isi(NamedTuple):
    """What a bar is filled with; the hatching tells it from others in a black and white copy."""

    warna: str
    pola: Pola = ""


class Batang(NamedTuple):
    """A bar and what is written at its end; where `nilai` is nan there is no bar, only the text."""

    nilai: float
    label: str
    isi: Isi


class Baris(NamedTuple):
    """A name and its bars."""

    nama: str
    batang: tuple[Batang, ...]


class Bagan(NamedTuple):
    """A chart of bars.

    Attributes:
        baris: its rows.
        awal: left end of the axis, zero or less.
        akhir: right end of the axis, zero or more and not `awal`; a bar that goes past an end is cut there, visibly.
        sumbu: what the axis measures.
        bulat: whether the axis counts in whole numbers.
        akhiran: what follows the numbers of the axis, such as a percent sign.
        judul: a headline; empty for none.
        legenda: what each filling means.
        patokan: where a dashed line crosses all bars.
    """

    baris: tuple[Baris, ...]
    awal: float
    akhir: float
    sumbu: str
    bulat: bool = False
    akhiran: str = ""
    judul: str = ""
    legenda: tuple[tuple[str, Isi], ...] = ()
    patokan: float | None = None


# Points.
_NAMA = 150.0  # at most
_JARAK_NAMA = 8.0
_LABEL = 130.0
_BATANG = 11.0
_SELA = 3.0
_ANTAR_BARIS = 9.0
_LEGENDA = 75.0  # from one entry to the next
_CONTOH = 16.0
_UJUNG = 14.0  # right of the axis at least
_ROBEKAN = 9.0  # from the end of a cut bar to where it is torn

_MAKS_TANDA = 5
_TERANG = 127_500  # half of full light
_KISI = "#CFCFCF"
_PUTIH = "#FFFFFF"

_TANDA = Tulisan("0", SEBARIS, MIN_UKURAN)  # as high as every tick

_Tanda = tuple[float, Tulisan]


class _Tata(NamedTuple):
    # What all figures of a chart share: texts with their sizes, edge and width of the plot, head, foot, ticks.
    ukuran: Ukuran
    kiri: float
    bidang: float
    kepala: float
    kaki: float
    tanda: tuple[_Tanda, ...]


class _Berdiri(NamedTuple):
    # A bar in its place: upper edge and height on the page.
    batang: Batang
    y: float
    tinggi: float


def draw_bagan(bagan: Bagan, tell: Callable[[slice], str]) -> tuple[Gambar, ...]:
    """Draw a chart, in as many figures as its rows take; none where it has no row.

    Args:
        bagan: the chart.
        tell: says what some of its rows show, asked for those in each figure.
    """
    if not bagan.baris:
        return ()
    tata = _lay_out(bagan)
    bagian = _split(bagan.baris, tata)
    ends = list(accumulate(map(len, bagian), initial=0))
    return tuple(
        draw_kanvas(
            _arrange(bagan._replace(baris=baris), tata), number_alt(tell(slice(start, end)), nomor, len(bagian))
        )
        for nomor, (baris, (start, end)) in enumerate(zip(bagian, pairwise(ends), strict=True), 1)
    )


def _lay_out(bagan: Bagan) -> _Tata:
    tulisan = [_sumbu(bagan), write_judul(bagan.judul), _TANDA]
    tulisan += (each for baris in bagan.baris for each in (_nama(baris), *map(_label, baris.batang)))
    choices = [_tick(bagan, jumlah) for jumlah in range(_MAKS_TANDA, 0, -1)]
    tulisan += (each for tanda in choices for _, each in tanda)
    ukuran = measure(tulisan)
    kiri = max((ukuran[_nama(baris)][0] for baris in bagan.baris), default=0.0) + _JARAK_NAMA
    # As wide as the labels behind the bars leave room for.
    bidang = min(
        [
            LEBAR_PT - kiri - _UJUNG,
            *(
                (LEBAR_PT - kiri - 2 * _SELA - ukuran[_label(batang)][0]) / share
                for baris in bagan.baris
                for batang in baris.batang
                if (share := _share(bagan, _end(bagan, batang)))
            ),
        ]
    )
    kepala = ukuran[write_judul(bagan.judul)][1] + _SELA if bagan.judul else 0.0
    kepala += HURUF + 2 * _SELA if bagan.legenda else 0.0
    kaki = _SELA + ukuran[_TANDA][1] + ukuran[_sumbu(bagan)][1]
    return _Tata(ukuran, kiri, bidang, kepala, kaki, _choose_ticks(bagan, bidang, choices, ukuran))


def _sumbu(bagan: Bagan) -> Tulisan:
    return Tulisan(bagan.sumbu, LEBAR_PT - _NAMA - _JARAK_NAMA, MIN_UKURAN, miring=True)


def _nama(baris: Baris) -> Tulisan:
    return Tulisan(baris.nama, _NAMA, HURUF, rata="kanan")


def _label(batang: Batang) -> Tulisan:
    return Tulisan(batang.label, _LABEL, HURUF, miring=isnan(batang.nilai))


def _share(bagan: Bagan, nilai: float) -> float:
    return (nilai - bagan.awal) / (bagan.akhir - bagan.awal)


def _end(bagan: Bagan, batang: Batang) -> float:
    # Where the label stands: right of the bar, and right of zero where the bar goes left or is missing.
    return 0.0 if isnan(batang.nilai) else min(max(batang.nilai, 0.0), bagan.akhir)


def _choose_ticks(bagan: Bagan, bidang: float, choices: list[tuple[_Tanda, ...]], ukuran: Ukuran) -> tuple[_Tanda, ...]:
    # As many as stand beside each other without touching; zero alone where not even two do.
    def fit(tanda: tuple[_Tanda, ...]) -> bool:
        room = bidang * (_share(bagan, tanda[-1][0]) - _share(bagan, tanda[0][0])) / (len(tanda) - 1)
        return all(ukuran[tulisan][0] + 2 * _SELA <= room for _, tulisan in tanda)

    nol = tuple(tanda for tanda in choices[-1] if tanda[0] == 0)
    return next((tanda for tanda in choices if len(tanda) > 1 and fit(tanda)), nol)


def _tick(bagan: Bagan, jumlah: int) -> tuple[_Tanda, ...]:
    # The digits that tell a float from all others are the number that was meant.
    awal, akhir = Decimal(repr(bagan.awal)), Decimal(repr(bagan.akhir))
    langkah = _choose_langkah(awal, akhir, jumlah, bulat=bagan.bulat)
    nilai = [langkah * kali for kali in range(ceil(awal / langkah), floor(akhir / langkah) + 1)]
    desimal = max(0, -int(langkah.normalize().as_tuple().exponent))
    return tuple(
        (float(each), Tulisan(format_desimal(each, desimal) + bagan.akhiran, SEBARIS, MIN_UKURAN)) for each in nilai
    )


def _choose_langkah(awal: Decimal, akhir: Decimal, jumlah: int, *, bulat: bool) -> Decimal:
    """Choose the smallest step to count in that takes at most so many to cover the axis."""
    terkecil = Decimal(1).scaleb((akhir - awal).adjusted() - 1)
    if bulat:
        terkecil = max(terkecil, Decimal(1))
    choices = [terkecil.scaleb(pangkat) * kali for pangkat in range(3) for kali in map(Decimal, ("1", "2", "2.5", "5"))]
    found = (
        langkah
        for langkah in choices
        if ceil(akhir / langkah) - floor(awal / langkah) <= jumlah
        if not bulat or langkah == langkah.to_integral_value()
    )
    # An axis that has zero inside cannot be covered by a single step.
    return next(found, choices[-1])


def _split(daftar: tuple[Baris, ...], tata: _Tata) -> tuple[tuple[Baris, ...], ...]:
    bagian: list[tuple[Baris, ...]] = []
    for baris in daftar:
        if bagian and tata.kepala + _plot_height((*bagian[-1], baris), tata) + tata.kaki <= MAKS_TINGGI_PT:
            bagian[-1] = (*bagian[-1], baris)
        else:
            bagian.append((baris,))
    return tuple(bagian)


def _plot_height(daftar: tuple[Baris, ...], tata: _Tata) -> float:
    return sum(_row_height(baris, tata.ukuran) for baris in daftar)


def _row_height(baris: Baris, ukuran: Ukuran) -> float:
    return max(ukuran[_nama(baris)][1], _bars_height(baris, ukuran)) + _ANTAR_BARIS


def _bars_height(baris: Baris, ukuran: Ukuran) -> float:
    return sum(_bar_height(batang, ukuran) for batang in baris.batang)


def _bar_height(batang: Batang, ukuran: Ukuran) -> float:
    return max(_BATANG, ukuran[_label(batang)][1])


def _arrange(bagan: Bagan, tata: _Tata) -> Kanvas:
    ukuran = tata.ukuran
    names: list[Letak] = []
    bars: list[_Berdiri] = []
    top = tata.kepala
    for baris in bagan.baris:
        tinggi = _row_height(baris, ukuran)
        names.append(Letak(tata.kiri - _JARAK_NAMA - _NAMA, top + (tinggi - ukuran[_nama(baris)][1]) / 2, _nama(baris)))
        y = top + (tinggi - _bars_height(baris, ukuran)) / 2
        for batang in baris.batang:
            bars.append(_Berdiri(batang, y, _bar_height(batang, ukuran)))
            y += bars[-1].tinggi
        top += tinggi
    labels = [_place_label(bagan, tata, each) for each in bars]

    return Kanvas(
        LEBAR_PT,
        top + tata.kaki,
        (
            *_draw_grid(bagan, tata, top),
            *(_draw_bar(bagan, tata, each) for each in bars if not isnan(each.batang.nilai)),
            *_draw_legend(bagan, tata),
            *_draw_marks(bagan, tata, top),
            *(_draw_tear(bagan, tata, each) for each in bars if _is_cut(bagan, each.batang)),
            *mask_labels(labels, ukuran),
        ),
        (*_write_head(bagan, tata), *names, *labels, *_write_foot(bagan, tata, top)),
    )


def _x(bagan: Bagan, tata: _Tata, nilai: float) -> float:
    return tata.kiri + tata.bidang * _share(bagan, min(max(nilai, bagan.awal), bagan.akhir))


def _place_label(bagan: Bagan, tata: _Tata, berdiri: _Berdiri) -> Letak:
    label = _label(berdiri.batang)
    x = _x(bagan, tata, _end(bagan, berdiri.batang)) + _SELA
    return Letak(x, berdiri.y + (berdiri.tinggi - tata.ukuran[label][1]) / 2, label)


def _write_head(bagan: Bagan, tata: _Tata) -> Iterator[Letak]:
    yield Letak(0, 0, write_judul(bagan.judul))
    for nomor, (nama, _) in enumerate(bagan.legenda):
        x = tata.kiri + nomor * _LEGENDA + _CONTOH + _SELA
        yield Letak(x, tata.kepala - HURUF - _SELA - 1, Tulisan(nama, SEBARIS, HURUF))


def _write_foot(bagan: Bagan, tata: _Tata, bottom: float) -> Iterator[Letak]:
    y = bottom + _SELA
    for nilai, tulisan in tata.tanda:
        yield Letak(max(0.0, _x(bagan, tata, nilai) - tata.ukuran[tulisan][0] / 2), y, tulisan)
    yield Letak(tata.kiri, y + tata.ukuran[tata.tanda[0][1]][1], _sumbu(bagan))


def _draw_grid(bagan: Bagan, tata: _Tata, bottom: float) -> Iterator[Garis]:
    for nilai, _ in tata.tanda:
        yield Garis(_stand(bagan, tata, nilai, bottom), 0.5, _KISI)


def _draw_marks(bagan: Bagan, tata: _Tata, bottom: float) -> Iterator[Garis]:
    yield Garis(_stand(bagan, tata, 0, bottom), 0.9, GELAP)
    if bagan.patokan is not None:
        yield Garis(_stand(bagan, tata, bagan.patokan, bottom), 1.1, GELAP, putus=True)


def _stand(bagan: Bagan, tata: _Tata, nilai: float, bottom: float) -> tuple[tuple[float, float], ...]:
    """Give the ends of a line that crosses all bars at a value."""
    x = _x(bagan, tata, nilai)
    return (x, tata.kepala), (x, bottom)


def _draw_bar(bagan: Bagan, tata: _Tata, berdiri: _Berdiri) -> Kotak:
    x, nol = _x(bagan, tata, berdiri.batang.nilai), _x(bagan, tata, 0)
    return _draw_box(min(x, nol), berdiri.y + 1, abs(x - nol), berdiri.tinggi - 2, berdiri.batang.isi)


def _is_cut(bagan: Bagan, batang: Batang) -> bool:
    return not isnan(batang.nilai) and not bagan.awal <= batang.nilai <= bagan.akhir


def _draw_tear(bagan: Bagan, tata: _Tata, berdiri: _Berdiri) -> Garis:
    nilai = berdiri.batang.nilai
    x = _x(bagan, tata, nilai) + _ROBEKAN * (-1 if nilai > 0 else 1)
    return Garis(((x - 2, berdiri.y + berdiri.tinggi), (x + 2, berdiri.y)), 3, _PUTIH)


def _draw_legend(bagan: Bagan, tata: _Tata) -> Iterator[Kotak]:
    for nomor, (_, isi) in enumerate(bagan.legenda):
        yield _draw_box(tata.kiri + nomor * _LEGENDA, tata.kepala - HURUF - _SELA, _CONTOH, HURUF, isi)


def _draw_box(x: float, y: float, lebar: float, tinggi: float, isi: Isi) -> Kotak:
    return Kotak(x, y, lebar, tinggi, isi.warna, 0.6, GELAP, pola=isi.pola, arsir=_contrast(isi.warna))


def _contrast(warna: str) -> str:
    red, green, blue = bytes.fromhex(warna.removeprefix("#"))
    # Their shares in what the eye takes for light (ITU-R BT.601), in thousandths.
    light = 299 * red + 587 * green + 114 * blue
    return GELAP if light > _TERANG else _PUTIH
