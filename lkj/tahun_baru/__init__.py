"""The next year, made from the one before, and the first year of a new agency.

Everything is put together in a hidden folder beside the years and renamed into its place when it is whole, so that a
run that fails or is killed leaves nothing but that folder, which the next one clears.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from lkj.finding import stops_build
from lkj.format import join_dan
from lkj.load import PELENGKAP, WAJIB, load_tahun
from lkj.masukan import find_shipped, is_scratch
from lkj.periksa import HasilPeriksa
from lkj.rules import check_basics, check_data
from lkj.source import decode_source
from lkj.tahun_baru.berkas import Pergantian, carry_file
from lkj.tahun_baru.naskah import carry_naskah
from lkj.tanda import find_tanda, find_tanda_naskah

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TAHUN = re.compile(r"@TAHUN([+-]\d+)?@")


@dataclass(frozen=True, slots=True)
class HasilBaru(HasilPeriksa):
    """How a new year was started; what was found is why the old year cannot be read.

    Attributes:
        berkas: the files written; empty if the data of the old year cannot be read.
        tanda: how many marks in them wait to be filled in.
        catatan: what is to be known about them, in Indonesian.
    """

    berkas: tuple[Path, ...] = ()
    tanda: int = 0
    catatan: tuple[str, ...] = ()


def carry_tahun(project: Path, tahun: int, lalu: int) -> HasilBaru:
    """Start a year with what an earlier one can tell of it.

    Args:
        project: the folder that holds `data/`.
        tahun: the new year, which must not have data.
        lalu: the earlier year, which must.

    Raises:
        OSError: the files could not be written.
    """
    muatan = load_tahun(project, lalu)
    if muatan.data is None:
        wrong = [finding for finding in muatan.findings if stops_build([finding])]
        return HasilBaru(wrong, muatan.sources)
    ganti = Pergantian(muatan.data, tahun)
    flawed = stops_build([*muatan.findings, *check_basics(muatan.data), *check_data(muatan.data)])
    return _publish(project, tahun, dict(_iter_carried(project, ganti)), tuple(_iter_notes(ganti, flawed=flawed)))


def start_instansi(project: Path, tahun: int) -> HasilBaru:
    """Start the first year of an agency with an example that explains itself.

    Args:
        project: the folder that is to hold `data/`.
        tahun: the year.

    Raises:
        OSError: the files could not be written.
    """
    folder = find_shipped() / "awal"
    files = {
        path.relative_to(folder).as_posix(): _TAHUN.sub(
            lambda found: str(tahun + int(found[1] or 0)), path.read_text(encoding="utf-8")
        ).encode()
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".yaml", ".md"}
    }
    return _publish(project, tahun, files, ())


# Carrying over


def _iter_carried(project: Path, ganti: Pergantian) -> Iterator[tuple[str, bytes]]:
    """Give the files of the new year by name."""
    folder = project / ganti.data.folder
    for nama in (*WAJIB, *PELENGKAP):
        path = folder / f"{nama}.yaml"
        carried = carry_file(nama, _read(path), ganti) if path.is_file() else ""
        if carried:
            yield path.name, carried.encode()
    for nama in ganti.data.semua_berkas:
        place = PurePosixPath(nama)
        if place.parent.as_posix() == "narasi" and place.suffix == ".md" and not is_scratch(place.name):
            naskah = carry_naskah(place.stem, _read(folder / nama), ganti)
            if naskah is not None:
                yield nama, naskah.encode()
    logo = ganti.data.bukti.logo if ganti.data.bukti else None
    if logo and logo.berkas and logo.berkas in ganti.data.semua_berkas:
        yield logo.berkas, (folder / logo.berkas).read_bytes()


def _read(path: Path) -> str:
    # It has been read before, and nothing was wrong with it.
    return decode_source(path.read_bytes(), path.name)[0]


def _iter_notes(ganti: Pergantian, *, flawed: bool) -> Iterator[str]:
    lalu, tahun, renstra = ganti.lalu, ganti.tahun, ganti.data.renstra
    if flawed:
        yield f"Data {lalu} masih memuat galat (lihat lkj check {lalu}), yang mungkin ikut tersalin ke {tahun}."
    if ganti.renstra_berakhir:
        yield f"{renstra.judul} berakhir tahun {renstra.tahun_selesai}: renstra.yaml disalin apa adanya dan ditandai."
    left = [pejabat.nama for pejabat in ganti.pejabat_purna if pejabat.kode not in ganti.pejabat_dirujuk]
    if left:
        yield f"Tidak lagi menjabat, sehingga tidak disalin: {', '.join(left)}."
    if tahun - lalu > 1:
        between = join_dan([str(year) for year in range(lalu + 1, tahun)])
        yield f"Nilai tahun {between} tidak ada dalam data {lalu}; isi juga dalam realisasi.yaml."


# Publishing


def _publish(project: Path, tahun: int, files: Mapping[str, bytes], catatan: tuple[str, ...]) -> HasilBaru:
    """Put the files into the folder of the year: all of them, or none."""
    target = project / "data" / str(tahun)
    made = not target.parent.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear(target)
    staging = Path(mkdtemp(prefix=f".{tahun}-", dir=target.parent))
    try:
        for name, content in files.items():
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        # mkdtemp makes a folder for its owner alone; data are for everybody the project is for.
        staging.chmod(target.parent.stat().st_mode & 0o777)
        staging.rename(target)
    finally:
        _clear(target)
        if made and not any(target.parent.iterdir()):
            target.parent.rmdir()
    tanda = sum(_count_tanda(name, content) for name, content in files.items())
    return HasilBaru(berkas=tuple(target / name for name in sorted(files)), tanda=tanda, catatan=catatan)


def _count_tanda(name: str, content: bytes) -> int:
    find = {".yaml": find_tanda, ".md": find_tanda_naskah}.get(PurePosixPath(name).suffix)
    return len(find(content.decode(), name)) if find else 0


def _clear(target: Path) -> None:
    """Clear what a run left behind."""
    for left in target.parent.glob(f".{target.name}-*"):
        shutil.rmtree(left, ignore_errors=True)
