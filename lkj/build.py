"""The straight line from data to documents: load, check, compute, render, convert, publish."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from calendar import timegm
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Any

import lkj
from lkj.convert.docx import write_docx
from lkj.convert.pandoc import Bahan, ConvertError, load_tata_letak, read_version
from lkj.convert.pdf import write_pdf
from lkj.finding import Finding, Position, stops_build
from lkj.ilustrasi import Bidang, plan_ilustrasi
from lkj.laporan import compute_laporan
from lkj.load import DataTahun, Muatan, load_tahun
from lkj.media.bukti import prepare_bukti
from lkj.render import Hasil, check_narasi, name_gambar, render_laporan
from lkj.render.jejak import build_jejak
from lkj.rules import check, is_computable
from lkj.rules.rujukan import check_kode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lkj.gambar.kanvas import Gambar

# Points in a centimetre, and what a page keeps free beside a figure: its caption and a heading.
_SENTIMETER = 72 / 2.54
_SELAIN_GAMBAR = 110


@dataclass(frozen=True, slots=True)
class HasilBuild:
    """How a build ended.

    Attributes:
        berkas: the files written; empty if the data has errors.
        findings: everything found on the way.
        sources: lines of the files read, for showing findings.
        jumlah_angka: how many numbers of the report are traced.
    """

    berkas: tuple[Path, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
    jumlah_angka: int = 0


def check_tahun(project: Path, tahun: int) -> HasilBuild:
    """Find everything that is wrong with the data of a year, narrative included; write nothing."""
    return _prepare(project, tahun)[0]


def build(project: Path, tahun: int, report: Callable[[str], None]) -> HasilBuild:
    """Compile the report of a year into `build/<tahun>/`, all files or none.

    Args:
        project: the folder that holds `data/`, `build/` and perhaps `templates/`.
        tahun: the year.
        report: told, in Indonesian, what is being done.

    Raises:
        ConvertError: a document could not be made.
        OSError: the outputs could not be written.
    """
    target = project / "build" / str(tahun)
    _recover(target)
    if os.path.lexists(target) and not target.is_dir():
        raise ConvertError(f"{target.as_posix()} bukan folder: pindahkan atau hapus, lalu ulangi.")
    report(f"Memeriksa data {tahun}")
    hasil, siap = _prepare(project, tahun, report)
    if siap is None:
        return hasil
    target.parent.mkdir(exist_ok=True)
    staging = Path(mkdtemp(prefix=f".{tahun}-", dir=target.parent))
    try:
        _write_all(project, siap, staging, report)
        try:
            _publish(staging, target)
        except PermissionError as error:
            # Windows keeps a folder whose file is open in Word.
            raise ConvertError(f"{target.as_posix()} sedang dipakai: tutup berkasnya, lalu ulangi.") from error
    finally:
        _recover(target)
    return HasilBuild(tuple(sorted(target.iterdir())), hasil.findings, hasil.sources, len(siap.rendered.cetakan))


@dataclass(frozen=True, slots=True)
class _Siap:
    """What the converters need: the text, and the pictures it refers to by name."""

    data: DataTahun
    rendered: Hasil
    media: Mapping[str, bytes]


def _prepare(project: Path, tahun: int, report: Callable[[str], None] | None = None) -> tuple[HasilBuild, _Siap | None]:
    """Do everything that needs no converter; what converters need comes back only if nothing stops the build.

    One run tells all it can: where a file is wrong, the codes of the others and the writing of the narrative are
    checked all the same.

    Args:
        project: the folder of the project.
        tahun: the year.
        report: told what is being done; None to leave the figures undrawn, which tell nothing about the data.
    """
    muatan = load_tahun(project, tahun)
    data = muatan.data
    if data is None:
        return _end(muatan, {*muatan.findings, *check_kode(muatan.berkas), *check_narasi(muatan.narasi)})
    found = check(data)
    media, flaws = prepare_bukti(data.bukti, project / data.folder, halaman=report is not None)
    findings = {*muatan.findings, *found, *flaws}
    if not is_computable(found):
        return _end(muatan, {*findings, *check_narasi(data.narasi)})
    laporan = compute_laporan(data)
    plan = plan_ilustrasi(laporan, *read_tata_letak(project))
    ilustrasi: dict[str, tuple[Gambar, ...]] = dict.fromkeys(plan, ())
    if report and not stops_build(findings):
        report("Menggambar")
        ilustrasi = {nama: draw() for nama, draw in plan.items()}
    rendered = render_laporan(laporan, template_folders(project), media, ilustrasi)
    findings |= set(rendered.findings)
    if not stops_build(findings) and not rendered.cetakan:
        message = "Laporan tidak memuat satu pun angka yang terlacak."
        advice = "periksa templat laporan: setiap angka harus berasal dari data"
        findings.add(Finding(Position(data.folder), "LKJ503", message, advice))
    hasil = HasilBuild(findings=sorted(findings), sources=muatan.sources)
    files = {name: isi for parts in ilustrasi.values() for name, isi in name_gambar(parts)}
    return hasil, None if stops_build(findings) else _Siap(data, rendered, {**media.isi, **files})


def _end(muatan: Muatan, findings: set[Finding]) -> tuple[HasilBuild, None]:
    return HasilBuild(findings=sorted(findings), sources=muatan.sources), None


def template_folders(project: Path) -> list[Path]:
    """List the folders templates are looked up in: the project's own, then those that ship with the program."""
    package = Path(lkj.__file__).parent
    shipped = next(path for path in (package / "templates", package.parent / "templates") if path.is_dir())
    own = project / "templates"
    return [own, shipped] if own.is_dir() and own.resolve() != shipped.resolve() else [shipped]


def pandoc_folder(project: Path) -> Path:
    """Find the templates that hold `pandoc/`: the project's own, else those that ship with the program."""
    return next(path for path in template_folders(project) if (path / "pandoc").is_dir())


def read_tata_letak(project: Path) -> tuple[Bidang, dict[str, str]]:
    """Read from the layout what figures need: the room on a page in points, and the colour of each rating."""
    layout = load_tata_letak(pandoc_folder(project) / "pandoc")
    kertas, tepi = layout["kertas"], layout["tepi"]
    lebar = (kertas["lebar"] - tepi["kiri"] - tepi["kanan"]) * _SENTIMETER
    tinggi = (kertas["tinggi"] - tepi["atas"] - tepi["bawah"]) * _SENTIMETER
    return (
        Bidang(lebar, tinggi - _SELAIN_GAMBAR),
        {kode: f"#{pair['latar']}" for kode, pair in layout["kode"].items()},
    )


def _write_all(project: Path, siap: _Siap, folder: Path, report: Callable[[str], None]) -> None:
    data, rendered = siap.data, siap.rendered
    name = f"lkj-{data.tahun}"
    report(f"Menulis {name}.md")
    _write_text(folder / f"{name}.md", rendered.markdown)
    _write_json(folder / "jejak.json", build_jejak(data.tahun, rendered.cetakan))
    with TemporaryDirectory(prefix=f".{data.tahun}-", dir=folder.parent) as media:
        for path, isi in siap.media.items():
            target = Path(media, path)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(isi)
        bahan = Bahan(rendered.markdown, pandoc_folder(project), Path(media), build_epoch(data))
        report(f"Menulis {name}.pdf")
        halaman = write_pdf(bahan, folder / f"{name}.pdf")
        report(f"Menulis {name}.docx")
        write_docx(bahan, folder / f"{name}.docx", halaman)
    _write_json(folder / "manifest.json", _build_manifest(project, data, folder))


def build_epoch(data: DataTahun) -> int:
    """Give the time written into documents: `SOURCE_DATE_EPOCH` if set, else the start (UTC) of the signing month."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    # Ten digits reach to the year 2286; anything else is no time a document could bear.
    return int(stated) if re.fullmatch(r"[0-9]{1,10}", stated) else timegm(data.instansi.pengesahan.bulan.timetuple())


def _build_manifest(project: Path, data: DataTahun, folder: Path) -> dict[str, Any]:
    folders = (project / data.folder, project / "templates")
    inputs = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
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
