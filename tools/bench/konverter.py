"""The converters without `lkj`: plain, and with the very options `lkj` gives them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import typst

import lkj.build
from tools.bench.instansi import TAHUN
from tools.bench.proses import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKDOWN = "laporan.md"
_POLOS = "polos"
_NAMES = {"docx": "pandoc ke DOCX", "typst": "pandoc ke Typst"}
_COMPILE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
_COMPILE_AGAIN = """
import json, sys, typst
said = json.load(open(sys.argv[1], encoding="utf-8"))
pdf, _ = typst.Compiler(said["path"], **said["made"]).compile_with_warnings(**said["asked"])
open(sys.argv[2], "wb").write(pdf)
"""


@dataclass(slots=True)
class Recording:
    """What `lkj` had its converters do for a report, and a folder where they can do it again.

    Attributes:
        folder: holds the Markdown and the pictures it names.
        reading: pandoc's commands that read the parts of the Markdown.
        writing: pandoc's commands that write a document from the tree that the filters left, by format.
    """

    folder: Path
    reading: list[Step] = field(default_factory=list)
    writing: dict[str, Step] = field(default_factory=dict)

    def list_polos(self) -> list[Step]:
        """List the same conversions without filters, with the templates pandoc and Typst have."""
        source, document = f"{_POLOS}.typ", f"{_POLOS}.pdf"
        return [
            self.convert_docx(),
            Step("pandoc ke Typst", [self._pandoc, MARKDOWN, "--standalone", f"--output={source}"], self.folder),
            Step("Typst ke PDF", [sys.executable, "-c", _COMPILE, source, document], self.folder),
        ]

    def convert_docx(self, target: str = f"{_POLOS}.docx") -> Step:
        """Give the conversion to DOCX without filters and with the template pandoc has."""
        return Step("pandoc ke DOCX", [self._pandoc, MARKDOWN, f"--output={target}"], self.folder)

    def list_lengkap(self) -> list[Step]:
        """List the conversions as `lkj` has them done, without what it does to the tree in between."""
        again = [sys.executable, "-c", _COMPILE_AGAIN, "typst.json", "lengkap.pdf"]
        return [
            *self.reading,
            self.writing["docx"],
            self.writing["typst"],
            Step("Typst ke PDF", again, self.folder),
        ]

    def list_docx_lengkap(self, target: str) -> list[Step]:
        """List the conversions to DOCX as `lkj` has them done, into a file."""
        last = self.writing["docx"]
        words = (f"--output={target}" if word.startswith("--output=") else word for word in last.command)
        return [*self.reading, replace(last, command=list(words))]

    @property
    def _pandoc(self) -> str:
        return self.writing["docx"].command[0]


def record(project: Path, folder: Path) -> Recording:
    """Build a report, and remember how its converters were called.

    Raises:
        RuntimeError: the converters are not called the way this can follow.
    """
    recording = Recording(folder)
    folder.mkdir()
    start, compiler = subprocess.run, typst.Compiler
    number = count(1)

    def run(command: list[str], **options: Any) -> Any:
        source = options.get("input")
        if source is not None:
            to = next(word.removeprefix("--to=") for word in command if word.startswith("--to="))
            nomor = next(number)
            stdin = folder / f"masukan-{nomor}"
            stdin.write_bytes(source)
            name = _NAMES.get(to, f"pandoc membaca bagian {nomor}")
            step = Step(name, command, folder, stdin, dict(options["env"].items() - os.environ.items()))
            if to in _NAMES:
                recording.writing[to] = step
            else:
                recording.reading.append(step)
        return start(command, **options)

    class Compiler:
        """Typst's, but for what it notes down."""

        def __init__(self, path: str, **made: Any) -> None:
            self._compiler = compiler(path, **made)
            self._path, self._made = Path(path), made

        def compile_with_warnings(self, **asked: Any) -> Any:
            # The file is removed as soon as lkj has the PDF.
            kept = folder / "laporan.typ"
            kept.write_bytes(self._path.read_bytes())
            said = {"path": str(kept), "made": self._made, "asked": asked}
            (folder / "typst.json").write_text(json.dumps(said), encoding="utf-8")
            return self._compiler.compile_with_warnings(**asked)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._compiler, name)

    @contextmanager
    def keep(**_: Any) -> Iterator[str]:
        yield str(folder)

    with (
        patch.object(subprocess, "run", run),
        patch.object(typst, "Compiler", Compiler),
        patch.object(lkj.build, "TemporaryDirectory", keep),
        # The program would keep its templates in the checkout.
        patch.object(sys, "dont_write_bytecode", new=True),
    ):
        lkj.build.build(project, TAHUN, lambda _: None)
    shutil.copyfile(project / f"build/{TAHUN}/lkj-{TAHUN}.md", folder / MARKDOWN)
    if not recording.reading or recording.writing.keys() != _NAMES.keys() or not (folder / "typst.json").exists():
        raise RuntimeError("lkj calls its converters another way: teach it to tools/bench/konverter.py")
    recording.reading.sort(key=lambda step: step.name)
    return recording
