"""Whether outputs are what their manifest says, and what the data give: by their digests, then by making them again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from lkj.build import build
from lkj.manifes import MANIFEST, describe_bahan, hash_keluaran, read_manifest
from lkj.masukan import hash_file, hash_masukan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Verifikasi:
    """What was found.

    Attributes:
        berkas: how many outputs were compared.
        beda: what does not agree, a sentence each; none where all does.
    """

    berkas: int
    beda: tuple[str, ...]


def verify(folder: Path, report: Callable[[str], None]) -> Verifikasi | None:
    """Compare the outputs in `build/<tahun>` with their manifest, with the data, and with outputs made anew.

    Nothing in the project is changed. They are made anew only if nothing else disagrees: what would be made from other
    data or by another program proves nothing.

    Args:
        folder: the folder of the outputs, two below that of the project.
        report: told, in Indonesian, what is being done.

    Returns:
        What was found; None if the folder holds no manifest.

    Raises:
        ConvertError: a document could not be made.
        OSError: a file could not be read.
    """
    manifest = read_manifest(folder)
    if manifest is None or not all(isinstance(manifest.get(nama), int) for nama in ("tahun", "waktu")):
        return None
    project, tahun = folder.absolute().parents[1], manifest["tahun"]
    report("Membandingkan keluaran dengan manifes")
    beda = [*_compare(manifest["keluaran"], hash_keluaran(folder), "Keluaran", "manifes")]
    if not (project / "data" / str(tahun)).is_dir():
        beda.append(f"Folder data/{tahun} tidak ada, sehingga data tidak dapat dibandingkan.")
    else:
        beda += _compare_bahan(manifest, describe_bahan(hash_masukan(project, tahun), tahun, manifest["waktu"]))
    if not beda:
        beda += _rebuild(project, manifest, folder, report)
    return Verifikasi(len(manifest["keluaran"]) + 1, tuple(beda))


def _compare_bahan(manifest: Mapping[str, Any], kini: Mapping[str, Any]) -> Iterator[str]:
    yield from _compare(manifest["masukan"], kini["masukan"], "Masukan", "manifes")
    for nama in sorted({*manifest["alat"], *kini["alat"]}):
        dahulu, sekarang = manifest["alat"].get(nama), kini["alat"].get(nama)
        if dahulu != sekarang:
            yield f"Alat {nama} bukan yang dipakai dahulu: {_shorten(dahulu)} menjadi {_shorten(sekarang)}."


def _shorten(nilai: object) -> str:
    return str(nilai)[:12]


def _compare(tercatat: Mapping[str, str], ada: Mapping[str, str], jenis: str, acuan: str) -> Iterator[str]:
    for nama in sorted({*tercatat, *ada}):
        if nama not in ada:
            yield f"{jenis} {nama} tidak ada."
        elif nama not in tercatat:
            yield f"{jenis} {nama} tidak tercatat dalam {acuan}."
        elif tercatat[nama] != ada[nama]:
            yield f"{jenis} {nama} berbeda dari {acuan}."


def _rebuild(project: Path, manifest: Mapping[str, Any], folder: Path, report: Callable[[str], None]) -> Iterator[str]:
    """Make the outputs again elsewhere, at the time they bear, and compare every byte of them."""
    tahun, waktu = manifest["tahun"], manifest["waktu"]
    with TemporaryDirectory() as tempat:
        hasil = build(project, tahun, report, target=Path(tempat) / str(tahun), epoch=waktu)
        if not hasil.berkas:
            yield "Laporan tidak dapat disusun ulang: data memuat galat."
            return
        ulang = {path.name: hash_file(path) for path in hasil.berkas}
        tercatat = {**hash_keluaran(folder), MANIFEST: hash_file(folder / MANIFEST)}
        yield from _compare(ulang, tercatat, "Keluaran", "hasil susun ulang")
