"""A report on its way from Markdown to one of its documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lkj.convert.unsur import walk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lkj.convert.unsur import Olah, Unsur


@dataclass(frozen=True, slots=True)
class Dokumen:
    """The tree of a report, for one document.

    Attributes:
        isi: what pandoc's JSON says, metadata included.
        format: pandoc's name of the format it is written in.
        resources: folder that image paths start from.
        layout: folder of `tata_letak.yaml`.
        keluhan: what filters refuse, in Indonesian sentences.
        bercatatan: whether it may have footnotes, which hold blocks.
    """

    isi: dict[str, Any]
    format: str
    resources: Path
    layout: Path
    keluhan: list[str] = field(default_factory=list)
    bercatatan: bool = True

    @property
    def blocks(self) -> list[Unsur]:
        """The blocks of the report, to be changed."""
        blocks: list[Unsur] = self.isi["blocks"]
        return blocks

    def walk_blocks(self, olah: Mapping[str, Olah]) -> None:
        """Process blocks by their kind, what is within them first."""
        walk(self.blocks, olah, inlines=self.bercatatan)

    @property
    def typst(self) -> bool:
        """Whether it becomes the PDF, and not the DOCX."""
        return self.format == "typst"
