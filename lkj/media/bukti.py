"""The evidence of a year: every file `bukti.yaml` names, prepared for the documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lkj.finding import Finding, Related, Severity
from lkj.load import list_berkas
from lkj.media.foto import MediaError, detect_jenis, is_suffix_honest, prepare_foto
from lkj.media.pindaian import inspect_pindaian, render_halaman
from lkj.model.dasar import iter_models
from lkj.model.pendukung import Foto, Pindaian

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from lkj.model.pendukung import Bukti


# Pixels of the longer side: a photo in a cell is 6 cm high at most, a picture in the text as wide as the text. More
# would only make the DOCX too large to send.
_SISI_FOTO = 900
_SISI_GAMBAR = 1800

MAX_FOTO = 500
"""How many photos a report may have."""
MAX_LEMBAR = 500
"""How many pages of scans a report may have."""


@dataclass(frozen=True, slots=True)
class Media:
    """Prepared files.

    Attributes:
        isi: content of each prepared file, by the name documents refer to it with.
        foto: name of the prepared picture of each file in `bukti.yaml`.
        halaman: for each scan the name of its prepared file, and how many pages it has.
    """

    isi: dict[str, bytes] = field(default_factory=dict)
    foto: dict[str, str] = field(default_factory=dict)
    halaman: dict[str, tuple[str, int]] = field(default_factory=dict)


def prepare_bukti(bukti: Bukti | None, folder: Path, *, halaman: bool = True) -> tuple[Media, list[Finding]]:
    """Prepare every picture and scan; a file that cannot be used becomes a finding where it is named.

    Files that are not there are passed over: the loader reports them.

    Args:
        bukti: what names the files.
        folder: the folder of the year, which their names start from.
        halaman: draw the pages of scans, which only documents need.
    """
    media = Media()
    findings = []
    sidik: dict[str, str] = {}
    present = list_berkas(folder)
    large = _list_large(bukti) if bukti else set()
    foto = lembar = 0
    for model in iter_models(bukti):
        if not isinstance(model, (Foto, Pindaian)) or model.berkas is None or model.berkas not in present:
            continue
        prepared = media.foto if isinstance(model, Foto) else media.halaman
        path = present[model.berkas]
        try:
            raw = path.read_bytes()
            digest = sha256(raw).hexdigest()
            if model.sha256 not in {None, digest}:
                findings.append(_changed(model, digest))
            elif model.berkas not in prepared:
                _check_suffix(path.name, raw)
                if isinstance(model, Foto):
                    _add_foto(media, model.berkas, raw, _SISI_GAMBAR if model.berkas in large else _SISI_FOTO)
                else:
                    _add_pindaian(media, model.berkas, raw, halaman=halaman)
                sidik[model.berkas] = digest
        except OSError:
            message = f"Berkas “{model.berkas}” tidak dapat dibuka."
            findings.append(Finding(model.at("berkas"), "LKJ009", message, "periksa hak akses berkasnya"))
        except MediaError as error:
            findings.append(Finding(model.at("berkas"), "LKJ009", error.message, error.advice))
        foto += isinstance(model, Foto)
        lembar += media.halaman[model.berkas][1] if model.berkas in media.halaman else 0
        if foto > MAX_FOTO or lembar > MAX_LEMBAR:
            findings.append(_too_many(model))
            break
    return media, [*findings, *_find_copies(bukti, sidik)]


def _too_many(model: Foto | Pindaian) -> Finding:
    message = f"Laporan ini memuat lebih dari {MAX_FOTO} foto, atau {MAX_LEMBAR} halaman pindaian, sampai di sini."
    return Finding(model.at("berkas"), "LKJ005", message, "pilih yang mewakili, lalu kosongkan `berkas` yang lain")


def _changed(model: Foto | Pindaian, sidik: str) -> Finding:
    return Finding(
        model.at("sha256"),
        "LKJ404",
        f"Berkas “{model.berkas}” berubah sejak dicatat: sidiknya bukan lagi yang tertulis.",
        f"kembalikan berkas aslinya; bila memang diganti, tulis {sidik}",
        related=(Related(model.at("berkas"), "berkasnya"),),
    )


def _find_copies(bukti: Bukti | None, sidik: Mapping[str, str]) -> Iterator[Finding]:
    """Find evidence with the same content as other evidence; the same file named twice is found by a rule.

    Args:
        bukti: the evidence.
        sidik: the digest of each file that can be used.
    """
    groups: tuple[Iterable[Foto | Pindaian], ...] = (bukti.iter_dokumentasi(), bukti.iter_pindaian()) if bukti else ()
    for group in groups:
        first: dict[str, Foto | Pindaian] = {}
        named: set[str] = set()
        for model in group:
            if model.berkas is None or model.berkas not in sidik or model.berkas in named:
                continue
            named.add(model.berkas)
            before = first.setdefault(sidik[model.berkas], model)
            if before is not model:
                yield Finding(
                    model.at("berkas"),
                    "LKJ405",
                    f"Isi berkas “{model.berkas}” sama dengan isi “{before.berkas}” ({before.at('berkas')}).",
                    "ganti dengan berkas yang dimaksud di sini, atau hapus salah satunya",
                    Severity.PERINGATAN,
                    (Related(before.at("berkas"), "dipakai pertama kali di sini"),),
                )


def _list_large(bukti: Bukti) -> set[str | None]:
    return {foto.berkas for foto in (bukti.logo, *(gambar.foto for gambar in bukti.gambar)) if foto}


def _check_suffix(name: str, raw: bytes) -> None:
    if raw and not is_suffix_honest(name, raw):
        message = f"Isi berkas “{name}” tidak sesuai dengan akhiran namanya: ini {detect_jenis(raw)}."
        raise MediaError(message, "beri nama dengan akhiran yang benar, atau simpan ulang")


def _add_foto(media: Media, berkas: str, raw: bytes, sisi: int) -> None:
    foto = prepare_foto(raw, sisi=sisi)
    media.foto[berkas] = _keep(media, "foto", foto.sha256, foto.akhiran, foto.isi)


def _add_pindaian(media: Media, berkas: str, raw: bytes, *, halaman: bool) -> None:
    siap = inspect_pindaian(raw)
    name = _keep(media, "pindaian", siap.sha256, siap.akhiran, siap.isi)
    if siap.jenis == "pdf" and halaman:
        # Word shows no PDF: for the DOCX each page is a picture beside it.
        for nomor in range(1, len(siap.halaman) + 1):
            picture = render_halaman(raw, nomor)
            akhiran = "png" if detect_jenis(picture) == "PNG" else "jpg"
            media.isi[f"{PurePosixPath(name).with_suffix('')}-{nomor}.{akhiran}"] = picture
    media.halaman[berkas] = (name, len(siap.halaman))


def _keep(media: Media, folder: str, sha256: str, akhiran: str, isi: bytes) -> str:
    name = f"{folder}/{sha256[:16]}.{akhiran}"
    media.isi[name] = isi
    return name
