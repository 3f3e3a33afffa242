"""A page of boxes, lines and text: measured and painted by Typst, with the fonts that come with it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MIN_UKURAN = 7.0
"""The smallest letters of a figure, in points."""

LEBAR_PT = 467.0
"""Width of a chart: the text column of a portrait page."""

MAKS_TINGGI_PT = 690.0
"""What fits on a page; a chart of more makes several figures."""

HURUF = 7.5
"""Size of the text of a chart."""

GELAP = "#262626"
"""Colour of the axes and outlines of a chart."""

WARNA_REALISASI = "#1F3864"
"""Colour of what was reached, in every chart."""

SEBARIS = 10_000.0
"""A column wide enough for any text of a chart to stay on one line."""

Rata = Literal["kiri", "tengah", "kanan"]
"""To which side of its column a text is set."""

Pola = Literal["", "/", "\\", "x", "-", "|", "+"]
"""How a box is hatched: in the direction of the sign; not at all where it is empty."""

Jenis = Literal["svg", "png", "pdf"]
"""Kinds of files a page can be painted as."""

_PPI = 200

# Signs: a PDF holds no text of more than 32,767 bytes, and nobody listens to half of that.
_MAKS_ALT = 10_000

# Pages painted at once, so that a report of thousands of figures takes no more memory for it.
_SEKALIGUS = 100

# Questions between two clearings of what Typst keeps in mind: it takes half a megabyte for each.
_SELANG = 10
_QUESTIONS = count(1)

# What a text takes depends on the text alone, and how a figure looks on its page: a process that draws a report again
# measures and paints only what changed in it.
_UKURAN: dict[Tulisan, tuple[float, float]] = {}
_BANYAK_UKURAN = 100_000
_LEMBAR = 4


class Gambar(NamedTuple):
    """A figure that is drawn but not painted yet.

    Attributes:
        isi: the page as JSON, what `paint_gambar` takes.
        lebar_pt: width in points.
        tinggi_pt: height in points.
        alt: what the figure shows, for who cannot see it.
    """

    isi: str
    lebar_pt: float
    tinggi_pt: float
    alt: str

    @property
    def nama(self) -> str:
        """A name for its files: another one for another page."""
        return sha256(self.isi.encode()).hexdigest()[:16]


class Tulisan(NamedTuple):
    """Text in a column: it wraps at `lebar` points, and a word is broken only if no line can hold it."""

    teks: str
    lebar: float
    ukuran: float = 8.0
    tebal: bool = False
    miring: bool = False
    warna: str = "#000000"
    rata: Rata = "kiri"


class Letak(NamedTuple):
    """A text and the upper left corner of its column."""

    x: float
    y: float
    tulisan: Tulisan


class Kotak(NamedTuple):
    """A filled box with a border of `tebal` points; hatched with `pola` in the colour `arsir`."""

    x: float
    y: float
    lebar: float
    tinggi: float
    isi: str
    tebal: float = 0.0
    warna: str = "#000000"
    sudut: float = 0.0
    pola: Pola = ""
    arsir: str = "#000000"


class Garis(NamedTuple):
    """A line through points; dashed if it is `putus`."""

    titik: tuple[tuple[float, float], ...]
    tebal: float
    warna: str
    putus: bool = False


class Kanvas(NamedTuple):
    """A page in points, from its upper left corner.

    Attributes:
        lebar: width.
        tinggi: height.
        bentuk: lines and boxes, painted in this order.
        tulisan: texts, painted over them.
    """

    lebar: float
    tinggi: float
    bentuk: tuple[Garis | Kotak, ...] = ()
    tulisan: tuple[Letak, ...] = ()


Ukuran = Mapping[Tulisan, tuple[float, float]]
"""Width and height of texts in points."""


def measure(daftar: Iterable[Tulisan]) -> dict[Tulisan, tuple[float, float]]:
    """Tell how wide and how high each text gets in its column, in points."""
    tulisan = dict.fromkeys(daftar)
    if len(_UKURAN) > _BANYAK_UKURAN:
        _UKURAN.clear()
    # What is arranged is tried out again and again, mostly with the same texts.
    unknown = [each for each in tulisan if each not in _UKURAN]
    if unknown:
        _UKURAN.update(zip(unknown, _ask_ukuran(unknown), strict=True))
    return {each: _UKURAN[each] for each in tulisan}


def _ask_ukuran(daftar: list[Tulisan]) -> list[tuple[float, float]]:
    import typst  # noqa: PLC0415 - heavy, and needed only here

    isi = json.dumps(list(map(_describe, daftar)))
    found = typst.query(
        _source(), "<ukuran>", field="value", one=True, font_paths=load_fonts(), sys_inputs={"tulisan": isi}
    )
    if next(_QUESTIONS) % _SELANG == 0:
        # Typst keeps all that it lays out, and clears away what is old only when it makes a document.
        typst.compile(b"", format="svg", font_paths=load_fonts())
    return [(lebar, tinggi) for lebar, tinggi in json.loads(found)]


def draw_kanvas(kanvas: Kanvas, alt: str) -> Gambar:
    """Make a page a figure."""
    halaman = {
        "lebar": kanvas.lebar,
        "tinggi": kanvas.tinggi,
        "bentuk": [bentuk._asdict() for bentuk in kanvas.bentuk],
        "tulisan": [{"x": letak.x, "y": letak.y, "tulisan": _describe(letak.tulisan)} for letak in kanvas.tulisan],
    }
    return Gambar(json.dumps(halaman), kanvas.lebar, kanvas.tinggi, _shorten(normalize(alt)))


def paint_gambar(daftar: Sequence[Gambar], jenis: Jenis) -> Iterator[bytes]:
    """Paint figures as files of one kind: vectors, letters as outlines, or points, 200 to an inch.

    The same figure gives the same bytes.
    """
    for start in range(0, len(daftar), _SEKALIGUS):
        yield from paint_halaman(tuple(gambar.isi for gambar in daftar[start : start + _SEKALIGUS]), jenis)


@lru_cache(_LEMBAR)
def paint_halaman(halaman: tuple[str, ...], jenis: Jenis) -> tuple[bytes, ...]:
    """Paint pages, each as JSON, at once."""
    import typst  # noqa: PLC0415 - heavy, and needed only here

    hasil = typst.compile(
        _source(),
        format=jenis,
        ppi=_PPI,
        timestamp=0,
        font_paths=load_fonts(),
        sys_inputs={"halaman": f"[{','.join(halaman)}]"},
    )
    # One page alone is not given as a list.
    return (bytes(hasil),) if isinstance(hasil, bytes) else tuple(map(bytes, hasil))


def normalize(teks: str) -> str:
    """Write a text on one line with single blanks; blanks that do not break stay."""
    return re.sub(r"[ \t\r\n]+", " ", teks).strip(" ")


def _shorten(alt: str) -> str:
    return alt if len(alt) <= _MAKS_ALT else f"{alt[:_MAKS_ALT].rpartition(' ')[0]} …"


def mask_labels(labels: Iterable[Letak], ukuran: Ukuran) -> tuple[Kotak, ...]:
    """Give the white boxes behind labels, so that no line runs through them."""
    return tuple(
        Kotak(each.x - 1, each.y, ukuran[each.tulisan][0] + 2, ukuran[each.tulisan][1], "#FFFFFF") for each in labels
    )


def write_judul(judul: str) -> Tulisan:
    """Give the headline of a chart."""
    return Tulisan(judul, LEBAR_PT, 8.5, tebal=True)


def number_alt(alt: str, nomor: int, jumlah: int) -> str:
    """Say which of several figures this is, where there are several."""
    return alt if jumlah == 1 else f"{alt} (gambar {nomor} dari {jumlah})"


@cache
def load_fonts() -> Any:
    """Give the fonts that come with Typst, and no other, for all figures: reading them for each takes a while."""
    import typst  # noqa: PLC0415 - heavy, and needed only here

    return typst.Fonts(include_system_fonts=False)


def _source() -> bytes:
    return files(__package__).joinpath("kanvas.typ").read_bytes()


def _describe(tulisan: Tulisan) -> dict[str, Any]:
    return tulisan._asdict() | {"teks": normalize(tulisan.teks)}
