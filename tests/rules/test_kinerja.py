from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.rules import kinerja
from tests.rules.lanjutan import find_in_contoh

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_what_the_rules_say(kasus: dict[str, Any], tmp_path: Path, sunting: Callable[[Path, str, str], None]) -> None:
    assert (
        find_in_contoh(getattr(kinerja, kasus["uji"]), kasus["ubah"], tmp_path / "proyek", sunting) == kasus["temuan"]
    )
