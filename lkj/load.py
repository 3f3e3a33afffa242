"""`data/<tahun>/` -> `DataTahun`, and every finding about what could not be read."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from lkj.finding import Finding, Position, Severity, suggest_name
from lkj.ingatan import remember_last
from lkj.masukan import is_scratch
from lkj.model.anggaran import Anggaran
from lkj.model.dasar import Located, Model, ProsaText, iter_models
from lkj.model.indikator import DaftarIndikator
from lkj.model.instansi import Instansi
from lkj.model.pemeriksaan import Pemeriksaan
from lkj.model.pendukung import Aset, Bukti, DaftarAnalisis, Foto, Pindaian, Sdm, TindakLanjut
from lkj.model.realisasi import DaftarRealisasi
from lkj.model.renstra import Renstra
from lkj.model.target import DaftarTarget
from lkj.nama import show_nama
from lkj.pesan import validate
from lkj.source import decode_source, parse_yaml
from lkj.tanda import find_tanda, find_tanda_naskah, is_unwritten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from lkj.model.pendukung import Fakta
    from lkj.model.target import TargetIndikator
    from lkj.tanda import Tanda

M = TypeVar("M", bound=Model)


class Naskah(NamedTuple):
    """A narrative text: Markdown with references to numbers, and the place it starts at."""

    teks: str
    position: Position


@dataclass(frozen=True, slots=True)
class DataTahun:
    """All data of one year, typed; a file that may be absent is None, and so is `lalu`, the year before.

    `semua_berkas` names every file below the folder, whatever it is.
    """

    tahun: int
    folder: str
    instansi: Instansi
    renstra: Renstra
    indikator: DaftarIndikator
    target: DaftarTarget
    realisasi: DaftarRealisasi
    anggaran: Anggaran
    analisis: DaftarAnalisis | None
    bukti: Bukti | None
    sdm: Sdm | None
    aset: Aset | None
    tindak_lanjut: TindakLanjut | None
    pemeriksaan: Pemeriksaan | None
    narasi: Mapping[str, Naskah]
    semua_berkas: frozenset[str]
    lalu: DataTahun | None = None

    def nodes(self) -> dict[str, Located]:
        """Give the YAML of every file by its name, an empty one for a file that is absent."""
        models = {name: getattr(self, name) for name in (*WAJIB, *PELENGKAP)}
        return {name: model.located if model else Located(Position(name)) for name, model in models.items()}

    def iter_targets(self) -> Iterator[TargetIndikator]:
        """List every target of the year: those of each agreement, then those of programmes and kegiatan."""
        for perjanjian in self.target.perjanjian:
            for sasaran in perjanjian.sasaran:
                yield from sasaran.indikator
        yield from self.target.program_kegiatan

    @remember_last
    def list_prosa(self) -> list[tuple[ProsaText, Position, Model]]:
        """List every prose field of the YAML files, with its place and the model it is a field of."""
        return list(_iter_prosa([getattr(self, name) for name in (*WAJIB, *PELENGKAP)]))

    def iter_fakta(self) -> Iterator[Fakta]:
        """List the single figures of `aset.yaml` and `bukti.yaml`."""
        yield from self.aset.fakta if self.aset else ()
        yield from self.bukti.fakta if self.bukti else ()


def _iter_prosa(models: Iterable[Model | None]) -> Iterator[tuple[ProsaText, Position, Model]]:
    for model in iter_models(models):
        for name in type(model).model_fields:
            value = getattr(model, name)
            if isinstance(value, ProsaText):
                yield value, model.at(name), model
            elif isinstance(value, tuple):
                for index, item in enumerate(value):
                    if isinstance(item, ProsaText):
                        yield item, model.at(name, index), model


class Muatan(NamedTuple):
    """What loading gave.

    Attributes:
        data: the year, or None if a file could not be understood.
        berkas: the YAML of each file that could be read as such, by name; empty for one that may be absent and is.
        narasi: the narrative texts, by name.
        findings: everything that is wrong, sorted by place.
        sources: the lines of each text file read, by its name in positions.
    """

    data: DataTahun | None
    berkas: dict[str, Located]
    narasi: dict[str, Naskah]
    findings: list[Finding]
    sources: dict[str, list[str]]


WAJIB: dict[str, type[Model]] = {
    "instansi": Instansi,
    "renstra": Renstra,
    "indikator": DaftarIndikator,
    "target": DaftarTarget,
    "realisasi": DaftarRealisasi,
    "anggaran": Anggaran,
}
PELENGKAP: dict[str, type[Model]] = {
    "analisis": DaftarAnalisis,
    "bukti": Bukti,
    "sdm": Sdm,
    "aset": Aset,
    "tindak_lanjut": TindakLanjut,
    "pemeriksaan": Pemeriksaan,
}


def load_tahun(project: Path, tahun: int) -> Muatan:
    """Read and validate every file of a year.

    Args:
        project: the folder that holds `data/`.
        tahun: the year of the report.
    """
    muatan = _Loader(project, tahun).load()
    if muatan.data is None or not (project / "data" / str(tahun - 1)).is_dir():
        return muatan
    lalu = _Loader(project, tahun - 1).load()
    if lalu.data is None:
        return muatan._replace(findings=sorted([*muatan.findings, _unreadable(muatan.data, lalu)]))
    return muatan._replace(data=replace(muatan.data, lalu=lalu.data))


def _unreadable(data: DataTahun, lalu: Muatan) -> Finding:
    """Say that nothing could be compared with the year before."""
    message = f"Data tahun {data.tahun - 1} tidak dapat dibaca, sehingga tidak dibandingkan dengan tahun ini."
    advice = f"jalankan `lkj check {data.tahun - 1}`, lalu perbaiki {lalu.findings[0].position}"
    return Finding(Position(f"{data.folder}/instansi.yaml"), "LKJ016", message, advice, Severity.CATATAN)


MAX_BERKAS = 10_000
"""How many files the folder of a year may hold."""
MAX_FOLDER = 10
"""How deeply folders in it may be nested."""
MAX_NASKAH = 100_000
"""How many characters a narrative text may have."""
MAX_SEMUA_NASKAH = 1_000_000
"""How many characters all narrative texts of a year may have together."""


def list_berkas(folder: Path) -> dict[str, Path]:
    """List the files below the folder of a year by name, as many as are looked at.

    Left out are those that a link leads out of it to, and those whose names cannot be shown.
    """
    files = sorted(islice(_walk(folder, folder.resolve()), MAX_BERKAS))
    return {path.relative_to(folder).as_posix(): path for path in files}


def _walk(folder: Path, root: Path, tingkat: int = 1) -> Iterator[Path]:
    for path in folder.iterdir():
        if not path.name.isprintable():
            continue
        if path.is_dir():
            if tingkat < MAX_FOLDER and not path.is_symlink() and path.resolve().is_relative_to(root):
                yield from _walk(path, root, tingkat + 1)
        elif path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(root)):
            yield path


# What Windows takes for a device, cuts off, or does not take at all.
_TAK_WINDOWS = re.compile(
    r'[\\:*?"<>|]|[. ]$|^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|$)', re.IGNORECASE
)


class _Loader:
    """Gathers findings and sources while the files of one year are read."""

    def __init__(self, project: Path, tahun: int) -> None:
        self.project = project
        self.tahun = tahun
        self.folder = project / "data" / str(tahun)
        self._akar = project.resolve() / "data"
        self.findings: list[Finding] = []
        self.belum: list[Finding] = []
        self.sources: dict[str, list[str]] = {}
        self.berkas: dict[str, Located] = {}

    def load(self) -> Muatan:
        if not self._is_inside(self.folder):
            self._report(self.folder, "Folder ini tautan yang keluar dari folder data.", "ganti dengan folder biasa")
            return Muatan(None, {}, {}, self.findings, {})
        self._report_strangers()
        self._report_names()
        instansi = self._read(Instansi, "instansi")
        renstra = self._read(Renstra, "renstra")
        indikator = self._read(DaftarIndikator, "indikator")
        target = self._read(DaftarTarget, "target")
        realisasi = self._read(DaftarRealisasi, "realisasi")
        anggaran = self._read(Anggaran, "anggaran")
        analisis = self._read(DaftarAnalisis, "analisis")
        bukti = self._read(Bukti, "bukti")
        sdm = self._read(Sdm, "sdm")
        aset = self._read(Aset, "aset")
        tindak_lanjut = self._read(TindakLanjut, "tindak_lanjut")
        pemeriksaan = self._read(Pemeriksaan, "pemeriksaan")
        narasi = self._read_narasi()
        data = None
        if not self.findings and instansi and renstra and indikator and target and realisasi and anggaran:
            data = DataTahun(
                self.tahun,
                self._name(self.folder),
                instansi,
                renstra,
                indikator,
                target,
                realisasi,
                anggaran,
                analisis,
                bukti,
                sdm,
                aset,
                tindak_lanjut,
                pemeriksaan,
                narasi,
                frozenset(list_berkas(self.folder)),
            )
        if bukti:
            self.findings += self._check_bukti(bukti)
        return Muatan(data, self.berkas, narasi, sorted({*self.findings, *self.belum}), self.sources)

    def _is_inside(self, path: Path) -> bool:
        """Tell whether a path does not lead out of the data: a link may lead to what only the owner may read."""
        return path.resolve().is_relative_to(self._akar)

    def _name(self, path: Path) -> str:
        return show_nama(path.relative_to(self.project).as_posix())

    def _report(self, path: Path, message: str, advice: str) -> None:
        self.findings.append(Finding(Position(self._name(path)), "LKJ007", message, advice))

    def _report_strangers(self) -> None:
        known = [f"{name}.yaml" for name in (*WAJIB, *PELENGKAP)]
        for path in sorted(self.folder.iterdir()):
            # Every suffix, because editors make `bukti.yaml.txt`.
            is_yaml = not {suffix.lower() for suffix in path.suffixes}.isdisjoint({".yaml", ".yml"})
            if is_yaml and path.name not in known and not is_scratch(path.name):
                stem = path.name.lower().partition(".")[0]
                otherwise = f"berkas yang dikenal: {', '.join(known)}"
                advice = suggest_name(stem, (*WAJIB, *PELENGKAP), otherwise, "{}.yaml".format)
                self._report(path, f"Berkas {show_nama(path.name)} tidak dikenal, isinya tidak akan dipakai.", advice)
        narasi = self.folder / "narasi"
        if narasi.exists() and not (
            narasi.is_dir() and os.access(narasi, os.R_OK | os.X_OK) and self._is_inside(narasi)
        ):
            self._report(
                narasi, "Naskah dalam narasi tidak dapat dibaca.", "narasi harus berupa folder yang dapat dibuka"
            )
        for path in self._list_narasi():
            if path.suffix != ".md" and not is_scratch(path.name):
                message = f"Berkas {show_nama(path.name)} bukan naskah, isinya tidak akan dipakai."
                self._report(path, message, "simpan naskah sebagai teks biasa dengan akhiran .md")

    def _list_narasi(self) -> list[Path]:
        folder = self.folder / "narasi"
        return sorted(islice(folder.glob("*"), MAX_BERKAS)) if self._is_inside(folder) else []

    def _report_names(self) -> None:
        """Report names of files that some computers cannot cope with, and folders that hold too much."""
        count = 0
        folders = [self.folder]
        for folder in folders:
            entries = sorted(islice(folder.iterdir(), MAX_BERKAS + 1)) if os.access(folder, os.R_OK | os.X_OK) else []
            count += len(entries)
            if count > MAX_BERKAS or len(folder.relative_to(self.folder).parts) >= MAX_FOLDER:
                message = f"Folder ini memuat lebih dari {MAX_BERKAS} berkas, atau {MAX_FOLDER} tingkat folder."
                advice = "pindahkan yang bukan bukti ke luar folder data"
                self.findings.append(Finding(Position(self._name(self.folder)), "LKJ005", message, advice))
                return
            for path in entries:
                self._report_name(path)
            folders += [path for path in entries if path.name.isprintable() and path.is_dir() and not path.is_symlink()]

    def _report_name(self, path: Path) -> None:
        advice = "ganti namanya dengan huruf, angka, garis bawah dan titik"
        if not path.name.isprintable():
            self._report(path, "Nama berkas ini memuat karakter yang tidak terlihat atau tidak baku.", advice)
        elif _TAK_WINDOWS.search(path.name):
            message = "Nama berkas ini tidak dapat dipakai di Windows."
            position = Position(self._name(path))
            self.belum.append(Finding(position, "LKJ007", message, advice, Severity.PERINGATAN))

    def _text(self, path: Path) -> str | None:
        # A device or a queue would be read for ever, and a link may lead to a file that is none of the project's.
        if not (path.is_file() and self._is_inside(path)):
            message = "Ini bukan berkas biasa di dalam folder data."
            self._report(path, message, "ganti dengan berkas biasa: bukan folder, tautan keluar atau perangkat")
            return None
        try:
            raw = path.read_bytes()
        except OSError:
            self._report(path, "Berkas tidak dapat dibuka.", "periksa hak aksesnya, atau tutup program yang memakainya")
            return None
        text, findings = decode_source(raw, self._name(path))
        self.findings += findings
        self.sources[self._name(path)] = text.splitlines()
        return None if findings else text

    def _read(self, model: type[M], name: str) -> M | None:
        path = self.folder / f"{name}.yaml"
        if not os.path.lexists(path):
            if name in WAJIB:
                self._report(path, f"Berkas wajib {path.name} tidak ada.", f"buat berkas {self._name(path)}")
            else:
                self.berkas[name] = Located(Position(self._name(path)))
            return None
        text = self._text(path)
        if text is None:
            return None
        node, findings = parse_yaml(text, self._name(path))
        self.findings += findings
        if node is None:
            return None
        self.berkas[name] = node
        tanda = find_tanda(text, self._name(path))
        value, findings = validate(model, node, self._name(path), tanda)
        self.findings += findings
        self._report_unfilled(tanda, findings)
        return value

    def _report_unfilled(self, tanda: Iterable[Tanda], findings: Iterable[Finding]) -> None:
        """Report the marks of a file, but where what was found in it says as much."""
        told = {finding.position for finding in findings}
        self.belum += [mark.to_finding() for mark in tanda if mark.position not in told]

    def _read_narasi(self) -> dict[str, Naskah]:
        narasi = {}
        total = 0
        for path in self._list_narasi():
            known = path.suffix == ".md" and path.name.isprintable() and not is_scratch(path.name)
            text = self._text(path) if known else None
            if text is None:
                continue
            total += len(text)
            if len(text) > MAX_NASKAH or total > MAX_SEMUA_NASKAH:
                most = f"{MAX_NASKAH}" if len(text) > MAX_NASKAH else f"{MAX_SEMUA_NASKAH} bersama naskah lain"
                message = f"Naskah ini lebih panjang daripada {most} karakter."
                self.findings.append(Finding(Position(self._name(path)), "LKJ005", message, "ringkaskan"))
                continue
            # One sign ends a line, so that all who count lines and columns count alike.
            text = re.sub(r"\r\n?", "\n", text)
            self.belum += [mark.to_finding("{%# ISI #}") for mark in find_tanda_naskah(text, self._name(path))]
            if not is_unwritten(text):
                narasi[path.stem] = Naskah(text, Position(self._name(path)))
        return narasi

    def _check_bukti(self, bukti: Bukti) -> Iterator[Finding]:
        """Find evidence that is not there."""
        present = list_berkas(self.folder)
        for model in iter_models(bukti):
            if not isinstance(model, (Foto, Pindaian)) or model.berkas is None:
                continue
            if model.berkas not in present:
                yield Finding(model.at("berkas"), "LKJ008", *self._explain_absent(model.berkas, present))

    def _explain_absent(self, berkas: str, present: Iterable[str]) -> tuple[str, str]:
        folder = self._name(self.folder)
        if PureWindowsPath(berkas).anchor or ".." in PureWindowsPath(berkas).parts:
            return (
                f"Berkas “{berkas}” harus berada di dalam folder {folder}.",
                f"salin berkasnya ke {folder}/bukti, lalu tulis bukti/{PureWindowsPath(berkas).name}",
            )
        names = {name.lower(): name for name in present if not name.endswith((".yaml", ".md"))}
        given = PureWindowsPath(berkas).as_posix().lower()
        otherwise = f"salin berkasnya ke {folder}, atau kosongkan `berkas` bila belum ada"
        return (
            f"Berkas “{berkas}” tidak ada di folder {folder}.",
            suggest_name(given, names, otherwise, lambda name: f"“{names[name]}”"),
        )
