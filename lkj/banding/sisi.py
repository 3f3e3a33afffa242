"""One state of a year: as it is in the working tree, or as it was in a revision."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkj.load import list_berkas, load_tahun
from lkj.masukan import is_scratch
from lkj.periksa import examine
from lkj.telusur.peta import build_peta

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from lkj.laporan import Laporan
    from lkj.model.dasar import Located
    from lkj.periksa import HasilPeriksa
    from lkj.telusur.peta import Peta


_TEKS = {".j2", ".typ", ".yaml"}


@dataclass(frozen=True, slots=True)
class Cetak:
    """A report as it is printed: its numbers and verdicts, its numbers with their places, its text."""

    laporan: Laporan
    peta: Peta
    markdown: str


@dataclass(frozen=True, slots=True)
class Berkas:
    """What a file holds: its lines if it is text, else its digest."""

    lines: tuple[str, ...] = ()
    sidik: str = ""


@dataclass(frozen=True, slots=True)
class Sisi:
    """One state of a year. Files are named from the folder of the project.

    Attributes:
        hasil: what was found in the data.
        cetak: the report; None where the data are too wrong to compute one from.
        yaml: the content of each YAML file of this year and the one before that can be read as such.
        naskah: the narrative texts.
        lain: what is in all other files the report is made of: evidence and templates.
        sources: the lines of each file read.
    """

    hasil: HasilPeriksa
    cetak: Cetak | None
    yaml: Mapping[str, Located]
    naskah: Mapping[str, str]
    lain: Mapping[str, Berkas]
    sources: Mapping[str, Sequence[str]]


def read_sisi(project: Path, tahun: int) -> Sisi:
    """Load, check, compute and print a year in memory.

    Args:
        project: the folder that holds `data/`, and perhaps `templates/`.
        tahun: the year.
    """
    telaah = examine(project, tahun, halaman=False)
    muatan = [telaah.muatan]
    if (project / "data" / str(tahun - 1)).is_dir():
        muatan.append(load_tahun(project, tahun - 1))
    rendered, hasil = telaah.render()
    cetak = None
    if telaah.siap and rendered:
        laporan = telaah.siap.laporan
        cetak = Cetak(laporan, build_peta(laporan, rendered, hasil.sources), rendered.markdown)
    return Sisi(
        hasil,
        cetak,
        {node.position.file: node for satu in muatan for node in satu.berkas.values()},
        {naskah.position.file: naskah.teks for satu in muatan for naskah in satu.narasi.values()},
        {file: _read(path) for file, path in _list_other(project, tahun)},
        {file: lines for satu in muatan for file, lines in satu.sources.items()},
    )


def _list_other(project: Path, tahun: int) -> Iterator[tuple[str, Path]]:
    data, templates = f"data/{tahun}", "templates"
    for folder in (data, templates):
        known = list_berkas(project / folder) if (project / folder).is_dir() else {}
        for nama, path in known.items():
            if not is_scratch(nama) and (folder is templates or path.suffix not in {".yaml", ".yml", ".md"}):
                yield f"{folder}/{nama}", path


def _read(path: Path) -> Berkas:
    if path.suffix in _TEKS:
        return Berkas(tuple(path.read_text(encoding="utf-8", errors="replace").splitlines()))
    with path.open("rb") as file:
        return Berkas(sidik=hashlib.file_digest(file, "sha256").hexdigest())
