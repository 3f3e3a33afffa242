"""The straight line from data to documents: load, check, compute, render, convert, publish."""

from __future__ import annotations

import hashlib
import json
from calendar import timegm
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from lkj.convert.docx import write_docx
from lkj.convert.pandoc import Bahan, ConvertError, read_markdown
from lkj.convert.pdf import write_pdf
from lkj.finding import stops_build
from lkj.gambar.kanvas import paint_gambar
from lkj.keluaran import hold, recover, stage
from lkj.manifes import (
    JEJAK,
    describe_bahan,
    is_current,
    name_laporan,
    remember_manifest,
    write_json,
    write_manifest,
    write_text,
)
from lkj.masukan import hash_file, hash_masukan, pandoc_folder, read_epoch
from lkj.periksa import HasilPeriksa, examine
from lkj.render.jejak import build_jejak
from lkj.sampingan import Sampingan
from lkj.ucapan import TETAP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lkj.gambar.kanvas import Jenis
    from lkj.load import DataTahun
    from lkj.render import Hasil
    from lkj.render.rupa import Ilustrasi


@dataclass(frozen=True, slots=True)
class HasilBuild(HasilPeriksa):
    """How a build ended.

    Attributes:
        berkas: the files written; empty if the data has errors.
        jumlah_angka: how many numbers of the report are traced.
    """

    berkas: tuple[Path, ...] = ()
    jumlah_angka: int = 0


@dataclass(slots=True)
class Dokumen:
    """The documents a process made last, for a build that would only make the same again.

    Attributes:
        sidik: digest of all that they were made from.
        isi: their content by name.
    """

    sidik: str = ""
    isi: dict[str, bytes] = field(default_factory=dict)


def build(
    project: Path,
    tahun: int,
    report: Callable[[str], None],
    terakhir: Dokumen | None = None,
    target: Path | None = None,
    epoch: int | None = None,
) -> HasilBuild:
    """Compile the report of a year into `build/<tahun>/`, all files or none.

    Outputs that are there, whole, and made from the same bytes by the same program stay as they are.

    Args:
        project: the folder that holds `data/`, `build/` and perhaps `templates/`.
        tahun: the year.
        report: told, in Indonesian, what is being done.
        terakhir: the documents made last; remembers those of this build.
        target: another folder for the outputs.
        epoch: the time written into documents, seconds since 1970, in place of what `build_epoch` gives.

    Raises:
        ConvertError: a document could not be made.
        OSError: the outputs could not be written.
    """
    folder = target or project / "build" / str(tahun)
    recover(folder, report)
    # Before anything is read: what changes from now on is found at the end.
    masukan = hash_masukan(project, tahun)
    report(f"Memeriksa data {tahun}")
    telaah = examine(project, tahun)
    found = telaah.end()
    siap = telaah.siap
    if siap is None or stops_build(found.findings):
        # The narrative is looked at all the same, so that one run tells all.
        return _stop(telaah.check_naskah())
    epoch = build_epoch(siap.laporan.data) if epoch is None else epoch
    bahan = Sampingan(partial(describe_bahan, masukan, tahun, epoch))
    if is_current(folder, bahan.wait) and masukan == hash_masukan(project, tahun):
        return _keep(telaah.check_naskah(), folder, report)
    report("Menyusun teks dan gambar")
    with bahan, Sampingan(siap.draw) as ilustrasi:
        rendered, found = telaah.render(ilustrasi.wait)
        if rendered is None or stops_build(found.findings):
            return _stop(found)
        isi = _Isi(tahun, epoch, rendered, siap.media.isi, ilustrasi.wait())
        with hold(folder, report):
            with stage(folder) as staging:
                _write_all(project, isi, staging, report, terakhir)
                if masukan != hash_masukan(project, tahun):
                    raise ConvertError("Data atau templat berubah selama laporan disusun; ulangi.")
                write_manifest(staging, bahan.wait())
            remember_manifest(folder)
            return replace(_stop(found), berkas=tuple(sorted(folder.iterdir())), jumlah_angka=len(rendered.cetakan))


def _keep(found: HasilPeriksa, folder: Path, report: Callable[[str], None]) -> HasilBuild:
    """Say of outputs that are what they would be what a build says of those it made."""
    report(TETAP)
    jumlah = json.loads((folder / JEJAK).read_text(encoding="utf-8"))["jumlah"]
    return replace(_stop(found), berkas=tuple(sorted(folder.iterdir())), jumlah_angka=jumlah)


def _stop(found: HasilPeriksa) -> HasilBuild:
    return HasilBuild(found.findings, found.sources, found.tempat, found.skor)


class _Isi(NamedTuple):
    """What the converters need: the text, and what it refers to by name: photos, scans and figures."""

    tahun: int
    epoch: int
    rendered: Hasil
    media: Mapping[str, bytes]
    ilustrasi: Ilustrasi


def _write_all(
    project: Path, siap: _Isi, folder: Path, report: Callable[[str], None], terakhir: Dokumen | None
) -> None:
    name = name_laporan(siap.tahun, "md")
    report(f"Menulis {name}")
    write_text(folder / name, siap.rendered.markdown)
    if terakhir is None:
        _convert(project, siap, folder, report)
    else:
        _convert_changed(project, siap, folder, report, terakhir)


def _write_jejak(siap: _Isi, folder: Path) -> None:
    write_json(folder / JEJAK, build_jejak(siap.tahun, siap.rendered.cetakan))


def _convert_changed(project: Path, siap: _Isi, folder: Path, report: Callable[[str], None], terakhir: Dokumen) -> None:
    """Make the documents and the trace, or take the documents made last if these would be the same."""
    layout = pandoc_folder(project) / "pandoc"
    sidik = _identify(layout, siap)
    if terakhir.sidik == sidik:
        for document, isi in terakhir.isi.items():
            (folder / document).write_bytes(isi)
        _write_jejak(siap, folder)
        return
    documents = _convert(project, siap, folder, report)
    # Not if the layout was saved meanwhile: nobody knows which of the two it is made with.
    if _identify(layout, siap) == sidik:
        terakhir.sidik, terakhir.isi = sidik, {path.name: path.read_bytes() for path in documents}


def _identify(pandoc: Path, siap: _Isi) -> str:
    """Tell documents apart by all that they are made from: text, pictures, time and what lays them out."""
    layout = {path.relative_to(pandoc).as_posix(): hash_file(path) for path in pandoc.rglob("*") if path.is_file()}
    media = {name: hashlib.sha256(isi).hexdigest() for name, isi in siap.media.items()}
    parts = [siap.tahun, siap.rendered.markdown, siap.epoch, media, layout]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _convert(project: Path, siap: _Isi, folder: Path, report: Callable[[str], None]) -> tuple[Path, Path]:
    """Make the documents, and the trace meanwhile."""
    pdf, docx = (folder / name_laporan(siap.tahun, jenis) for jenis in ("pdf", "docx"))
    with TemporaryDirectory(prefix=f".{siap.tahun}-", dir=folder.parent) as temporary:
        media = Path(temporary)
        _put(media, siap.media)
        bahan = Bahan(siap.rendered.markdown, pandoc_folder(project), media, siap.epoch)
        report(f"Menulis {pdf.name}")
        report(f"Menulis {docx.name}")

        # By all cores; what else there is to do waits.
        read_markdown(bahan)

        def paint_svg() -> None:
            png.end()  # needed first
            _paint(siap.ilustrasi, "svg", media)

        def read_halaman() -> Mapping[str, str]:
            # Typst takes longest, and nothing else is left to do for Python.
            _write_jejak(siap, folder)
            return halaman.wait()

        # Only the lists of the DOCX need the PDF, and only at the end. Pandoc reads the pictures of the DOCX only.
        # All is waited for; what failed is not told where Ctrl-C ended it.
        with (
            Sampingan(lambda: _paint(siap.ilustrasi, "png", media)) as png,
            Sampingan(paint_svg) as svg,
            Sampingan(lambda: write_pdf(bahan, pdf, svg.wait)) as halaman,
        ):
            try:
                png.wait()
                write_docx(bahan, docx, read_halaman)
            except Exception:
                # Mostly both fail for one reason, and it is the PDF that says it, whichever was first.
                halaman.wait()
                raise
    return pdf, docx


def _paint(ilustrasi: Ilustrasi, jenis: Jenis, folder: Path) -> None:
    """Paint the figures, into files of the names the text has for them."""
    daftar = [part for parts in ilustrasi.values() for part in parts]
    painted = zip(daftar, paint_gambar(daftar, jenis), strict=True)
    _put(folder, {f"gambar/{gambar.nama}.{jenis}": isi for gambar, isi in painted})


def _put(folder: Path, berkas: Mapping[str, bytes]) -> None:
    for name, isi in berkas.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(isi)


def build_epoch(data: DataTahun) -> int:
    """Give the time written into documents: `SOURCE_DATE_EPOCH` if set, else the start (UTC) of the signing month."""
    stated = read_epoch()
    return timegm(data.instansi.pengesahan.bulan.timetuple()) if stated is None else stated
