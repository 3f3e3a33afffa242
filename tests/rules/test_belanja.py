from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.rules import belanja

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_the_rules_say(langgar: Callable[..., str], kasus: dict[str, Any]) -> None:
    assert langgar(getattr(belanja, kasus["uji"]), kasus["ubah"]) == kasus["temuan"]
