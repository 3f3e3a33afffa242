"""Running the pandoc that `pypandoc_binary` carries: Markdown in, a document out, no warning tolerated."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from itertools import accumulate
from math import ceil
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from lkj.convert.dokumen import Dokumen
from lkj.convert.potongan import drop_daftar, hold_alt, may_define, put_alt, split_markdown
from lkj.sampingan import Sampingan

if TYPE_CHECKING:
    from collections.abc import Sequence

# Raw markup would let a text of the data reach the converters; `@akun` is a name, not a citation; quotation marks and
# dashes are printed as they were typed; the alternative text of an image is no caption; words in brackets are no link
# to a heading that has the same.
_READER = "markdown-raw_html-raw_tex-raw_attribute-citations-smart-implicit_figures-implicit_header_references"

_FAILED = "Pandoc tidak dapat mengubah naskah:\n"

PATIENCE = 300
"""Seconds a converter has for each megabyte of Markdown. A report of a hundred pages is a quarter, and takes one."""

# Room for what is made before any of it is cleared away, which should fit into the cache of a processor, and for what
# stays before it is looked through.
_MEMORY = ("+RTS", "-A8m", "-O64m", "-RTS")

# Not `pypandoc.get_pandoc_path()`: it prefers another pandoc it finds on the machine. Nothing else there is needed, so
# the package is found and not imported.
_PYPANDOC = find_spec("pypandoc")
_PANDOC = Path(str(_PYPANDOC and _PYPANDOC.origin)).parent / "files" / "pandoc"


class ConvertError(RuntimeError):
    """A document could not be made; the message is an Indonesian sentence and the converter's own text."""


@dataclass(frozen=True)
class Bahan:
    """What a document is made from.

    Attributes:
        markdown: the whole report in the neutral dialect.
        templates: folder of templates, with `pandoc/` below it.
        resources: folder that image paths start from.
        epoch: time written into the document, seconds since 1970.
        giliran: held by who reads the text or changes its tree: Python would only share its time between them.
    """

    markdown: str
    templates: Path
    resources: Path
    epoch: int
    giliran: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    @property
    def patience(self) -> float:
        """Seconds a converter has: what is made to be hard to read would take for ever."""
        return PATIENCE * max(1, ceil(len(self.markdown) / 1_000_000))

    @cached_property
    def pohon(self) -> list[bytes]:
        """The tree of each part of the text as pandoc's JSON: the text is read once, whatever is made of it.

        Raises:
            ConvertError: pandoc failed or warned.
        """
        metadata = (f"--metadata-file={self.pandoc / 'tata_letak.yaml'}", "--metadata=lang:id-ID")
        reader = f"--from={_READER}{'' if may_define(self.markdown) else '-definition_lists'}"
        banyak = os.cpu_count() or 1
        markdown, alt = hold_alt(drop_daftar(self.markdown))
        parts = split_markdown(markdown, banyak)
        # The lines before each, which pandoc must not leave out where it names one.
        before = [0, *accumulate(part.count("\n") for part in parts)]

        waiting = iter(range(len(parts)))
        hasil: dict[int, bytes] = {}

        def read() -> None:
            for nomor in waiting:
                hasil[nomor] = _run(self, parts[nomor].encode(), reader, "--to=json", *metadata, before=before[nomor])

        working = [Sampingan(read) for _ in range(min(banyak, len(parts)))]
        try:
            # Pandoc takes longer to read than Python does to load what comes next.
            import lkj.convert.filters  # noqa: F401, PLC0415

            for work in working:
                work.wait()
        finally:
            for work in working:
                work.end()
        return [put_alt(hasil[nomor], alt) for nomor in range(len(parts))]

    @property
    def pandoc(self) -> Path:
        """Folder of the files pandoc and Typst read."""
        return self.templates / "pandoc"


def read_markdown(bahan: Bahan) -> list[bytes]:
    """Give the tree of each part of the text as pandoc's JSON: the text is read once, whatever is made of it.

    Raises:
        ConvertError: pandoc failed or warned.
    """
    with bahan.giliran:
        return bahan.pohon


def run_pandoc(bahan: Bahan, to: str, filters: Sequence[str], *options: str) -> bytes:
    """Convert the Markdown.

    Args:
        bahan: what to convert.
        to: pandoc's name of the output format.
        filters: names of filters, in order.
        options: further command line options for what is written.

    Raises:
        ConvertError: pandoc or a filter failed or warned.
    """
    with bahan.giliran:
        pohon = _filter(bahan, to, filters)
    return _run(bahan, pohon, "--from=json", f"--to={to}", f"--resource-path={bahan.resources}", *options)


def _filter(bahan: Bahan, to: str, filters: Sequence[str]) -> bytes:
    from lkj.convert.filters import FILTERS  # noqa: PLC0415 - see above

    first, *others = map(json.loads, bahan.pohon)
    for other in others:
        first["blocks"] += other["blocks"]
    bercatatan = any(b'"Note"' in part for part in bahan.pohon)
    dokumen = Dokumen(first, to, bahan.resources, bahan.pandoc, bercatatan=bercatatan)
    try:
        for name in filters:
            FILTERS[name](dokumen)
    except RecursionError as error:
        raise ConvertError(f"{_FAILED}bagiannya bersusun terlalu dalam.") from error
    if dokumen.keluhan:
        raise ConvertError(_FAILED + "\n".join(dokumen.keluhan))
    # A tree holds nothing that holds it.
    return json.dumps(first, ensure_ascii=False, check_circular=False, separators=(",", ":")).encode()


def _run(bahan: Bahan, isi: bytes, *options: str, before: int = 0) -> bytes:
    """Run pandoc on a text that stands behind so many lines."""
    command = [
        str(_PANDOC),
        *options,
        "--output=-",
        "--fail-if-warnings",
        # A name broken over lines would be another name in the templates.
        "--wrap=none",
        # Without it a user's own pandoc folder would change the result.
        f"--data-dir={bahan.pandoc}",
        *_MEMORY,
    ]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(bahan.epoch)}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, and no part of the command is a user's text
            command,
            input=isi,
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
        raise ConvertError(_FAILED + _complaint(done.stderr, before))
    return done.stdout


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


def _complaint(stderr: bytes, before: int) -> str:
    """Give pandoc's own text without the frame it puts around warnings, and with the numbers of lines of the whole."""
    text = stderr.decode(errors="replace").replace("[WARNING] ", "")
    text = re.sub(r"\bline (\d+)", lambda found: f"line {int(found[1]) + before}", text)
    return "\n".join(line for line in text.splitlines() if line != "Failing because there were warnings.")
