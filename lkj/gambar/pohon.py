"""Trees of boxes: performance trees, organisation charts, maps of positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from lkj.gambar.kanvas import (
    MIN_UKURAN,
    Garis,
    Kanvas,
    Kotak,
    Letak,
    Tulisan,
    draw_kanvas,
    measure,
    number_alt,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lkj.gambar.kanvas import Gambar, Rata, Ukuran


class Simpul(NamedTuple):
    """A box of a tree and the boxes below it.

    Attributes:
        teks: what it says.
        jenis: what kind of thing it is, `Sasaran`; printed small above the text.
        keterangan: what else is known about it, a line each; printed small below the text.
        anak: the boxes below.
    """

    teks: str
    jenis: str = ""
    keterangan: tuple[str, ...] = ()
    anak: tuple[Simpul, ...] = ()


# Points.
_MIN_LEBAR = 76.0
_MAKS_LEBAR = 190.0
_BANTALAN = 4.0
_SELA = 1.5  # between the texts of a box
_JARAK = 7.0  # between boxes
_JARAK_BARIS = 20.0  # between rows, room for the connectors
_JOROK = 12.0
_TEPI = 1.0  # half of the heaviest border stands outside its box


class _Rupa(NamedTuple):
    isi: str
    tebal: float
    ukuran: float
    huruf: str = "#000000"
    judul_tebal: bool = False


# By depth. The fills differ in lightness and the borders in weight: both survive a black and white copy.
_RUPA = (
    _Rupa("#1F3864", 1.6, 9.0, "#FFFFFF", judul_tebal=True),
    _Rupa("#B4C6E2", 1.2, 8.0, judul_tebal=True),
    _Rupa("#E6ECF5", 0.8, 7.5),
    _Rupa("#FFFFFF", 0.5, 7.5),
)
_WARNA_GARIS = "#3A3A3A"


class _Petak(NamedTuple):
    # A box whose column is known but whose place in it is not.
    tulisan: tuple[Tulisan, ...]
    dalam: int
    x: float
    lebar: float
    anak: tuple[_Petak, ...]


class _Berdiri(NamedTuple):
    # A box in its place; `bawah` is where everything below it ends.
    petak: _Petak
    y: float
    tinggi: float
    bawah: float
    anak: tuple[_Berdiri, ...]


_P = TypeVar("_P", _Petak, _Berdiri)


def draw_pohon(akar: Simpul, *, lebar_pt: float, tinggi_pt: float, tell: Callable[[Simpul], str]) -> tuple[Gambar, ...]:
    """Draw a tree, in as many figures as it takes without making anything smaller.

    Args:
        akar: the tree.
        lebar_pt: width of every figure.
        tinggi_pt: what no figure is higher than, unless one box and those above it alone are.
        tell: says what a tree shows, asked for the part in each figure; where there are several, each adds which one it
            is.
    """
    bagian = split_pohon(akar, lebar=lebar_pt, tinggi=tinggi_pt)
    return tuple(
        draw_kanvas(
            arrange_pohon(each, lebar=lebar_pt, tinggi=tinggi_pt),
            number_alt(tell(each), nomor, len(bagian)),
        )
        for nomor, each in enumerate(bagian, 1)
    )


def split_pohon(akar: Simpul, *, lebar: float, tinggi: float) -> tuple[Simpul, ...]:
    """Split a tree into trees that fit an area, each with the boxes from the root down to its part."""
    return _split(akar, lambda pohon: arrange_pohon(pohon, lebar=lebar, tinggi=tinggi).tinggi <= tinggi)


def _split(simpul: Simpul, fits: Callable[[Simpul], bool]) -> tuple[Simpul, ...]:
    if not simpul.anak or fits(simpul):
        return (simpul,)
    bagian: list[Simpul] = []
    for anak in simpul.anak:
        for potongan in _split(anak, lambda each: fits(simpul._replace(anak=(each,)))):
            if bagian and fits(longer := simpul._replace(anak=(*bagian[-1].anak, potongan))):
                bagian[-1] = longer
            else:
                bagian.append(simpul._replace(anak=(potongan,)))
    return tuple(bagian)


def arrange_pohon(akar: Simpul, *, lebar: float, tinggi: float) -> Kanvas:
    """Arrange a tree: rows as far down as the area allows, below that children hanging from a rail.

    The last resort, all boxes hanging below each other, may be higher than the area.
    """
    levels = _count_levels(akar)
    # A very deep tree still leaves its innermost box a readable width.
    jorok = min(_JOROK, (lebar - 2 * _TEPI - _MIN_LEBAR) / levels)
    for baris in range(levels - 1, 0, -1):
        petak = _spread_rows(akar, baris, lebar, jorok)
        if min(each.lebar for each in _walk(petak)) >= _MIN_LEBAR:
            kanvas = _stand_up(petak, baris, lebar, jorok)
            if kanvas.tinggi <= tinggi:
                return kanvas
    return _stand_up(_hang(akar, _TEPI, lebar - 2 * _TEPI, 0, jorok), 0, lebar, jorok)


def _count_levels(simpul: Simpul) -> int:
    return 1 + max(map(_count_levels, simpul.anak), default=0)


def _count_columns(simpul: Simpul, baris: int) -> int:
    return sum(_count_columns(anak, baris - 1) for anak in simpul.anak) if baris and simpul.anak else 1


def _spread_rows(akar: Simpul, baris: int, lebar: float, jorok: float) -> _Petak:
    columns = _count_columns(akar, baris)
    area = lebar - 2 * _TEPI
    if baris == _count_levels(akar) - 1:
        # Nothing hangs, so nothing is gained by columns wider than a box.
        area = min(area, columns * (_MAKS_LEBAR + _JARAK) - _JARAK)
    return _spread(akar, (lebar - area) / 2, area, 0, baris, jorok)


def _spread(simpul: Simpul, x: float, area: float, dalam: int, baris: int, jorok: float) -> _Petak:
    # `baris` is the depth of the last row.
    if dalam == baris and simpul.anak:
        return _hang(simpul, x, area, dalam, jorok, "tengah")
    slot = (area + _JARAK) / _count_columns(simpul, baris - dalam)
    anak = []
    left = x
    for each in simpul.anak:
        width = slot * _count_columns(each, baris - dalam - 1)
        anak.append(_spread(each, left, width - _JARAK, dalam + 1, baris, jorok))
        left += width
    lebar = min(area, _MAKS_LEBAR)
    return _Petak(_write(simpul, lebar, dalam, "tengah"), dalam, x + (area - lebar) / 2, lebar, tuple(anak))


def _hang(simpul: Simpul, x: float, lebar: float, dalam: int, jorok: float, rata: Rata = "kiri") -> _Petak:
    anak = tuple(_hang(each, x + jorok, lebar - jorok, dalam + 1, jorok) for each in simpul.anak)
    return _Petak(_write(simpul, lebar, dalam, rata), dalam, x, lebar, anak)


def _write(simpul: Simpul, lebar: float, dalam: int, rata: Rata) -> tuple[Tulisan, ...]:
    rupa = _look(dalam)
    kecil = Tulisan("", lebar - 2 * _BANTALAN, MIN_UKURAN, warna=rupa.huruf, miring=True, rata=rata)
    judul = kecil._replace(teks=simpul.teks, ukuran=rupa.ukuran, tebal=rupa.judul_tebal, miring=False)
    jenis = (kecil._replace(teks=simpul.jenis),) if simpul.jenis else ()
    return (*jenis, judul, *(kecil._replace(teks=teks) for teks in simpul.keterangan))


def _look(dalam: int) -> _Rupa:
    return _RUPA[min(dalam, len(_RUPA) - 1)]


def _middle(petak: _Petak) -> float:
    return petak.x + petak.lebar / 2


def _walk(akar: _P) -> Iterator[_P]:
    yield akar
    for anak in akar.anak:
        yield from _walk(anak)


def _stand_up(akar: _Petak, baris: int, lebar: float, jorok: float) -> Kanvas:
    ukuran = measure(tulisan for petak in _walk(akar) for tulisan in petak.tulisan)
    tops: dict[int, tuple[float, float]] = {}
    y = _TEPI
    for dalam in range(baris + 1):
        tinggi = max(_height(petak, ukuran) for petak in _walk(akar) if petak.dalam == dalam)
        tops[dalam] = (y, tinggi)
        y += tinggi + _JARAK_BARIS
    berdiri = _stand(akar, _TEPI, tops, ukuran)
    semua = tuple(_walk(berdiri))
    return Kanvas(
        lebar,
        berdiri.bawah + _TEPI,
        (*(garis for each in semua for garis in _connect(each, baris, jorok)), *map(_box, semua)),
        tuple(letak for each in semua for letak in _fill(each, ukuran)),
    )


def _height(petak: _Petak, ukuran: Ukuran) -> float:
    return sum(ukuran[each][1] for each in petak.tulisan) + _SELA * (len(petak.tulisan) - 1) + 2 * _BANTALAN


def _stand(petak: _Petak, y: float, tops: Mapping[int, tuple[float, float]], ukuran: Ukuran) -> _Berdiri:
    # The boxes of a row share one height; those that hang take what they need.
    y, tinggi = tops.get(petak.dalam) or (y, _height(petak, ukuran))
    bawah = y + tinggi
    anak = []
    for each in petak.anak:
        anak.append(_stand(each, bawah + _JARAK, tops, ukuran))
        bawah = max(bawah, anak[-1].bawah)
    return _Berdiri(petak, y, tinggi, bawah, tuple(anak))


def _box(berdiri: _Berdiri) -> Kotak:
    rupa = _look(berdiri.petak.dalam)
    petak = berdiri.petak
    return Kotak(petak.x, berdiri.y, petak.lebar, berdiri.tinggi, rupa.isi, rupa.tebal, _WARNA_GARIS, 1.5)


def _fill(berdiri: _Berdiri, ukuran: Ukuran) -> Iterator[Letak]:
    petak = berdiri.petak
    y = berdiri.y + _BANTALAN + (berdiri.tinggi - _height(petak, ukuran)) / 2
    for tulisan in petak.tulisan:
        yield Letak(petak.x + _BANTALAN, y, tulisan)
        y += ukuran[tulisan][1] + _SELA


def _connect(berdiri: _Berdiri, baris: int, jorok: float) -> Iterator[Garis]:
    # No stretch is drawn twice: two strokes on each other look heavier than one.
    if berdiri.anak:
        draw = _connect_row if berdiri.petak.dalam < baris else _connect_rail
        yield from (Garis(titik, 0.8, _WARNA_GARIS) for titik in draw(berdiri, jorok))


def _connect_row(berdiri: _Berdiri, _jorok: float) -> Iterator[tuple[tuple[float, float], ...]]:
    x = _middle(berdiri.petak)
    bus = berdiri.anak[0].y - _JARAK_BARIS / 2
    ends = [_middle(anak.petak) for anak in berdiri.anak]
    yield (x, berdiri.y + berdiri.tinggi), (x, bus)
    if len(ends) > 1:  # an only child stands right below
        yield (ends[0], bus), (ends[-1], bus)
    yield from (((to, bus), (to, anak.y)) for to, anak in zip(ends, berdiri.anak, strict=True))


def _connect_rail(berdiri: _Berdiri, jorok: float) -> Iterator[tuple[tuple[float, float], ...]]:
    x = berdiri.petak.x + jorok / 2
    ends = [anak.y + anak.tinggi / 2 for anak in berdiri.anak]
    yield (x, berdiri.y + berdiri.tinggi), (x, ends[-1])
    yield from (((x, y), (anak.petak.x, y)) for y, anak in zip(ends, berdiri.anak, strict=True))
