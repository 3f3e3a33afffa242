"""The layout of the documents, which figures and converters share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from lkj.source import LOADER

if TYPE_CHECKING:
    from pathlib import Path


def load_tata_letak(pandoc: Path) -> dict[str, Any]:
    """Read fonts, sizes, margins and colours of the documents from the folder of the files pandoc reads."""
    text = (pandoc / "tata_letak.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=LOADER)["tata_letak"])  # noqa: S506 # a safe one
