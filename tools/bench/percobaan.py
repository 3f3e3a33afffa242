"""What is measured, and what is compared with what."""

from __future__ import annotations

import json
import shutil
import sys
import time
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from lkj.simpanan import FOLDER
from tools.bench.hasil import Banding, write_desimal
from tools.bench.instansi import TAHUN, Isi, count_isi, write_agency
from tools.bench.konverter import record
from tools.bench.proses import ROOT, Run, Step
from tools.bench.ukur import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tools.bench.proses import Lab

KELIPATAN = (1, 10, 100)

_STAGES = f"""
import json, sys, time
from pathlib import Path
from lkj.build import build
told = []
build(Path(sys.argv[1]), {TAHUN}, lambda text: told.append((text, time.monotonic())))
Path(sys.argv[2]).write_text(json.dumps(told), encoding="utf-8")
"""

_MULAI = """\
Dingin: `lkj` tidak mengingat apa pun dari pemeriksaan sebelumnya, seperti dalam CI. Bila data, templat dan program
tidak berubah sejak itu, ia mengucapkan lagi hasilnya, sesudah membaca isi semuanya.
`import pydantic` memuat isinya baru ketika dipakai; `from pydantic import BaseModel` memuatnya, seperti setiap program
yang memakai pydantic."""
_SUSUN = """\
Penyusunan dingin: tanpa folder `build/` dan tanpa ingatan `lkj`, dengan DOCX, PDF, Markdown, `jejak.json` dan
`manifest.json`. Konverter polos: pandoc ke DOCX, pandoc ke Typst, lalu Typst ke PDF, satu per satu, dari Markdown dan
gambar yang sama, dengan templat bawaan dan tanpa filter. Bila `rsvg-convert` tidak terpasang, pandoc tidak mengubah
gambar SVG.
Konverter seperti dijalankan `lkj`: perintah yang sama, dengan templat `lkj`, satu per satu. Markdown dibaca satu kali,
bila panjang dalam beberapa bagian; filter `lkj` sendiri, yang berjalan di antaranya, tidak termasuk."""
_TAHAP = """\
Waktu di antara kabar kemajuan yang ditulis `lkj build`; tahap terakhir berlangsung sampai prosesnya berakhir."""
_BESAR = """\
Instansi rekaan yang sasaran, program, kegiatan, indikator, target, triwulan, analisis, pegawai dan asetnya digandakan;
narasi tidak, dan fotonya belum ada. Yang dihitung: baris YAML yang tidak kosong dan bukan komentar, serta indikator.
Keduanya paling sedikit sekian kali data 2025 ({has}).
{counted}.
Rasio dibagi pertumbuhan baris datanya: 1,00 berarti sebanding, kurang dari itu berarti tumbuh lebih lambat."""
_LIBREOFFICE = """\
Dari Markdown yang sama, pandoc membuat DOCX, lalu LibreOffice membuat PDF dari DOCX itu: polos, dan seperti
dijalankan `lkj`. `lkj build` membuat keduanya, dan sebelum itu memeriksa data, menghitung dan menggambar.
Rasionya: berapa kali lebih cepat `lkj build`; kurang dari 1,00 berarti lebih lambat."""


@dataclass(frozen=True, slots=True)
class Rencana:
    """A group to be measured.

    Attributes:
        judul: what it is about, in Indonesian.
        keterangan: what exactly is run, in lines.
        subjek: what is measured in turns.
        banding: what is compared.
        giliran: how often it is measured, for each round that is asked for.
    """

    judul: str
    keterangan: str
    subjek: tuple[Subject, ...]
    banding: tuple[Banding, ...] = ()
    giliran: float = 1


def plan_mulai(lab: Lab) -> Rencana:
    """Compare the start of the program, and a check, with importing libraries."""
    sets = {
        "click": ("click", "import click"),
        "malas": ("import pydantic, yaml, click", "import pydantic, yaml, click"),
        "model": ("from pydantic import BaseModel; import yaml, click",) * 2,
    }
    project = _copy(lab, "mulai")
    check = _lkj(project, "check", str(TAHUN))
    imports = (
        Subject(kode, nama, _run(lab, Step(nama, [sys.executable, "-c", code]))) for kode, (nama, code) in sets.items()
    )
    return Rencana(
        "Mulai dan memeriksa, dibanding memuat pustaka",
        _MULAI,
        (
            Subject("bantuan", "lkj --help", _run(lab, _lkj(ROOT, "--help"))),
            Subject("periksa", f"lkj check {TAHUN}, dingin", _run(lab, check), _clearing(lab, project)),
            Subject("periksa-lagi", f"lkj check {TAHUN}, tidak ada yang berubah", _run(lab, _keep(lab, check))),
            *imports,
        ),
        (
            Banding(dari="bantuan", terhadap="click", nama="dibanding import click", batas=1.5),
            *(
                Banding(dari=kode, terhadap=terhadap, nama=nama, batas=2)
                for kode in ("periksa", "periksa-lagi")
                for terhadap, nama in (
                    ("malas", "dibanding import pydantic, yaml, click"),
                    ("model", "dibanding yang sama dengan BaseModel"),
                )
            ),
        ),
        giliran=3,
    )


def plan_susun(lab: Lab) -> Rencana:
    """Compare building with converting, and with building again."""
    recording = record(_copy(lab, "rekaman"), lab.folder / "konverter")
    return Rencana(
        "Menyusun laporan, dibanding konverter saja",
        _SUSUN,
        (
            _cold(lab, "dingin"),
            _again(lab, "ulang"),
            Subject("polos", "konverter polos", _run(lab, *recording.list_polos())),
            Subject("lengkap", "konverter seperti dijalankan lkj", _run(lab, *recording.list_lengkap())),
        ),
        (
            Banding(dari="dingin", terhadap="polos", nama="dibanding konverter polos", batas=1),
            Banding(dari="dingin", terhadap="lengkap", nama="dibanding konverter seperti dijalankan lkj"),
            Banding(dari="ulang", terhadap="dingin", nama="dibanding penyusunan dingin", batas=0.25),
        ),
    )


def plan_tahap(lab: Lab) -> Rencana:
    """Tell where the time of a cold build goes."""
    project, out = _copy(lab, "tahap"), lab.folder / "tahap.json"

    def run(*, watch: bool) -> Run:
        start = time.monotonic()
        ran = lab.run([Step("", [sys.executable, "-c", _STAGES, str(project), str(out)])], watch=watch)
        told = [("Memuat program", start), *json.loads(out.read_text(encoding="utf-8")), ("", time.monotonic())]
        return Run(split_tahap(told), ran.megabytes)

    subject = Subject("tahap", f"lkj build {TAHUN}, dingin", run, _clearing(lab, project))
    return Rencana(
        "Ke mana waktu penyusunan dingin pergi",
        _TAHAP,
        (subject,),
    )


def split_tahap(told: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Give the seconds from each message to the next; messages that begin alike are one stage."""
    taken = [(text, end - start) for (text, start), (_, end) in pairwise(told)]
    stages = {}
    for verb, group in groupby(taken, key=lambda pair: pair[0].partition(" ")[0]):
        pairs = list(group)
        objects = ", ".join(text.removeprefix(verb).strip() for text, _ in pairs)
        stages[f"{verb} {objects}".strip()] = sum(seconds for _, seconds in pairs)
    return stages


def plan_besar(lab: Lab) -> Rencana:
    """Measure how time and memory grow with the data."""
    has = count_isi(ROOT)
    projects = {kali: lab.folder / f"kali-{kali}" for kali in KELIPATAN}
    isi = {
        kali: write_agency(project, Isi(kali * has.baris, kali * has.indikator)) for kali, project in projects.items()
    }
    counted = "; ".join(f"Data {kali} kali: {_say(isi[kali])}" for kali in KELIPATAN)
    subjects = []
    for kali, project in projects.items():
        check, build = _lkj(project, "check", str(TAHUN)), _build(project)
        clear = _clearing(lab, project)
        subjects.append(Subject(f"periksa-{kali}", f"lkj check dingin, data {kali} kali", _run(lab, check), clear))
        subjects.append(Subject(f"susun-{kali}", f"lkj build dingin, data {kali} kali", _run(lab, build), clear))
    banding = [
        Banding(
            dari=f"{apa}-{besar}",
            terhadap=f"{apa}-{kecil}",
            nama=f"{besaran} dibanding data {kecil} kali",
            batas=1,
            kali=isi[besar].baris / isi[kecil].baris,
            apa=besaran,
        )
        for apa in ("periksa", "susun")
        for kecil, besar in pairwise(KELIPATAN)
        for besaran in ("waktu", "memori")
    ]
    return Rencana(
        "Data 10 dan 100 kali",
        _BESAR.format(has=_say(has), counted=counted),
        tuple(subjects),
        tuple(banding),
        giliran=1 / 3,
    )


def _say(isi: Isi) -> str:
    return f"{write_desimal(isi.baris, 0)} baris, {write_desimal(isi.indikator, 0)} indikator"


def plan_libreoffice(lab: Lab) -> Rencana | None:
    """Compare with making the PDF from the DOCX with LibreOffice; None where it is not installed."""
    soffice = find_soffice()
    if soffice is None:
        return None
    recording = record(_copy(lab, "rekaman-lo"), lab.folder / "libreoffice")
    # A profile of its own: not that of whoever measures.
    profile = f"-env:UserInstallation={(lab.folder / 'profil').as_uri()}"
    subjects = []
    for kode, nama, convert in (
        ("lo-polos", "pandoc polos, lalu LibreOffice", lambda docx: [recording.convert_docx(docx)]),
        ("lo-lengkap", "pandoc seperti dijalankan lkj, lalu LibreOffice", recording.list_docx_lengkap),
    ):
        docx = f"{kode}.docx"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", docx]
        subjects.append(
            Subject(kode, nama, _run(lab, *convert(docx), Step("LibreOffice ke PDF", command, recording.folder)))
        )
    return Rencana(
        "DOCX dan PDF, dibanding pandoc dan LibreOffice",
        _LIBREOFFICE,
        (_cold(lab, "dingin-lo"), *subjects),
        tuple(
            Banding(dari="dingin-lo", terhadap=subject.kode, nama=f"dibanding {subject.nama}", balik=True)
            for subject in subjects
        ),
    )


def find_soffice() -> str | None:
    """Find LibreOffice."""
    return shutil.which("soffice") or shutil.which("libreoffice")


PERCOBAAN: dict[str, Callable[[Lab], Rencana | None]] = {
    "mulai": plan_mulai,
    "susun": plan_susun,
    "tahap": plan_tahap,
    "libreoffice": plan_libreoffice,
    "besar": plan_besar,
}


def _copy(lab: Lab, name: str) -> Path:
    """Copy the data of the checkout to where outputs may be written."""
    project = lab.folder / name
    shutil.copytree(ROOT / "data", project / "data")
    return project


def _cold(lab: Lab, kode: str) -> Subject:
    project = _copy(lab, kode)
    return Subject(kode, f"lkj build {TAHUN}, dingin", _run(lab, _build(project)), _clearing(lab, project))


def _again(lab: Lab, kode: str) -> Subject:
    project = _copy(lab, kode)
    build = _keep(lab, _build(project))
    # The first build is not what is measured.
    lab.run([build], watch=False)
    return Subject(kode, "lkj build, tidak ada yang berubah", _run(lab, build))


def _build(project: Path) -> Step:
    return _lkj(project, "build", str(TAHUN))


def _lkj(project: Path, *words: str) -> Step:
    return Step(words[0], [sys.executable, "-m", "lkj", "-C", str(project), *words])


def _keep(lab: Lab, step: Step) -> Step:
    """Let a step find what the program remembers of its run before."""
    return replace(step, environment={**step.environment, FOLDER: str(lab.folder / "simpanan")})


def _clearing(lab: Lab, project: Path) -> Callable[[], None]:
    """Give what has the next run find nothing of those before."""

    def clear() -> None:
        for folder in (project / "build", lab.simpanan):
            shutil.rmtree(folder, ignore_errors=True)

    return clear


def _run(lab: Lab, *steps: Step) -> Callable[..., Run]:
    return lambda *, watch: lab.run(steps, watch=watch)
