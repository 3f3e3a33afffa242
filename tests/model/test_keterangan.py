from __future__ import annotations

import pytest

from lkj.load import PELENGKAP, WAJIB
from lkj.model.dasar import Model


def models_below(base: type[Model]) -> list[type[Model]]:
    return [found for child in base.__subclasses__() for found in (child, *models_below(child))]


# Only those of the package: other tests define models of their own.
MODELS = sorted(
    {found for found in models_below(Model) if found.__module__.startswith("lkj.")}, key=lambda found: found.__name__
)
KEYS = [(model, name) for model in MODELS for name in model.model_fields]


def test_every_file_is_covered() -> None:
    assert {*WAJIB.values(), *PELENGKAP.values()} <= set(MODELS)


@pytest.mark.parametrize(("model", "name"), KEYS, ids=[f"{model.__name__}.{name}" for model, name in KEYS])
def test_every_key_says_in_indonesian_what_it_holds(model: type[Model], name: str) -> None:
    description = model.model_fields[name].description
    assert description
    assert description[0].isupper()
    assert description == description.strip()
    assert not description.endswith(".")
    assert not {"the", "of", "and", "or", "a", "with"} & set(description.lower().split())
