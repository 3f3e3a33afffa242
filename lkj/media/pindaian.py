"""A scanned document: a PDF that can be laid into the report as it is, or a photo of a page.

What is searched for actions is not the file but PDFium's own rewriting of it, in which object streams are unpacked,
names are spelled plainly and comments are gone. Found are JavaScript, Launch, XFA forms and embedded files anywhere
in objects that the document refers to, and an OpenAction that does more than turn to a page. Not looked into are the
content of embedded fonts and images, and links, which a reader follows by a click. Nothing of a PDF is run.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import closing, contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from lkj.media.foto import FOTO, MediaError, check_jenis, encode_gambar, prepare_foto

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_HALAMAN = 100
_MILIMETER = 72 / 25.4  # in points
_MIN_SISI = 10
A0 = (841, 1189)
_TOLERANSI = 1  # millimetres; paper sizes are rounded to whole points, and margins of scanners vary
_DPI_GAMBAR = 200
_SISI_GAMBAR = 2339  # the longer side of A4 at that density
_MUTU = 80
_EKOR = 1024  # readers accept the end mark anywhere in the last 1024 bytes

_RUSAK = ("Berkas PDF ini rusak atau terpotong.", "salin ulang berkas aslinya, atau pindai ulang dokumennya")
_CETAK_ULANG = "cetak ulang dokumennya ke PDF biasa, lalu pakai hasilnya"

_TERLARANG = (
    (re.compile(rb"(?:/S|obj)\s*/JavaScript\b"), "JavaScript"),
    (re.compile(rb"(?:/S|obj)\s*/Launch\b"), "perintah menjalankan program"),
    (re.compile(rb"/EF\s*[<\d]"), "berkas lain yang disisipkan"),
    (re.compile(rb"/XFA\s*[\[\d]"), "formulir XFA"),
)
_OPEN_ACTION = re.compile(rb"/OpenAction\s*(?:(\d+) \d+ R)?")
_TURNS_PAGE = re.compile(rb"\[|<<(?:(?!>>).)*/S\s*/GoTo\b", re.DOTALL)


class PindaianSiap(NamedTuple):
    """A scan ready for the documents.

    Attributes:
        jenis: what `isi` is.
        halaman: width and height of each page in points; a photo counts as one page of 200 pixels an inch.
        isi: the PDF unchanged, or the prepared photo.
        akhiran: suffix of `isi`, without a dot.
        sha256: hexadecimal digest of the bytes it was made from.
    """

    jenis: Literal["pdf", "gambar"]
    halaman: tuple[tuple[float, float], ...]
    isi: bytes
    akhiran: Literal["pdf", "jpg", "png"]
    sha256: str


def inspect_pindaian(raw: bytes) -> PindaianSiap:
    """Check a scan, and prepare it where it is a photo.

    Raises:
        MediaError: it is neither PDF nor photo, damaged, locked, too large, or does more than show pages.
    """
    if check_jenis(raw, ("PDF", *FOTO), "pindaian") != "PDF":
        foto = prepare_foto(raw, sisi=_SISI_GAMBAR)
        ukuran = (round(foto.lebar * 72 / _DPI_GAMBAR, 2), round(foto.tinggi * 72 / _DPI_GAMBAR, 2))
        return PindaianSiap("gambar", (ukuran,), foto.isi, foto.akhiran, foto.sha256)
    with _open_pdf(raw) as dokumen:
        _check_aksi(_write_objects(dokumen))
        halaman = tuple(_measure(dokumen, nomor) for nomor in range(1, len(dokumen) + 1))
    return PindaianSiap("pdf", halaman, raw, "pdf", hashlib.sha256(raw).hexdigest())


def render_halaman(raw: bytes, nomor: int, *, dpi: int = 150) -> bytes:
    """Draw one page of a PDF, with its stamps and signatures, as JPEG or, where it is mostly flat, as PNG.

    Args:
        raw: the PDF file.
        nomor: the page, counted from 1.
        dpi: pixels an inch.

    Raises:
        MediaError: the PDF cannot be used, or has no such page.
    """
    check_jenis(raw, ("PDF",), "PDF")
    with _open_pdf(raw) as dokumen:
        # Without this, form fields stay empty, and the visible part of an electronic signature is one.
        dokumen.init_forms()
        if not 1 <= nomor <= len(dokumen):
            raise MediaError(
                f"Halaman {nomor} tidak ada; dokumen ini {len(dokumen)} halaman.",
                f"tulis halaman 1 sampai {len(dokumen)}",
            )
        _measure(dokumen, nomor)
        with closing(dokumen[nomor - 1]) as halaman, closing(halaman.render(scale=dpi / 72)) as bitmap:
            return encode_gambar(bitmap.to_pil().convert("RGB"), _MUTU)[0]


@contextmanager
def _open_pdf(raw: bytes) -> Iterator[Any]:
    import pypdfium2  # noqa: PLC0415 - heavy, and needed only here
    from pypdfium2 import raw as pdfium  # noqa: PLC0415 - same

    # PDFium mends a file whose end is missing, and shows what is left of it.
    if b"%%EOF" not in raw[-_EKOR:]:
        raise MediaError(*_RUSAK)
    # Opened by hand: the helper class takes the last error of any file for that of a document without pages.
    gagang = pdfium.FPDF_LoadMemDocument64(raw, len(raw), None)
    if not gagang:
        if pdfium.FPDF_GetLastError() in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise MediaError("Berkas PDF ini terkunci dengan kata sandi.", "simpan ulang tanpa kata sandi")
        raise MediaError(*_RUSAK)
    with pypdfium2.PdfDocument(gagang) as dokumen:
        if not len(dokumen):
            raise MediaError("Berkas PDF ini tidak mempunyai halaman.", _CETAK_ULANG)
        if len(dokumen) > MAX_HALAMAN:
            raise MediaError(
                f"Berkas PDF ini {len(dokumen)} halaman; paling banyak {MAX_HALAMAN}.",
                "lampirkan halaman yang diperlukan saja",
            )
        try:
            yield dokumen
        except pypdfium2.PdfiumError as error:
            raise MediaError(*_RUSAK) from error


def _measure(dokumen: Any, nomor: int) -> tuple[float, float]:
    """Give width and height in points of a page, counted from 1, as it is shown."""
    with closing(dokumen[nomor - 1]) as halaman:
        lebar, tinggi = halaman.get_size()
    milimeter = (lebar / _MILIMETER, tinggi / _MILIMETER)
    pendek, panjang = sorted(milimeter)
    if pendek < _MIN_SISI or pendek > A0[0] + _TOLERANSI or panjang > A0[1] + _TOLERANSI:
        raise MediaError(
            f"Halaman {nomor} berukuran {milimeter[0]:.0f} × {milimeter[1]:.0f} mm; "
            f"paling kecil {_MIN_SISI} × {_MIN_SISI} mm, paling besar A0 ({A0[0]} × {A0[1]} mm).",
            "cetak ulang dokumennya ke PDF berukuran A4",
        )
    return round(lebar, 2), round(tinggi, 2)


def _write_objects(dokumen: Any) -> bytes:
    """Write the objects of a document one after the other, without the data of streams."""
    salinan = BytesIO()
    dokumen.save(salinan)
    return b"\n".join(part.partition(b"stream\r\n")[0] for part in salinan.getvalue().split(b"endstream"))


def _check_aksi(objek: bytes) -> None:
    found = [sebutan for pola, sebutan in _TERLARANG if pola.search(objek)]
    if any(not _only_turns_page(objek, entry) for entry in _OPEN_ACTION.finditer(objek)):
        found.append("tindakan otomatis saat dibuka")
    if found:
        raise MediaError(f"Berkas PDF ini memuat {', '.join(found)}.", _CETAK_ULANG)


def _only_turns_page(objek: bytes, entry: re.Match[bytes]) -> bool:
    if entry[1] is None:
        return bool(_TURNS_PAGE.match(objek, entry.end()))
    tujuan = re.search(rb"\b%s 0 obj\s*" % entry[1], objek)
    return tujuan is None or bool(_TURNS_PAGE.match(objek, tujuan.end()))
