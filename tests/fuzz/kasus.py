"""Properties that hold for whatever is thrown at the program: how many cases each tries, how long one may take.

`LKJ_FUZZ` says how thorough a run is. Without it each property tries a few cases, the same every time; `make fuzz` sets
it to 1, and every run tries others.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from collections import Counter
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from lkj.periksa import examine
from lkj.temuan import PENULIS
from lkj.temuan.teks import format_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from lkj.finding import Finding
    from lkj.periksa import HasilPeriksa, Telaah

FAKTOR = float(os.environ.get("LKJ_FUZZ") or 0)
"""How much of the full number of cases is tried; 0 for the few of a short run."""

PALING_SEDIKIT = {"seluruhnya": 100_000, "yaml": 10_000, "model": 10_000, "rumus": 10_000, "naskah": 10_000}
PALING_SEDIKIT |= {"argumen": 10_000}
"""How many cases a full run must have tried, of all kinds together and of some."""

DIJALANKAN: Counter[str] = Counter()
"""How many cases each property has really tried, by its name."""

JENIS: dict[str, str] = {}
"""The kind of what each property is about, by its name."""

_SINGKAT = 1 / 400
_HENING = (
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
    HealthCheck.function_scoped_fixture,
)

# Seconds of this process's own work, which a busy machine does not stretch, and seconds of the clock.
_KERJA = 5.0
_JAM = 120.0


def fuzz(jenis: str, banyak: int, **strategi: SearchStrategy[Any]) -> Callable[[Callable[..., None]], Any]:
    """Make a property of a function.

    Args:
        jenis: what is thrown at the program, a key of `PALING_SEDIKIT` or another word.
        banyak: how many cases a full run tries.
        strategi: what the arguments of the function are drawn from.
    """
    setting = settings(
        max_examples=max(4, round(banyak * (FAKTOR or _SINGKAT))),
        derandomize=not FAKTOR,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=_HENING,
        phases=[phase for phase in Phase if phase is not Phase.explain],
    )

    def make(function: Callable[..., None]) -> Any:
        JENIS[function.__name__] = jenis

        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> None:
            with limit_time():
                function(*args, **kwargs)
            DIJALANKAN[function.__name__] += 1

        return setting(given(**strategi)(run))

    return make


@contextmanager
def limit_time() -> Iterator[None]:
    """End a case that hangs; Windows has no such timers."""
    if not hasattr(signal, "setitimer"):  # pragma: no cover
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        pytest.fail("it hangs")

    timers = ((signal.ITIMER_PROF, signal.SIGPROF, _KERJA), (signal.ITIMER_REAL, signal.SIGALRM, _JAM))
    before = [signal.signal(number, stop) for _, number, _ in timers]
    try:
        for timer, _, seconds in timers:
            signal.setitimer(timer, seconds)
        yield
    finally:
        for (timer, number, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


class Proyek:
    """A project some of whose files are others for the time of a case.

    Attributes:
        folder: the folder of the project.
        isi: the files it has otherwise, by their names from that folder.
    """

    def __init__(self, folder: Path, isi: Mapping[str, bytes]) -> None:
        self.folder = folder
        self.isi = isi
        for nama, content in isi.items():
            self._write(nama, content)

    @contextmanager
    def change(self, files: Mapping[str, bytes]) -> Iterator[Path]:
        """Put files into the place of others, and take them away again."""
        for nama, content in files.items():
            self._write(nama, content)
        try:
            yield self.folder
        finally:
            for nama in files:
                if nama in self.isi:
                    self._write(nama, self.isi[nama])
                else:
                    (self.folder / nama).unlink()

    def clean(self, *kept: str) -> None:
        """Take away what a run made.

        Args:
            kept: names of what stays at the top of the folder.
        """
        folders = {parent for nama in self.isi for parent in (self.folder / nama).parents}
        for path in sorted(self.folder.rglob("*"), reverse=True):
            nama = path.relative_to(self.folder).as_posix()
            if nama in self.isi or path in folders or nama.split("/")[0] in kept:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def is_whole(self) -> bool:
        """Tell whether every file is as it was."""
        return all((self.folder / nama).read_bytes() == content for nama, content in self.isi.items())

    def _write(self, nama: str, content: bytes) -> None:
        path = self.folder / nama
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def read_files(folder: Path) -> dict[str, bytes]:
    """Read the data of a project."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _list_files(folder)}


def _list_files(folder: Path) -> list[Path]:
    return [path for path in sorted((folder / "data").rglob("*")) if path.is_file()]


def write_yaml(data: Any) -> bytes:
    """Write data as YAML."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return bytes(yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, encoding="utf-8"))


def read_plain(text: str) -> object:
    """Read YAML that holds nothing but texts."""
    return yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 # makes nothing but texts


# What is true of every year, however wrong it is.


def examine_all(folder: Path, tahun: int = 2025) -> Telaah:
    """Check a year as `lkj check` does, and print it as `lkj build` does before it makes documents."""
    telaah = examine(folder, tahun, halaman=False)
    check_findings(telaah.check_naskah())
    rendered, hasil = telaah.render()
    if rendered:
        for finding in hasil.findings:
            check_place(finding, hasil.sources)
        rendered.markdown.encode()
        # The marks of numbers are for the trace alone.
        assert not any("\ue000" <= sign <= "\uf8ff" for sign in rendered.markdown)
        lines = [re.sub(r"\\(.)", r"\1", line) for line in rendered.markdown.split("\n")]
        assert all(cetakan.teks in lines[cetakan.baris - 1] for cetakan in rendered.cetakan)
    return telaah


def check_findings(hasil: HasilPeriksa) -> None:
    """See that every finding says something, at a place there is, and that each format can be written."""
    for finding in hasil.findings:
        check_place(finding, hasil.sources)
    for width in (None, 40):
        format_findings(hasil, width).encode()
    for bentuk, write in PENULIS.items():
        text = write(hasil, 2025, "")
        text.encode()
        if bentuk != "github":
            json.loads(text)


def check_place(finding: Finding, sources: Mapping[str, Any]) -> None:
    """See that a finding says something, and where."""
    assert finding.message.strip()
    position = finding.position
    assert position.file
    assert position.line >= 1
    assert position.column >= 1
    lines = sources.get(position.file)
    if lines is not None:
        # What is missing at the end is missed on the line after it.
        assert position.line <= len(lines) + 1
        line = lines[position.line - 1] if position.line <= len(lines) else ""
        assert position.column <= len(line) + 1
