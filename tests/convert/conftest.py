from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lkj.convert.pandoc import Bahan
from lkj.convert.pdf import write_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

SINI = Path(__file__).parent


@pytest.fixture(scope="session")
def templates() -> Path:
    return SINI.parents[1] / "templates"


@pytest.fixture(scope="session")
def sampel() -> str:
    return (SINI / "sampel.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def bahan(templates: Path) -> Callable[[str], Bahan]:
    return lambda markdown: Bahan(markdown, templates, resources=SINI, epoch=1767225600)


@pytest.fixture(scope="session")
def sampel_pdf(
    bahan: Callable[[str], Bahan], sampel: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """The sample as PDF and its page numbers, made once."""
    target = tmp_path_factory.mktemp("pdf") / "sampel.pdf"
    return target, write_pdf(bahan(sampel), target)
