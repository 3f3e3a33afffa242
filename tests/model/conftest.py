from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from lkj.finding import format_finding
from lkj.pesan import validate
from lkj.source import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.model.dasar import Model


@pytest.fixture
def baca() -> Callable[[type[Model], str], Any]:
    """Read a model from YAML without flaws."""

    def baca(model: type[Model], teks: str) -> Any:
        node, findings = parse_yaml(dedent(teks), "f")
        assert findings == []
        value, findings = validate(model, node, "f")
        assert findings == []
        return value

    return baca


@pytest.fixture
def tolak() -> Callable[[type[Model], str], str]:
    """Say what is wrong with a model in YAML, as people read it."""

    def tolak(model: type[Model], teks: str) -> str:
        node, findings = parse_yaml(dedent(teks), "f")
        assert findings == []
        value, findings = validate(model, node, "f")
        assert value is None
        return "".join(f"{format_finding(finding, {'f': dedent(teks).splitlines()})}\n" for finding in findings)

    return tolak
