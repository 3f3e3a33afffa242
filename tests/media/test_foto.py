from __future__ import annotations

import hashlib
import struct
import warnings
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw, ImageFile, PngImagePlugin
from pillow_heif import register_heif_opener

from lkj.media.foto import FotoSiap, MediaError, detect_jenis, encode_gambar, is_suffix_honest, prepare_foto

register_heif_opener()

MERAH, BIRU, HIJAU, KUNING = (200, 30, 30), (30, 30, 200), (30, 160, 30), (220, 200, 40)
SALIN = "salin ulang berkas aslinya dari kamera, ponsel, atau pemindai"
BUKAN_FOTO = "simpan sebagai JPEG atau PNG atau WebP atau HEIC"
ORIENTASI, GPS = 0x0112, 0x8825


def save(image: Image.Image, jenis: str = "PNG", **pilihan: Any) -> bytes:
    berkas = BytesIO()
    image.save(berkas, jenis, **pilihan)
    return berkas.getvalue()


def read(foto: FotoSiap) -> Image.Image:
    image = Image.open(BytesIO(foto.isi))
    image.load()
    assert image.format == {"jpg": "JPEG", "png": "PNG"}[foto.akhiran]
    assert image.size == (foto.lebar, foto.tinggi)
    return image


def make_corners(lebar: int = 160, tinggi: int = 96) -> Image.Image:
    """Draw a quarter of each colour: red, blue above; green, yellow below."""
    image = Image.new("RGB", (lebar, tinggi), MERAH)
    image.paste(BIRU, (lebar // 2, 0, lebar, tinggi // 2))
    image.paste(HIJAU, (0, tinggi // 2, lebar // 2, tinggi))
    image.paste(KUNING, (lebar // 2, tinggi // 2, lebar, tinggi))
    return image


def read_corners(image: Image.Image) -> tuple[str, str, str, str]:
    """Name the corners top left, top right, bottom left, bottom right."""
    rgb = image.convert("RGB")
    lebar, tinggi = rgb.size
    warna = {"merah": MERAH, "biru": BIRU, "hijau": HIJAU, "kuning": KUNING}

    def name(x: int, y: int) -> str:
        pixel: Any = rgb.getpixel((x, y))
        return min(warna, key=lambda nama: sum(abs(a - b) for a, b in zip(warna[nama], pixel, strict=True)))

    return name(9, 9), name(lebar - 9, 9), name(9, tinggi - 9), name(lebar - 9, tinggi - 9)


def make_noise(lebar: int = 320, tinggi: int = 240) -> Image.Image:
    """Make an image with as many colours as a photo."""
    pita = [Image.linear_gradient("L").rotate(sudut).resize((lebar, tinggi)) for sudut in (0, 90, 45)]
    return Image.merge("RGB", pita)


def make_exif(orientasi: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTASI] = orientasi
    exif[0x010F] = "Merek Rahasia"
    exif.get_ifd(GPS).update({1: "S", 2: (2.0, 7.0, 41.0), 3: "E", 4: (106.0, 6.0, 58.0)})
    return exif


def refuse(raw: bytes) -> tuple[str, str]:
    with pytest.raises(MediaError) as caught:
        prepare_foto(raw)
    assert str(caught.value) == caught.value.message
    return caught.value.message, caught.value.advice


@pytest.mark.parametrize(
    ("orientasi", "sudut"),
    [
        (1, ("merah", "biru", "hijau", "kuning")),
        (2, ("biru", "merah", "kuning", "hijau")),
        (3, ("kuning", "hijau", "biru", "merah")),
        (4, ("hijau", "kuning", "merah", "biru")),
        (5, ("merah", "hijau", "biru", "kuning")),
        (6, ("hijau", "merah", "kuning", "biru")),
        (7, ("kuning", "biru", "hijau", "merah")),
        (8, ("biru", "kuning", "merah", "hijau")),
        (99, ("merah", "biru", "hijau", "kuning")),
    ],
)
@pytest.mark.parametrize("jenis", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_turns_a_photo_upright_and_forgets_where_it_was_taken(
    jenis: str, orientasi: int, sudut: tuple[str, ...]
) -> None:
    raw = save(make_corners(), jenis, exif=make_exif(orientasi).tobytes())
    assert b"Merek Rahasia" in raw
    foto = prepare_foto(raw)
    image = read(foto)
    assert read_corners(image) == sudut
    assert image.size == ((96, 160) if 5 <= orientasi <= 8 else (160, 96))
    assert not dict(image.getexif())
    assert not image.info.keys() - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not [mark for mark in (b"Exif", b"eXIf", b"Merek", b"GPS") if mark in foto.isi]
    assert foto.sha256 == hashlib.sha256(raw).hexdigest()


def test_an_xmp_orientation_counts_and_xmp_is_dropped() -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf tiff:Orientation="6" dc:creator="Rahasia"/></x:xmpmeta>'
    foto = prepare_foto(save(make_corners(), "JPEG", xmp=xmp))
    assert read_corners(read(foto)) == ("hijau", "merah", "kuning", "biru")
    assert b"Rahasia" not in foto.isi


def test_drops_comments_texts_and_thumbnails() -> None:
    foto = prepare_foto(save(make_noise(), "JPEG", comment=b"rahasia", dpi=(300, 300)))
    assert (foto.akhiran, b"rahasia" in foto.isi) == ("jpg", False)
    teks = PngImagePlugin.PngInfo()
    teks.add_text("Author", "rahasia")
    teks.add_itxt("XML:com.adobe.xmp", "rahasia")
    foto = prepare_foto(save(make_corners(), "PNG", pnginfo=teks))
    assert foto.akhiran == "png"
    potongan = [foto.isi[at : at + 4] for at in find_chunks(foto.isi)]
    assert set(potongan) == {b"IHDR", b"IDAT", b"IEND"}
    berisi_sampul = save(make_noise(), "HEIF", thumbnails=[64])
    assert Image.open(BytesIO(berisi_sampul)).info["thumbnails"] == [64]
    assert read(prepare_foto(berisi_sampul)).info.keys() == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def find_chunks(png: bytes) -> list[int]:
    """List where the names of the chunks of a PNG file stand."""
    found, at = [], 8
    while at < len(png):
        found.append(at + 4)
        at += 12 + int.from_bytes(png[at : at + 4])
    return found


def test_an_exif_block_that_is_none_does_not_spoil_the_photo() -> None:
    assert read_corners(read(prepare_foto(save(make_corners(), "PNG", exif=b"Exif\0\0bukan")))) == (
        "merah",
        "biru",
        "hijau",
        "kuning",
    )


@pytest.mark.parametrize("jenis", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_scales_down_never_up(jenis: str) -> None:
    raw = save(make_noise(800, 300), jenis)
    assert prepare_foto(raw).lebar == 800
    kecil = prepare_foto(raw, sisi=400)
    assert (kecil.lebar, kecil.tinggi) == (400, 150)
    tegak = prepare_foto(save(make_noise(300, 800), jenis), sisi=400)
    assert (tegak.lebar, tegak.tinggi) == (150, 400)


def test_quality_and_determinism() -> None:
    raw = save(make_noise(), "JPEG", quality=95)
    assert prepare_foto(raw) == prepare_foto(raw)
    assert len(prepare_foto(raw, mutu=40).isi) < len(prepare_foto(raw).isi)


def make_profile(nama: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(nama)).tobytes()  # type: ignore[arg-type]


def make_swapped_profile() -> bytes:
    """Make an RGB profile that swaps red and green, so that its effect cannot be missed."""
    profil = bytearray(make_profile("sRGB"))
    for at in range(132, 132 + 12 * int.from_bytes(profil[128:132]), 12):
        tag = bytes(profil[at : at + 4])
        profil[at : at + 4] = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}.get(tag, tag)
    return bytes(profil)


@pytest.mark.parametrize(
    ("image", "profil", "expected"),
    [
        (Image.new("RGB", (40, 40), (255, 0, 0)), make_swapped_profile(), (0, 255, 0)),
        (Image.new("RGBA", (40, 40), (255, 0, 0, 128)), make_swapped_profile(), (0, 255, 0, 128)),
        (Image.new("RGB", (40, 40), (255, 0, 0)), make_profile("sRGB"), (255, 0, 0)),
        (Image.new("RGB", (40, 40), (255, 0, 0)), b"bukan profil", (255, 0, 0)),
        (Image.new("RGB", (40, 40), (255, 0, 0)), make_profile("LAB"), (255, 0, 0)),
        (Image.new("L", (40, 40), 77), make_swapped_profile(), (77, 77, 77)),
    ],
    ids=["rgb", "rgba", "srgb", "damaged", "of other channels", "of another mode"],
)
def test_colours_become_srgb(image: Image.Image, profil: bytes, expected: tuple[int, ...]) -> None:
    hasil = read(prepare_foto(save(image, "PNG", icc_profile=profil)))
    assert hasil.getpixel((20, 20)) == expected
    assert "icc_profile" not in hasil.info


def test_a_profile_is_applied_to_the_channels_it_was_made_for() -> None:
    cmyk = Image.new("CMYK", (40, 40), (0, 255, 255, 0))
    raw = save(cmyk, "JPEG", quality=95, icc_profile=make_swapped_profile())
    assert read(prepare_foto(raw)).getpixel((20, 20)) == (255, 0, 0)


def make_ramp_16bit() -> Image.Image:
    return Image.frombytes("I;16", (256, 32), struct.pack("<256H", *(257 * n for n in range(256))) * 32)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (save(make_ramp_16bit()), (128, 128, 128)),
        (save(make_ramp_16bit(), transparency=257 * 128), (128, 128, 128)),
        (save(Image.new("L", (200, 32), 90)), (90, 90, 90)),
        (save(Image.new("1", (200, 32), 1)), (255, 255, 255)),
        (save(Image.new("RGB", (200, 32), MERAH).quantize(4)), MERAH),
        (save(Image.new("RGB", (200, 32), MERAH), transparency=MERAH), (*MERAH, 0)),
        (save(Image.new("LA", (200, 32), (90, 7))), (90, 90, 90, 7)),
        (save(Image.new("RGBA", (200, 32), (*MERAH, 255))), MERAH),
        (save(Image.new("CMYK", (200, 32), (0, 255, 255, 0)), "JPEG", quality=95), (255, 0, 0)),
    ],
    ids=["16 bit", "16 bit, transparent", "grey", "1 bit", "palette", "key", "grey alpha", "opaque alpha", "cmyk"],
)
def test_every_mode_comes_out_as_it_looks(raw: bytes, expected: tuple[int, ...]) -> None:
    foto = prepare_foto(raw)
    assert (read(foto).getpixel((128, 16)), foto.akhiran) == (expected, "png")


@pytest.mark.parametrize("mode", ["1", "P"])
def test_scaling_blends_pixels(mode: str) -> None:
    papan = Image.frombytes("1", (256, 256), b"\xaa" * 32 * 256).convert(mode)
    pixel: Any = read(prepare_foto(save(papan), sisi=64)).getpixel((32, 32))
    assert all(abs(nilai - 128) < 9 for nilai in pixel)


def test_photos_become_jpeg_and_flat_images_png() -> None:
    foto = make_noise()
    assert encode_gambar(foto, 82)[1] == "jpg"
    assert encode_gambar(foto.convert("L").convert("RGB"), 82)[1] == "jpg"
    datar = Image.linear_gradient("L")
    berwarna = Image.merge("RGB", (datar, datar.rotate(90), datar))
    assert len(save(berwarna, optimize=True)) < len(save(berwarna, "JPEG", quality=82, optimize=True))
    assert encode_gambar(berwarna, 82)[1] == "jpg"
    layar = Image.new("RGB", (320, 240), "white")
    ImageDraw.Draw(layar).text((20, 20), "Rapat Anggota Tahunan", fill="black")
    isi, akhiran = encode_gambar(layar, 82)
    assert (akhiran, len(isi) < 1700) == ("png", True)


def test_a_transparent_photo_becomes_a_jpeg_on_white() -> None:
    image = Image.effect_noise((320, 240), 90).convert("RGB")
    image.putalpha(255)
    image.paste((0, 0, 0, 0), (0, 0, 64, 64))
    foto = prepare_foto(save(image))
    assert (foto.akhiran, read(foto).getpixel((20, 20))) == ("jpg", (255, 255, 255))


@pytest.mark.parametrize("jenis", ["PNG", "WEBP", "MPO", "HEIF"])
def test_takes_the_first_of_several_pictures(jenis: str) -> None:
    lain = Image.new("RGB", (160, 96), "black")
    raw = save(make_corners(), jenis, save_all=True, append_images=[lain])
    assert getattr(Image.open(BytesIO(raw)), "n_frames", 1) == 2
    assert read_corners(read(prepare_foto(raw))) == ("merah", "biru", "hijau", "kuning")


PDF, HTML = b"%PDF-1.7\n", b"\n<!DOCTYPE html><title>Login</title>"
LAIN = [
    (PDF, "PDF", "pdf"),
    (b"\0\0sampah" + PDF, "PDF", "pdf"),
    (HTML, "halaman web (HTML)", "htm"),
    (b"\xef\xbb\xbf<html>", "halaman web (HTML)", "html"),
    (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "gambar SVG", "svg"),
    (b"<svg/>", "gambar SVG", "svg"),
    (b"PK\x03\x04...", "arsip ZIP atau dokumen Office", "docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "dokumen Office lama", "xls"),
    (b"Rar!\x1a\x07", "arsip RAR", "rar"),
    (b"MZ\x90\0", "program Windows", "exe"),
    (b"8BPS\0\1", "gambar Photoshop", "psd"),
    (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", "video", "mp4"),
    (save(Image.new("RGB", (9, 9)), "AVIF"), "gambar AVIF", "avif"),
    (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "gambar AVIF", "avif"),
    (save(Image.new("L", (9, 9)), "GIF"), "gambar GIF", "gif"),
    (save(Image.new("L", (9, 9)), "BMP"), "gambar BMP", "bmp"),
    (save(Image.new("L", (9, 9)), "TIFF"), "gambar TIFF", "tif"),
    (b"Rapat dibuka pukul 09.00.\r\n", "teks", "txt"),
    (b"e" + "é".encode() * 513 + b"\0", "teks", "csv"),
]


@pytest.mark.parametrize(("raw", "jenis", "akhiran"), LAIN)
def test_says_what_a_disguised_file_is(raw: bytes, jenis: str, akhiran: str) -> None:
    assert refuse(raw) == (f"Berkas ini bukan foto, melainkan {jenis}.", BUKAN_FOTO)
    assert is_suffix_honest(f"bukti/a.{akhiran}", raw)
    assert not is_suffix_honest("bukti/a.jpg", raw)


@pytest.mark.parametrize("raw", [b"\x80\x81", b"\0\0", b"\xff\xd8", b"\x89PNG", b"teks\x07"])
def test_says_when_a_file_is_of_no_known_kind(raw: bytes) -> None:
    assert refuse(raw) == ("Berkas ini bukan foto, melainkan berkas yang tidak dikenali jenisnya.", BUKAN_FOTO)
    assert not is_suffix_honest("bukti/a", raw)


@pytest.mark.parametrize(
    ("jenis", "nama", "akhiran"),
    [("JPEG", "JPEG", "JPG"), ("PNG", "PNG", "png"), ("WEBP", "WebP", "webp"), ("HEIF", "HEIC", "heic")],
)
def test_knows_photos_by_content(jenis: str, nama: str, akhiran: str) -> None:
    raw = save(make_corners(), jenis)
    assert detect_jenis(raw) == nama
    assert [
        name for name in ("a.JPG", "a.png", "a.webp", "a.heic", "a", "a.jpg.txt") if is_suffix_honest(name, raw)
    ] == [f"a.{akhiran}"]


def test_refuses_an_empty_and_a_huge_file() -> None:
    assert refuse(b"") == ("Berkas ini kosong (0 bita).", SALIN)
    raw = save(make_corners(), "JPEG")
    batas = 60 * 2**20
    assert prepare_foto(raw.ljust(batas, b"\0")).lebar == 160
    assert refuse(raw.ljust(batas + 1, b"\0")) == (
        "Berkas ini lebih besar daripada 60 MB.",
        "perkecil, lalu simpan ulang",
    )


@pytest.mark.parametrize(
    ("jenis", "nama", "pilihan", "kepala", "sisa"),
    [
        ("JPEG", "JPEG", {}, 3, 0),
        ("JPEG", "JPEG", {"progressive": True}, 3, 0),
        ("WEBP", "WebP", {}, 12, 0),
        ("HEIF", "HEIC", {}, 20, 0),
        # What may be missing at the end of a PNG is not pixels: checksums and the end mark.
        ("PNG", "PNG", {}, 8, 22),
    ],
    ids=["jpeg", "progressive", "webp", "heic", "png"],
)
def test_refuses_a_photo_cut_anywhere(jenis: str, nama: str, pilihan: dict[str, Any], kepala: int, sisa: int) -> None:
    raw = save(make_noise(80, 60), jenis, **pilihan)
    utuh = len(raw) - sisa
    for panjang in {*range(kepala, min(utuh, 700)), *range(kepala, utuh, 13), utuh - 1}:
        assert refuse(raw[:panjang]) == (f"Foto {nama} ini rusak atau terpotong.", SALIN), panjang


@pytest.mark.parametrize("jenis", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_damaged_bytes_lead_to_a_photo_or_a_refusal_and_nothing_else(jenis: str) -> None:
    raw = save(make_noise(80, 60), jenis, exif=make_exif(6).tobytes())
    for at in range(0, len(raw), 11):
        rusak = raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]
        try:
            assert max(prepare_foto(rusak).isi[:3]) > 0
        except MediaError as error:
            assert error.message.startswith(("Foto ", "Berkas ini bukan foto, "))  # noqa: PT017 - most are readable


def forge(jenis: str, lebar: int, tinggi: int) -> bytes:
    """Write another size into the header of a photo of 64 × 64."""
    image = Image.new("RGB", (64, 64), MERAH)
    if jenis == "WEBP":
        # Only an animation may have a canvas larger than its frames.
        raw = save(image, jenis, save_all=True, append_images=[Image.new("RGB", (64, 64))])
        ukuran = (lebar - 1).to_bytes(3, "little") + (tinggi - 1).to_bytes(3, "little")
        at = raw.index(b"VP8X") + 12
    else:
        raw = save(image, jenis)
        susunan, tanda, jarak = {
            "JPEG": (">HH", b"\xff\xc0", 5),
            "PNG": (">II", b"IHDR", 4),
            "HEIF": (">II", b"ispe", 8),
        }[jenis]
        ukuran = struct.pack(susunan, *((tinggi, lebar) if jenis == "JPEG" else (lebar, tinggi)))
        at = raw.index(tanda) + jarak
    raw = raw[:at] + ukuran + raw[at + len(ukuran) :]
    if jenis == "PNG":
        raw = raw[:29] + zlib.crc32(raw[12:29]).to_bytes(4) + raw[33:]
    return raw


@pytest.mark.parametrize("jenis", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize(("lebar", "tinggi"), [(16000, 16000), (10001, 10000)])
def test_refuses_a_bomb_by_its_header(jenis: str, lebar: int, tinggi: int, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = forge(jenis, lebar, tinggi)
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("decoded"))
    assert refuse(raw) == ("Foto ini lebih dari 100 megapiksel.", "perkecil, lalu simpan ulang")


@pytest.mark.parametrize(("jenis", "nama"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("HEIF", "HEIC")])
def test_refuses_a_side_of_zero(jenis: str, nama: str) -> None:
    assert refuse(forge(jenis, 0, 64)) == (f"Foto {nama} ini rusak atau terpotong.", SALIN)


def test_refuses_a_strip() -> None:
    assert prepare_foto(save(Image.new("RGB", (400, 20)))).lebar == 400
    assert refuse(save(Image.new("RGB", (20, 401)))) == (
        "Foto ini 20 × 401 piksel: terlalu panjang dan sempit.",
        "potong sehingga sisi panjangnya paling banyak 20 kali sisi pendeknya",
    )


def test_a_large_photo_is_read_without_a_warning() -> None:
    raw = save(Image.new("L", (9900, 9900), 200), "JPEG")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        foto = prepare_foto(raw)
    assert (foto.lebar, foto.tinggi, caught) == (1600, 1600, [])
