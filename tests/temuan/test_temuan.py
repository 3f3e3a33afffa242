from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lkj.cli import _FORMAT
from lkj.temuan import PENULIS, write_findings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lkj.periksa import HasilPeriksa


def test_the_command_offers_every_format() -> None:
    assert set(_FORMAT) == {"text", *PENULIS}


def test_each_format_by_its_name(hasil: Callable[..., HasilPeriksa], tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    written = {bentuk: write_findings(bentuk, hasil(), 2024, tmp_path / "dinas") for bentuk in PENULIS}
    assert json.loads(written["json"])["tahun"] == 2024
    assert json.loads(written["json"])["temuan"][0]["berkas"] == "data/2025/narasi/sdm.md"
    assert written["github"].startswith("::notice file=dinas/data/2025/narasi/sdm.md,")
    assert json.loads(written["gitlab"])[0]["location"]["path"] == "dinas/data/2025/narasi/sdm.md"
    run = json.loads(written["sarif"])["runs"][0]
    assert run["automationDetails"]["id"] == "lkj/dinas/2024/"
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "dinas/data/2025/narasi/sdm.md"
