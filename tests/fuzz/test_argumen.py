"""Whatever is typed after `lkj`: the exit code is one of the four, there is no traceback, and no data are touched."""

from __future__ import annotations

import io
import sys
from itertools import cycle
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import pytest
from hypothesis import strategies as st

import lkj.banyak.jalankan
import lkj.build
import lkj.cli
from lkj.banyak import Akhir
from lkj.banyak import Hasil as Akhiran
from lkj.convert.pandoc import ConvertError
from lkj.git import GitError
from tests.fuzz.kasus import Proyek, fuzz
from tests.fuzz.strategi import ANGKA_JANGGAL, token
from tests.repo import forget_setelan, run_git

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from hypothesis.strategies import DrawFn

    from lkj.banyak.daftar import Daftar

# What an argument could mean to some command. What would leave the project is not tried: `lkj schema` writes there.
KATA = [
    "2025",
    "2024",
    "2026",
    "1999",
    "99999",
    "0",
    "-1",
    "--",
    "-",
    "",
    " ",
    "main",
    "HEAD",
    "HEAD~1",
    "-rf",
    "@{-1}",
    "HEAD:data",
]
KATA += [
    "indikator",
    "anggaran",
    "triwulan",
    "kelengkapan",
    "target",
    "target.yaml",
    "skema",
    "data",
    "data/2025",
    "data/2025/target.yaml",
]
KATA += [
    "pengunjung",
    "indikator.pengunjung.realisasi",
    "anggaran.serapan",
    "Tabel",
    "III.1",
    "Tabel III.1:1:2",
    "Tabel III.1:0:0",
    "#1",
    "#0",
]
KATA += [
    "#99999999999",
    "a1",
    "95,00%",
    "-0,17",
    "−5",
    "Rp900",
    "(100)",
    "1.000",
    "{{ tahun }}",
    "BAB I",
    "LKJ109",
    "lkj001",
    "target_nol",
    "LKJ",
]
KATA += [
    "text",
    "json",
    "github",
    "sarif",
    "gitlab",
    "markdown",
    "make",
    "snakemake",
    "github-matrix",
    "xml",
    "JSON",
    "%s",
    "{}",
    "{0}",
    "\udcff",
    "é",
    "日本",
    "a" * 300,
    "x\ny",
    "'",
    '"',
]
FOLDER = [".", "data", "data/2025/target.yaml", "tidak/ada", "a" * 300, "", "\udcff", "./", "data/.."]

word = st.one_of(
    st.sampled_from(KATA),
    st.sampled_from(KATA),
    st.sampled_from(ANGKA_JANGGAL),
    st.text(st.characters(exclude_characters="\0/\\."), max_size=12),
    token.filter(lambda text: not {"\0", "/", "\\", "~"} & set(text) and ".." not in text),
)


def list_options(command: click.Command) -> list[str]:
    """List how the options of a command are written; one that watches would never end."""
    names = [name for param in command.params if isinstance(param, click.Option) for name in param.opts]
    return [*(name for name in names if name != "--watch"), "-h", "--help"]


OPSI = {nama: list_options(command) for nama, command in lkj.cli.cli.commands.items()}
SEMUA_OPSI = sorted(
    {name for names in OPSI.values() for name in names} | {"--version", "-C", "-x", "--tidak-ada", "--format="}
)


@st.composite
def argv(draw: DrawFn) -> list[str]:
    """Type a command line: mostly one that begins as it should."""
    before = draw(st.sampled_from([[], [], [], [], ["--version"], ["-h"], ["-C"], None]))
    words = ["-C", draw(st.sampled_from(FOLDER))] if before is None else list(before)
    nama = draw(st.one_of(st.sampled_from(sorted(OPSI)), st.sampled_from(sorted(OPSI)), word))
    known = OPSI.get(nama, SEMUA_OPSI)
    option = st.one_of(st.sampled_from(known), st.sampled_from(known), st.sampled_from(SEMUA_OPSI))
    return [*words, nama, *draw(st.lists(st.one_of(word, word, option), max_size=5))]


class Hasil(NamedTuple):
    """How a run ended: what it wrote, and what failed."""

    code: Any
    out: str
    err: str
    failed: list[Exception]


def run(arguments: Sequence[str], encoding: str) -> Hasil:
    """Run the program in this process."""
    failed: list[Exception] = []
    explain = lkj.cli._explain_failure  # noqa: SLF001 # what failed is told to nobody else

    def remember(error: Exception) -> str:
        failed.append(error)
        return explain(error)

    streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lkj.cli, "_explain_failure", remember)
        patch.setattr(sys, "argv", ["lkj", *arguments])
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        with pytest.raises(SystemExit) as ended:
            lkj.cli.main()
        for stream in streams:
            stream.flush()
    out, err = (stream.buffer.getvalue().decode(errors="replace") for stream in streams)
    return Hasil(ended.value.code, out, err, failed)


@pytest.fixture(scope="module")
def repo(proyek_kecil: Proyek) -> Iterator[Proyek]:
    """The least project in a repository; converters only say that they were there."""
    folder = proyek_kecil.folder

    def write_pdf(_: object, target: Path, __: object) -> dict[str, str]:
        target.write_bytes(b"pdf")
        return {}

    def run_semua(daftar: Daftar, _words: object, _many: int, report: Callable[[Akhiran, int], None]) -> list[Akhiran]:
        ends = [Akhiran(kerja, akhir) for kerja, akhir in zip(daftar.kerja, cycle(Akhir), strict=False)]
        for number, satu in enumerate(ends, 1):
            report(satu, number)
        return ends

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lkj.banyak.jalankan, "run_semua", run_semua)
        forget_setelan(patch)
        run_git(folder, "init", "--quiet", "--initial-branch", "main")
        run_git(folder, "add", "--all")
        run_git(folder, "commit", "--quiet", "-m", "x")
        patch.setattr(lkj.build, "write_pdf", write_pdf)
        patch.setattr(lkj.build, "write_docx", lambda _, target, __: target.write_bytes(b"docx"))
        patch.chdir(folder)
        yield proyek_kecil


@fuzz("argumen", 10_500, arguments=argv(), encoding=st.sampled_from(["utf-8", "utf-8", "cp1252", "ascii"]))
def test_any_command_line_ends_as_it_should(repo: Proyek, arguments: list[str], encoding: str) -> None:
    try:
        hasil = run(arguments, encoding)
        assert repo.is_whole()
    finally:
        repo.clean(".git")
    assert hasil.code in {0, 1, 2, 3}
    assert "Traceback" not in hasil.out + hasil.err
    assert (hasil.code == 3) == bool(hasil.failed)
    # What the system refuses, such as a name of 300 letters, is none of the program's faults.
    assert all(isinstance(error, (OSError, GitError, ConvertError)) for error in hasil.failed), hasil.failed
    if hasil.code:
        assert (hasil.out + hasil.err).strip()
