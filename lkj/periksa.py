"""Everything that needs no converter: load, check, compute, and look at the narrative. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lkj.convert.tata_letak import load_tata_letak
from lkj.finding import limit_findings
from lkj.ilustrasi import Bidang, plan_ilustrasi
from lkj.laporan import compute_laporan
from lkj.load import load_tahun
from lkj.masukan import pandoc_folder, read_hari, template_folders
from lkj.media.bukti import prepare_bukti
from lkj.render import check_naskah, check_tulisan, render_laporan
from lkj.rules import DAFTAR_ATURAN, EASABLE, check_basics, check_codes, check_data, check_laporan, is_computable
from lkj.rules.kelengkapan import score_sasaran
from lkj.rules.pemeriksaan import Pelonggaran
from lkj.rules.tempat import PetaTempat
from lkj.tanda import drop_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from lkj.finding import Finding
    from lkj.ilustrasi import Pelukis
    from lkj.laporan import Laporan
    from lkj.load import Muatan
    from lkj.media.bukti import Media
    from lkj.render import Hasil
    from lkj.render.rupa import Ilustrasi
    from lkj.rules.kelengkapan import SkorSasaran

# Points in a centimetre, and what a page keeps free beside a figure: its caption and a heading.
_SENTIMETER = 72 / 2.54
_SELAIN_GAMBAR = 110


@dataclass(frozen=True, slots=True)
class HasilPeriksa:
    """What was found in the data of a year.

    Attributes:
        findings: everything found, sorted by place.
        sources: lines of the files read, for showing findings.
        tempat: names the places of findings in YAML files.
        skor: how complete the report of each sasaran is; empty where it cannot be computed.
    """

    findings: list[Finding] = field(default_factory=list)
    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tempat: PetaTempat = field(default_factory=lambda: PetaTempat(()))
    skor: tuple[SkorSasaran, ...] = ()


@dataclass(frozen=True, slots=True)
class Siap:
    """A report that can be printed: its numbers, its evidence, and what draws its figures."""

    laporan: Laporan
    media: Media
    plan: Mapping[str, Pelukis]

    def draw(self) -> Ilustrasi:
        """Draw the figures of the report."""
        return {nama: draw() for nama, draw in self.plan.items()}


@dataclass(frozen=True, slots=True)
class Telaah:
    """A year that was loaded and checked, but for its narrative.

    Attributes:
        project: the folder of the project.
        muatan: what was loaded.
        findings: what was found so far.
        siap: the report; None where it cannot be computed.
        tempat: names the places of findings in YAML files.
    """

    project: Path
    muatan: Muatan
    findings: set[Finding]
    siap: Siap | None
    tempat: PetaTempat

    def check_naskah(self) -> HasilPeriksa:
        """Find what is wrong with the narrative, as far as can be told, and say all that was found."""
        if self.siap is None:
            return self.end(check_tulisan(self.muatan.narasi))
        undrawn = dict.fromkeys(self.siap.plan, ())
        return self.end(check_naskah(self.siap.laporan, template_folders(self.project), self.siap.media, undrawn))

    def render(self, draw: Callable[[], Ilustrasi] | None = None) -> tuple[Hasil | None, HasilPeriksa]:
        """Write the text of the report, and say all that was found.

        There is no text where the report cannot be computed.

        Args:
            draw: gives what the `draw` of `siap` gives, where that is done elsewhere.
        """
        if self.siap is None:
            return None, self.check_naskah()
        laporan, media, undrawn = self.siap.laporan, self.siap.media, dict.fromkeys(self.siap.plan, ())
        rendered = render_laporan(laporan, template_folders(self.project), media, undrawn, draw or self.siap.draw)
        return rendered, self.end(rendered.findings)

    def end(self, more: Iterable[Finding] = ()) -> HasilPeriksa:
        """Say all that was found, eased as `pemeriksaan.yaml` asks.

        Args:
            more: what was found since.
        """
        data, sources = self.muatan.data, self.muatan.sources
        findings = drop_told({*self.findings, *more})
        if data and data.pemeriksaan:
            pelonggaran = Pelonggaran(data.pemeriksaan, EASABLE, DAFTAR_ATURAN, read_hari())
            findings = set(pelonggaran.apply(findings, data.folder, self.tempat, sources))
        skor = score_sasaran(self.siap.laporan) if self.siap else ()
        return HasilPeriksa(limit_findings(findings), sources, self.tempat, skor)


def check_tahun(project: Path, tahun: int) -> HasilPeriksa:
    """Find everything that is wrong with the data of a year, narrative included; write nothing."""
    return examine(project, tahun, halaman=False).check_naskah()


def examine(project: Path, tahun: int, *, halaman: bool = True) -> Telaah:
    """Load, check and compute a year.

    One run tells all it can: where a file is wrong, the codes of the others are checked all the same.

    Args:
        project: the folder that holds `data/`, and perhaps `templates/`.
        tahun: the year.
        halaman: draw the pages of scans, which only documents need.
    """
    muatan = load_tahun(project, tahun)
    data, tempat = muatan.data, PetaTempat(muatan.berkas.values())
    if data is None:
        return Telaah(project, muatan, {*muatan.findings, *check_codes(muatan.berkas)}, None, tempat)
    basics = check_basics(data)
    media, flaws = prepare_bukti(data.bukti, project / data.folder, halaman=halaman)
    findings = {*muatan.findings, *flaws, *basics, *check_data(data)}
    if not is_computable(basics):
        return Telaah(project, muatan, findings, None, tempat)
    laporan = compute_laporan(data)
    plan = plan_ilustrasi(laporan, *read_tata_letak(project))
    return Telaah(project, muatan, findings | check_laporan(laporan), Siap(laporan, media, plan), tempat)


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
