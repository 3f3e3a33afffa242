"""How a run of the program ended."""

from __future__ import annotations

from typing import NamedTuple


class Keluaran(NamedTuple):
    """Its exit code, and what it wrote."""

    code: int
    out: str
    err: str
