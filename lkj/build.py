"""The straight line from data to documents: load, check, compute, render, convert, publish."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from calendar import timegm
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Any

import lkj
from lkj.convert.docx import write_docx
from lkj.convert.pandoc import Bahan, ConvertError, read_version
from lkj.convert.pdf import write_pdf
from lkj.finding import stops_build
from lkj.load import is_scratch
from lkj.periksa import HasilPeriksa, examine, pandoc_folder, read_epoch, template_folders
from lkj.render import Hasil, name_gambar, render_laporan
from lkj.render.jejak import build_jejak

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lkj.load import DataTahun


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


def build(project: Path, tahun: int, report: Callable[[str], None], terakhir: Dokumen | None = None) -> HasilBuild:
    """Compile the report of a year into `build/<tahun>/`, all files or none.

    Args:
        project: the folder that holds `data/`, `build/` and perhaps `templates/`.
        tahun: the year.
        report: told, in Indonesian, what is being done.
        terakhir: the documents made last; remembers those of this build.

    Raises:
        ConvertError: a document could not be made.
        OSError: the outputs could not be written.
    """
    target = project / "build" / str(tahun)
    _recover(target)
    if os.path.lexists(target) and not target.is_dir():
        raise ConvertError(f"{target.as_posix()} bukan folder: pindahkan atau hapus, lalu ulangi.")
    report(f"Memeriksa data {tahun}")
    telaah = examine(project, tahun)
    found = telaah.end()
    siap = telaah.siap
    if siap is None or stops_build(found.findings):
        # The narrative is looked at all the same, so that one run tells all.
        return _stop(telaah.check_naskah())
    report("Menggambar")
    ilustrasi = {nama: draw() for nama, draw in siap.plan.items()}
    rendered = render_laporan(siap.laporan, template_folders(project), siap.media, ilustrasi)
    found = telaah.end(rendered.findings)
    if stops_build(found.findings):
        return _stop(found)
    files = {name: isi for parts in ilustrasi.values() for name, isi in name_gambar(parts)}
    isi = _Isi(siap.laporan.data, rendered, {**siap.media.isi, **files})
    target.parent.mkdir(exist_ok=True)
    staging = Path(mkdtemp(prefix=f".{tahun}-", dir=target.parent))
    try:
        _write_all(project, isi, staging, report, terakhir)
        try:
            _publish(staging, target)
        except PermissionError as error:
            # Windows keeps a folder whose file is open in Word.
            raise ConvertError(f"{target.as_posix()} sedang dipakai: tutup berkasnya, lalu ulangi.") from error
    finally:
        _recover(target)
    return replace(_stop(found), berkas=tuple(sorted(target.iterdir())), jumlah_angka=len(rendered.cetakan))


def _stop(found: HasilPeriksa) -> HasilBuild:
    return HasilBuild(found.findings, found.sources, found.tempat, found.skor)


@dataclass(frozen=True, slots=True)
class _Isi:
    """What the converters need: the text, and the pictures it refers to by name."""

    data: DataTahun
    rendered: Hasil
    media: Mapping[str, bytes]


def _write_all(
    project: Path, siap: _Isi, folder: Path, report: Callable[[str], None], terakhir: Dokumen | None
) -> None:
    data, rendered = siap.data, siap.rendered
    name = f"lkj-{data.tahun}"
    report(f"Menulis {name}.md")
    _write_text(folder / f"{name}.md", rendered.markdown)
    _write_json(folder / "jejak.json", build_jejak(data.tahun, rendered.cetakan))
    if terakhir is None:
        _convert(project, siap, folder, report)
    else:
        _convert_changed(project, siap, folder, report, terakhir)
    _write_json(folder / "manifest.json", _build_manifest(project, data, folder))


def _convert_changed(project: Path, siap: _Isi, folder: Path, report: Callable[[str], None], terakhir: Dokumen) -> None:
    """Make the documents, or take those made last if these would be the same."""
    layout = pandoc_folder(project) / "pandoc"
    sidik = _identify(layout, siap)
    if terakhir.sidik == sidik:
        for document, isi in terakhir.isi.items():
            (folder / document).write_bytes(isi)
        return
    documents = _convert(project, siap, folder, report)
    # Not if the layout was saved meanwhile: nobody knows which of the two it is made with.
    if _identify(layout, siap) == sidik:
        terakhir.sidik, terakhir.isi = sidik, {path.name: path.read_bytes() for path in documents}


def _identify(pandoc: Path, siap: _Isi) -> str:
    """Tell documents apart by all that they are made from: text, pictures, time and what lays them out."""
    layout = {path.relative_to(pandoc).as_posix(): _sha256(path) for path in pandoc.rglob("*") if path.is_file()}
    media = {name: hashlib.sha256(isi).hexdigest() for name, isi in siap.media.items()}
    parts = [siap.data.tahun, siap.rendered.markdown, build_epoch(siap.data), media, layout]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _convert(project: Path, siap: _Isi, folder: Path, report: Callable[[str], None]) -> tuple[Path, Path]:
    """Make the documents."""
    data, rendered = siap.data, siap.rendered
    pdf, docx = folder / f"lkj-{data.tahun}.pdf", folder / f"lkj-{data.tahun}.docx"
    with TemporaryDirectory(prefix=f".{data.tahun}-", dir=folder.parent) as media:
        for path, isi in siap.media.items():
            target = Path(media, path)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(isi)
        bahan = Bahan(rendered.markdown, pandoc_folder(project), Path(media), build_epoch(data))
        report(f"Menulis {pdf.name}")
        halaman = write_pdf(bahan, pdf)
        report(f"Menulis {docx.name}")
        write_docx(bahan, docx, halaman)
    return pdf, docx


def build_epoch(data: DataTahun) -> int:
    """Give the time written into documents: `SOURCE_DATE_EPOCH` if set, else the start (UTC) of the signing month."""
    stated = read_epoch()
    return timegm(data.instansi.pengesahan.bulan.timetuple()) if stated is None else stated


def _build_manifest(project: Path, data: DataTahun, folder: Path) -> dict[str, Any]:
    years = [year.folder for year in (data, data.lalu) if year]
    folders = [project / folder for folder in (*years, "templates")]
    inputs = sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not is_scratch(path.relative_to(folder).as_posix())
    )
    return {
        "versi": 1,
        "tahun": data.tahun,
        "alat": {
            "lkj": lkj.__version__,
            "pandoc": read_version(),
            "typst": version("typst"),
        },
        "masukan": {path.relative_to(project).as_posix(): _sha256(path) for path in inputs},
        "keluaran": {path.name: _sha256(path) for path in sorted(folder.iterdir())},
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_text(path: Path, text: str) -> None:
    # The same bytes on every system.
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_json(path: Path, value: dict[str, Any]) -> None:
    _write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _publish(staging: Path, target: Path) -> None:
    """Put a finished folder in the place of the old one; at every moment one of them is whole."""
    # mkdtemp makes a folder for its owner alone; outputs are for everybody the project is for.
    staging.chmod(target.parent.stat().st_mode & 0o777)
    old = _old(target)
    if target.exists():
        target.rename(old)
    staging.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _recover(target: Path) -> None:
    """Clear up after a run: old outputs that were taken away come back if no new ones took their place."""
    old = _old(target)
    if old.exists() and not target.exists():
        old.rename(target)
    for left in target.parent.glob(f".{target.name}-*"):
        shutil.rmtree(left, ignore_errors=True)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}-lama")
