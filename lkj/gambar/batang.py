"""Charts of horizontal bars, each bar with its number at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from math import isnan
from typing import TYPE_CHECKING

from lkj.format import format_desimal
from lkj.gambar.alas import draw_alas
from lkj.gambar.kanvas import (
    GELAP,
    HURUF,
    LEBAR_PT,
    MAKS_TINGGI_PT,
    MIN_UKURAN,
    SEBARIS,
    Kanvas,
    Letak,
    Tulisan,
    mask_labels,
    measure,
    number_alt,
    print_kanvas,
    sketch,
    write_judul,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

    from lkj.gambar.kanvas import Gambar, Ukuran


@dataclass(frozen=True, slots=True)
class Isi:
    """What a bar is filled with; the hatching tells it from others in a black and white copy."""

    warna: str
    pola: str = ""


@dataclass(frozen=True, slots=True)
class Batang:
    """A bar and what is written at its end; where `nilai` is nan there is no bar, only the text."""

    nilai: float
    label: str
    isi: Isi


@dataclass(frozen=True, slots=True)
class Baris:
    """A name and its bars."""

    nama: str
    batang: tuple[Batang, ...]


@dataclass(frozen=True, slots=True)
class Bagan:
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


@dataclass(frozen=True, slots=True)
class _Tata:
    # What all figures of a chart share: texts with their sizes, edge and width of the plot, head, foot, ticks.
    ukuran: Ukuran
    kiri: float
    bidang: float
    kepala: float
    kaki: float
    tanda: tuple[_Tanda, ...] = ()


@dataclass(frozen=True, slots=True)
class _Berdiri:
    # A bar in its place: upper edge and height on the page.
    batang: Batang
    y: float
    tinggi: float


def draw_bagan(bagan: Bagan, alt: str, *, lukis: bool = True) -> tuple[Gambar, ...]:
    """Draw a chart, in as many figures as its rows take; none where it has no row.

    Args:
        bagan: the chart.
        alt: what it shows.
        lukis: paint the figures, which takes most of the time.
    """
    tata = _lay_out(bagan)
    bagian = _split(bagan.baris, tata)
    alts = [number_alt(alt, nomor, len(bagian)) for nomor in range(1, len(bagian) + 1)]
    if not lukis:
        return tuple(map(sketch, alts))
    tata = _add_ticks(bagan, tata)
    return tuple(
        print_kanvas(_paint(replace(bagan, baris=baris), tata), each) for baris, each in zip(bagian, alts, strict=True)
    )


def _lay_out(bagan: Bagan) -> _Tata:
    tulisan = [_sumbu(bagan), write_judul(bagan.judul), _TANDA]
    tulisan += (each for baris in bagan.baris for each in (_nama(baris), *map(_label, baris.batang)))
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
    return _Tata(ukuran, kiri, bidang, kepala, kaki)


def _add_ticks(bagan: Bagan, tata: _Tata) -> _Tata:
    tanda = _choose_ticks(bagan, tata.bidang)
    return replace(tata, tanda=tanda, ukuran={**tata.ukuran, **measure(tulisan for _, tulisan in tanda)})


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


def _choose_ticks(bagan: Bagan, bidang: float) -> tuple[_Tanda, ...]:
    # As many as stand beside each other without touching; zero alone where not even two do.
    choices = [_tick(bagan, jumlah) for jumlah in range(_MAKS_TANDA, 0, -1)]
    ukuran = measure(tulisan for tanda in choices for _, tulisan in tanda)

    def fit(tanda: tuple[_Tanda, ...]) -> bool:
        room = bidang * (_share(bagan, tanda[-1][0]) - _share(bagan, tanda[0][0])) / (len(tanda) - 1)
        return all(ukuran[tulisan][0] + 2 * _SELA <= room for _, tulisan in tanda)

    nol = tuple(tanda for tanda in choices[-1] if tanda[0] == 0)
    return next((tanda for tanda in choices if len(tanda) > 1 and fit(tanda)), nol)


def _tick(bagan: Bagan, jumlah: int) -> tuple[_Tanda, ...]:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - heavy, and needed only here

    locator = MaxNLocator(jumlah, steps=[1, 2, 2.5, 5, 10], integer=bagan.bulat)
    steps = locator.tick_values(bagan.awal, bagan.akhir)
    # Ten digits are what is left of a step once the noise of binary fractions is gone.
    nilai = [Decimal(f"{each:.10g}").normalize() for each in steps if bagan.awal <= each <= bagan.akhir]
    desimal = max(0, *(-int(each.as_tuple().exponent) for each in nilai))
    return tuple(
        (float(each), Tulisan(format_desimal(each, desimal) + bagan.akhiran, SEBARIS, MIN_UKURAN)) for each in nilai
    )


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


def _paint(bagan: Bagan, tata: _Tata) -> Kanvas:
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

    def paint(axes: Axes) -> None:
        _paint_grid(axes, bagan, tata, top)
        for each in bars:
            _paint_bar(axes, bagan, tata, each)
        for nomor, (_, isi) in enumerate(bagan.legenda):
            _paint_box(axes, tata.kiri + nomor * _LEGENDA, tata.kepala - HURUF - _SELA, _CONTOH, HURUF, isi)

    return Kanvas(
        LEBAR_PT,
        top + tata.kaki,
        draw_alas(LEBAR_PT, top + tata.kaki, paint),
        kotak=mask_labels(labels, ukuran),
        tulisan=(*_write_head(bagan, tata), *names, *labels, *_write_foot(bagan, tata, top)),
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


def _paint_grid(axes: Axes, bagan: Bagan, tata: _Tata, bottom: float) -> None:
    for nilai, _ in tata.tanda:
        axes.vlines(_x(bagan, tata, nilai), tata.kepala, bottom, colors=_KISI, linewidth=0.5, zorder=0)
    axes.vlines(_x(bagan, tata, 0), tata.kepala, bottom, colors=GELAP, linewidth=0.9, zorder=3)
    if bagan.patokan is not None:
        x = _x(bagan, tata, bagan.patokan)
        axes.vlines(x, tata.kepala, bottom, colors=GELAP, linewidth=1.1, linestyles="dashed", zorder=3)


def _paint_bar(axes: Axes, bagan: Bagan, tata: _Tata, berdiri: _Berdiri) -> None:
    nilai = berdiri.batang.nilai
    if isnan(nilai):
        return
    x, nol = _x(bagan, tata, nilai), _x(bagan, tata, 0)
    y, tinggi = berdiri.y + 1, berdiri.tinggi - 2
    _paint_box(axes, min(x, nol), y, abs(x - nol), tinggi, berdiri.batang.isi)
    if not bagan.awal <= nilai <= bagan.akhir:
        torn = x + _ROBEKAN * (-1 if nilai > 0 else 1)
        axes.plot([torn - 2, torn + 2], [y + tinggi + 1, y - 1], color=_PUTIH, linewidth=3, zorder=4)


def _paint_box(axes: Axes, x: float, y: float, lebar: float, tinggi: float, isi: Isi) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - heavy, and needed only here

    axes.add_patch(
        Rectangle(
            (x, y),
            lebar,
            tinggi,
            facecolor=isi.warna,
            edgecolor=GELAP,
            linewidth=0.6,
            hatch=isi.pola,
            hatchcolor=_contrast(isi.warna),
            zorder=2,
        )
    )


def _contrast(warna: str) -> str:
    red, green, blue = bytes.fromhex(warna.removeprefix("#"))
    # Their shares in what the eye takes for light (ITU-R BT.601), in thousandths.
    light = 299 * red + 587 * green + 114 * blue
    return GELAP if light > _TERANG else _PUTIH
