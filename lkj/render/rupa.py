"""Pictures in the text: photos, scanned pages, and figures drawn from data, as Markdown that names their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from markupsafe import Markup

from lkj.format import format_tanggal
from lkj.render.teks import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lkj.gambar.kanvas import Gambar
    from lkj.media.bukti import Media
    from lkj.model.pendukung import Foto, Pindaian


Ilustrasi: TypeAlias = "Mapping[str, tuple[Gambar, ...]]"
"""The figures drawn from data, by name, each in one part or more."""


class Rupa(NamedTuple):
    """The pictures there are; evidence that is missing is a box that says so, a figure not drawn is nothing."""

    media: Media
    ilustrasi: Ilustrasi

    def write_foto(self, foto: Foto) -> Markup:
        """Write a photo, and below it the day it was taken."""
        if foto.berkas not in self.media.foto:
            return _box("Foto belum tersedia")
        image = _image(escape_markdown(foto.alt or "gambar tanpa uraian"), self.media.foto[foto.berkas])
        return Markup(f"{image}\n\n{format_tanggal(foto.tanggal)}") if foto.tanggal else image  # Markdown

    def write_pindaian(self, pindaian: Pindaian) -> Markup:
        """Write the pages of a scanned document, a page each."""
        if pindaian.berkas not in self.media.halaman:
            return _box(f"{escape_markdown(pindaian.judul)}: dokumen belum tersedia")
        name, pages = self.media.halaman[pindaian.berkas]
        parts = (
            _image(escape_markdown(f"{pindaian.judul}, halaman {nomor}"), name, f".halaman nomor={nomor}")
            for nomor in range(1, pages + 1)
        )
        return Markup("\n\n".join(parts))  # Markdown, not HTML

    def has_ilustrasi(self, nama: str) -> bool:
        """Tell whether the data have enough for a figure, drawn or not."""
        return nama in self.ilustrasi

    def write_ilustrasi(self, nama: str, tulis: Callable[[str], str] = escape_markdown) -> Markup:
        """Write a figure drawn from data, its parts one below the other.

        Args:
            nama: the figure.
            tulis: makes Markdown of its words.
        """
        parts = self.ilustrasi.get(nama, ())
        images = (_image(tulis(part.alt), f"gambar/{part.nama}.svg", f"width={part.lebar_pt:.0f}pt") for part in parts)
        return Markup("\n\n".join(images))  # Markdown, not HTML


def _image(alt: str, name: str, attributes: str = "") -> Markup:
    suffix = f"{{{attributes}}}" if attributes else ""
    return Markup(f"![{alt}]({name}){suffix}")  # Markdown, not HTML


def _box(text: str) -> Markup:
    return Markup(f"::: foto-kosong\n{text}\n:::")  # Markdown, not HTML
