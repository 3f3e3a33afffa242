"""Templates and narrative made ready to run, kept for the next rendering.

What a text becomes depends on the text alone, so one process reads each text once. The templates that ship with the
program are also kept in the folder Python keeps its own modules in, so that the next process need not read them either.
Templates of a project are not: only what the program itself brings is trusted as far as its code.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import FileSystemBytecodeCache

import lkj
from lkj.masukan import find_shipped

if TYPE_CHECKING:
    from types import CodeType
    from typing import Any

    from jinja2 import Environment
    from jinja2.bccache import Bucket


class Bacaan(FileSystemBytecodeCache):
    """What was read so far.

    Attributes:
        naskah: narrative that is ready to print, by its text and whether it is printed within a line.
    """

    def __init__(self) -> None:
        self._shipped = find_shipped()
        super().__init__(str(self._shipped / "__pycache__"))
        self.naskah: dict[tuple[str, bool], Any] = {}
        self._templat: dict[tuple[str, str], CodeType] = {}
        self._of_program: set[str] = set()

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Find what a template became, if it was read before."""
        if filename and Path(filename).is_relative_to(self._shipped):
            self._of_program.add(self.get_cache_key(name, filename))
        return super().get_bucket(environment, name, filename, source)

    def get_source_checksum(self, source: str) -> str:
        """Tell versions of a template apart, and of what reads it."""
        return super().get_source_checksum(f"{jinja2.__version__} {lkj.__version__} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand a template over, if it was read before."""
        key = bucket.key, bucket.checksum
        bucket.code = self._templat.get(key)
        if bucket.code is None and bucket.key in self._of_program:
            # Whatever is wrong with the file, the template itself is at hand.
            with suppress(Exception):
                super().load_bytecode(bucket)
            if bucket.code is not None:
                self._templat[key] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        assert bucket.code is not None  # noqa: S101 # it was just made
        self._templat[bucket.key, bucket.checksum] = bucket.code
        if bucket.key in self._of_program and not sys.dont_write_bytecode:
            # A folder that cannot be written to only costs time.
            with suppress(OSError):
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)


BACAAN = Bacaan()
