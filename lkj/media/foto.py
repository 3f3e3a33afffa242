"""A photo as a phone or a camera made it, turned into one that is small, upright and tells nothing but its pixels."""

from __future__ import annotations

import codecs
import hashlib
import re
import warnings
from contextlib import suppress
from io import BytesIO
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

FOTO = ("JPEG", "PNG", "WebP", "HEIC")

MAX_BITA = 60 * 2**20
MAX_PIKSEL = 100_000_000
MAX_NISBAH = 20  # longest panoramas of phones are about 10 : 1
_SEDIKIT_WARNA = 4096  # a colour photo has more, a screenshot that was scaled down seldom

_TANDA = tuple(
    (re.compile(pola, re.DOTALL), jenis, akhiran)
    for pola, jenis, akhiran in (
        (rb"\xff\xd8\xff", "JPEG", "jpg jpeg jpe jfif"),
        (rb"\x89PNG\r\n\x1a\n", "PNG", "png"),
        (rb"RIFF....WEBP", "WebP", "webp"),
        # An AVIF names the brands of HEIF too, so it comes first.
        (rb"....ftyp(....){0,9}avi[fs]", "gambar AVIF", "avif"),
        (rb"....ftyp(....){0,9}(hei[cxms]|hev[cx]|mif1|msf1)", "HEIC", "heic heif hif"),
        (rb"....ftyp", "video", "mp4 mov m4v 3gp"),
        (rb"GIF8", "gambar GIF", "gif"),
        (rb"BM....\0\0\0\0", "gambar BMP", "bmp"),
        (rb"II\*\0|MM\0\*", "gambar TIFF", "tif tiff"),
        (rb"8BPS", "gambar Photoshop", "psd"),
        (rb"PK\x03\x04", "arsip ZIP atau dokumen Office", "zip docx xlsx pptx odt ods odp"),
        (rb"\xd0\xcf\x11\xe0", "dokumen Office lama", "doc xls ppt"),
        (rb"Rar!", "arsip RAR", "rar"),
        (rb"MZ.\0", "program Windows", "exe dll"),
        (rb"(\xef\xbb\xbf)?\s*(?i:<!doctype html|<html)", "halaman web (HTML)", "html htm"),
        (rb"(\xef\xbb\xbf)?\s*(<.*)?<svg", "gambar SVG", "svg"),
        # Readers accept the mark anywhere in the first 1024 bytes.
        (rb".*%PDF-", "PDF", "pdf"),
    )
)
_SALIN_ULANG = "salin ulang berkas aslinya dari kamera, ponsel, atau pemindai"

_ORIENTASI = 0x0112  # the EXIF tag


class MediaError(ValueError):
    """An evidence file that cannot be used.

    Attributes:
        message: what is wrong, one Indonesian sentence.
        advice: what to do about it.
    """

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class FotoSiap(NamedTuple):
    """A photo ready for the documents.

    Attributes:
        isi: the JPEG or PNG file, without metadata, sRGB.
        akhiran: its suffix, without a dot.
        lebar: width in pixels.
        tinggi: height in pixels.
        sha256: hexadecimal digest of the bytes it was made from.
    """

    isi: bytes
    akhiran: Literal["jpg", "png"]
    lebar: int
    tinggi: int
    sha256: str


def prepare_foto(raw: bytes, *, sisi: int = 1600, mutu: int = 82) -> FotoSiap:
    """Turn a photo upright, scale it down, and drop everything but its pixels; of an animation, the first frame.

    Args:
        raw: a JPEG, PNG, WebP or HEIC file.
        sisi: the longer side in pixels, at most; a smaller photo keeps its size.
        mutu: quality of a JPEG, 1 to 95.

    Raises:
        MediaError: the file is none of these, damaged, or too large.
    """
    from PIL import Image  # noqa: PLC0415 - heavy, and needed only here
    from pillow_heif import register_heif_opener  # noqa: PLC0415 - same

    jenis = check_jenis(raw, FOTO, "foto")
    register_heif_opener()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(raw), formats=["HEIF" if jenis == "HEIC" else jenis]) as asli:
                _check_ukuran(*asli.size)
                image = _normalise(asli, sisi)
        except MediaError:
            raise
        except Image.DecompressionBombError as error:
            raise _too_many_pixels() from error
        except Exception as error:  # decoders raise whatever a damaged byte led them to
            raise MediaError(f"Foto {jenis} ini rusak atau terpotong.", _SALIN_ULANG) from error
    isi, akhiran = encode_gambar(image, mutu)
    return FotoSiap(isi, akhiran, *image.size, hashlib.sha256(raw).hexdigest())


def is_suffix_honest(name: str, raw: bytes) -> bool:
    """Tell whether the suffix of a file name is one of those its content goes by."""
    return PureWindowsPath(name).suffix[1:].lower() in _detect(raw)[1].split()


def detect_jenis(raw: bytes) -> str:
    """Tell from its content what a file is, in Indonesian: one of `FOTO`, `PDF`, or what else it may be."""
    return _detect(raw)[0]


def check_jenis(raw: bytes, diterima: tuple[str, ...], sebutan: str) -> str:
    """Give the kind of a file that is not empty, not too large and of an accepted kind.

    Args:
        raw: the file.
        diterima: the accepted kinds, as `detect_jenis` names them.
        sebutan: what the file is meant to be, for the message.

    Raises:
        MediaError: it is not.
    """
    if not raw:
        raise MediaError("Berkas ini kosong (0 bita).", _SALIN_ULANG)
    if len(raw) > MAX_BITA:
        raise MediaError("Berkas ini lebih besar daripada 60 MB.", "perkecil, lalu simpan ulang")
    jenis = detect_jenis(raw)
    if jenis not in diterima:
        raise MediaError(f"Berkas ini bukan {sebutan}, melainkan {jenis}.", f"simpan sebagai {' atau '.join(diterima)}")
    return jenis


def encode_gambar(image: Image, mutu: int) -> tuple[bytes, Literal["jpg", "png"]]:
    """Write an RGB or RGBA image as JPEG, or as PNG where it is flat or transparent and PNG is smaller.

    What is transparent turns white in a JPEG, as on paper.
    """
    from PIL import Image as Pillow  # noqa: PLC0415 - heavy, and needed only here

    datar = image
    if image.mode == "RGBA":
        datar = Pillow.new("RGB", image.size, "white")
        datar.paste(image, mask=image.getchannel("A"))
    jpg = BytesIO()
    datar.save(jpg, "JPEG", quality=mutu, optimize=True)
    if image.mode == "RGBA" or image.getcolors(_SEDIKIT_WARNA):
        png = BytesIO()
        image.save(png, "PNG", optimize=True)
        if png.tell() < jpg.tell():
            return png.getvalue(), "png"
    return jpg.getvalue(), "jpg"


def _detect(raw: bytes) -> tuple[str, str]:
    """Give the kind of a file and the suffixes it goes by."""
    awal = raw[:1024]
    for pola, jenis, akhiran in _TANDA:
        if pola.match(awal):
            return jenis, akhiran
    return ("teks", "txt csv md") if _is_text(awal) else ("berkas yang tidak dikenali jenisnya", "")


def _is_text(awal: bytes) -> bool:
    try:
        teks, _ = codecs.utf_8_decode(awal, "strict", False)  # noqa: FBT003 - positional only; the end may be cut
    except UnicodeDecodeError:
        return False
    return all(char >= " " or char in "\t\n\r\f" for char in teks)


def _too_many_pixels() -> MediaError:
    return MediaError("Foto ini lebih dari 100 megapiksel.", "perkecil, lalu simpan ulang")


def _check_ukuran(lebar: int, tinggi: int) -> None:
    if lebar * tinggi > MAX_PIKSEL:
        raise _too_many_pixels()
    if max(lebar, tinggi) > MAX_NISBAH * min(lebar, tinggi):
        raise MediaError(
            f"Foto ini {lebar} × {tinggi} piksel: terlalu panjang dan sempit.",
            f"potong sehingga sisi panjangnya paling banyak {MAX_NISBAH} kali sisi pendeknya",
        )


def _normalise(asli: Image, sisi: int) -> Image:
    """Make an upright RGB or RGBA image of at most `sisi` pixels a side, with nothing attached."""
    from PIL import Image as Pillow  # noqa: PLC0415 - heavy, and needed only here

    image = _smoothen(asli)
    image.thumbnail((sisi, sisi), Pillow.Resampling.LANCZOS)
    putaran = _read_putaran(image)
    image = _convert_to_srgb(image)
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    if putaran is not None:
        image = image.transpose(putaran)
    # The encoders write comments and colour profiles they find here.
    image.info = {}
    return image


def _smoothen(asli: Image) -> Image:
    """Bring the image to a mode of 8 bits a channel that can be scaled smoothly."""
    if asli.mode.startswith("I;16"):
        # Plain conversion would clip at 255 instead of scaling.
        return asli.point(lambda nilai: nilai / 257).convert("L")
    if asli.has_transparency_data:
        return asli.convert("RGBA")
    # Pillow drops pixels instead of blending them where values are no shades.
    return asli.convert("RGB") if asli.mode in {"1", "P"} else asli


def _read_putaran(image: Image) -> Transpose | None:
    from PIL.Image import Transpose  # noqa: PLC0415 - heavy, and needed only here

    try:
        orientasi = image.getexif().get(_ORIENTASI, 1)
    except SyntaxError:  # the EXIF block is no EXIF; the pixels may be whole all the same
        return None
    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientasi)


def _convert_to_srgb(image: Image) -> Image:
    from PIL import ImageCms  # noqa: PLC0415 - heavy, and needed only here

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    # Without a profile, or with one that is damaged or of other channels, colours are taken for sRGB.
    with suppress(OSError, ImageCms.PyCMSError):
        profil = ImageCms.ImageCmsProfile(BytesIO(image.info.get("icc_profile", b"")))
        image = ImageCms.profileToProfile(image, profil, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    return image.convert(mode)
