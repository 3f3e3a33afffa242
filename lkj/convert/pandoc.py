"""Running the pandoc that `pypandoc_binary` carries: Markdown in, a document out, no warning tolerated."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Raw markup would let a text of the data reach the converters; `@akun` is a name, not a citation; quotation marks and
# dashes are printed as they were typed; the alternative text of an image is no caption.
_READER = "markdown-raw_html-raw_tex-raw_attribute-citations-smart-implicit_figures"

# A colon or tilde that may begin a definition: at the start of a line, of a quoted one, of a cell.
_DEFINITION = re.compile(r"(?:^|(\|))[ \t>]*[:~][ \t]")
_GRID = re.compile(r"[ \t>]*[+|].*[+|][ \t]*")

PATIENCE = 300
"""Seconds a converter has for each megabyte of Markdown. A report of a hundred pages is a quarter, and takes one."""

# Room for what is made before any of it is cleared away, and for what stays before it is looked through: a report then
# takes a tenth less time and 200 MB at most.
_MEMORY = ("+RTS", "-A128m", "-n2m", "-O64m", "-RTS")

# Not `pypandoc.get_pandoc_path()`: it prefers another pandoc it finds on the machine. Nothing else there is needed, so
# the package is found and not imported.
_PYPANDOC = find_spec("pypandoc")
_PANDOC = Path(str(_PYPANDOC and _PYPANDOC.origin)).parent / "files" / "pandoc"


class ConvertError(RuntimeError):
    """A document could not be made; the message is an Indonesian sentence and the converter's own text."""


@dataclass(frozen=True, slots=True)
class Bahan:
    """What a document is made from.

    Attributes:
        markdown: the whole report in the neutral dialect.
        templates: folder of templates, with `pandoc/` below it.
        resources: folder that image paths start from.
        epoch: time written into the document, seconds since 1970.
    """

    markdown: str
    templates: Path
    resources: Path
    epoch: int

    @property
    def patience(self) -> float:
        """Seconds a converter has: what is made to be hard to read would take for ever."""
        return PATIENCE * max(1, ceil(len(self.markdown) / 1_000_000))

    @property
    def pandoc(self) -> Path:
        """Folder of the files pandoc and Typst read."""
        return self.templates / "pandoc"


def run_pandoc(bahan: Bahan, to: str, filters: Sequence[str], *options: str) -> bytes:
    """Convert the Markdown.

    Args:
        bahan: what to convert.
        to: pandoc's name of the output format.
        filters: names of the Lua filters, in order.
        options: further command line options.

    Raises:
        ConvertError: pandoc failed or warned.
    """
    command = [
        str(_PANDOC),
        f"--from={_READER}{'' if _may_define(bahan.markdown) else '-definition_lists'}",
        f"--to={to}",
        "--output=-",
        "--fail-if-warnings",
        # A name broken over lines would be another name in the templates.
        "--wrap=none",
        # Without it a user's own pandoc folder would change the result.
        f"--data-dir={bahan.pandoc}",
        f"--resource-path={bahan.resources}",
        f"--metadata-file={bahan.pandoc / 'tata_letak.yaml'}",
        "--metadata=lang:id-ID",
        *([f"--lua-filter={bahan.pandoc / 'filters.lua'}"] if filters else []),
        *options,
        *_MEMORY,
    ]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(bahan.epoch), "LKJ_FILTERS": " ".join(filters)}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, and no part of the command is a user's text
            command,
            input=bahan.markdown.encode(),
            env=environment,
            capture_output=True,
            check=False,
            timeout=bahan.patience,
        )
    except subprocess.TimeoutExpired as error:
        raise ConvertError(f"Pandoc tidak selesai dalam {error.timeout} detik; periksa naskah yang janggal.") from error
    except OSError as error:
        raise ConvertError(f"Pandoc tidak dapat dijalankan: {error}") from error
    if done.returncode:
        raise ConvertError(f"Pandoc tidak dapat mengubah naskah:\n{_complaint(done.stderr)}")
    return done.stdout


def _may_define(markdown: str) -> bool:
    """Tell whether a text may hold definitions: to look for them, pandoc reads the first line of each paragraph twice.

    What stands below a table is its caption.
    """
    before = ""
    for line in markdown.split("\n"):
        found = _DEFINITION.search(line)
        if found and (found[1] or not _GRID.fullmatch(before)):
            return True
        before = line if line.strip() else before
    return False


def read_version() -> str:
    """Give the version of the pandoc that documents are made with.

    Raises:
        ConvertError: it cannot be run.
    """
    try:
        done = subprocess.run([str(_PANDOC), "--version"], capture_output=True, check=True, text=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise ConvertError(f"Pandoc tidak dapat dijalankan: {error}") from error
    return done.stdout.split()[1]


def _complaint(stderr: bytes) -> str:
    """Give pandoc's own text without the frame it puts around warnings, those of the filters among them."""
    text = re.sub(r"\[WARNING\] (Scripting warning at .+ line \d+ column \d+: )?", "", stderr.decode(errors="replace"))
    return "\n".join(line for line in text.splitlines() if line != "Failing because there were warnings.")
