from __future__ import annotations

import dataclasses
from itertools import chain
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from lkj.model.dasar import Kode, Model, Nomor, iter_models
from lkj.model.indikator import Pita
from lkj.rules import rujukan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lkj.finding import Position
    from lkj.load import DataTahun


def test_what_the_rules_say(langgar: Callable[..., str], kasus: dict[str, Any]) -> None:
    assert langgar(getattr(rujukan, kasus["uji"]), kasus["ubah"]) == kasus["temuan"]


def test_every_code_is_a_definition_or_a_reference(bersih: tuple[DataTahun, DataTahun]) -> None:
    seen, unlisted = set(), set()
    for data in bersih:
        mentions = chain(rujukan.iter_definitions(data.nodes()), rujukan.iter_references(data.nodes()))
        listed = {sebutan.position for sebutan in mentions}
        for model in iter_models([getattr(data, field.name) for field in dataclasses.fields(data)]):
            for name in fields_with_codes(type(model)):
                places = set(places_of(model, name))
                seen |= {(type(model), name)} if places else set()
                unlisted |= {(type(model), name)} if places - listed else set()
    assert seen == {(kind, name) for kind in iter_kinds(Model) for name in fields_with_codes(kind)}
    assert unlisted == {(Pita, "kode")}  # names a colour


def iter_kinds(kind: type[Model]) -> Iterator[type[Model]]:
    below = [sub for sub in kind.__subclasses__() if sub.__module__.startswith("lkj.")]
    yield from chain.from_iterable(map(iter_kinds, below)) if below else (kind,)


def fields_with_codes(kind: type[Model]) -> list[str]:
    hints = get_type_hints(kind, include_extras=True)
    return [name for name in kind.model_fields if holds_code(hints[name])]


def holds_code(hint: Any) -> bool:
    return hint in (Kode, Nomor) or any(map(holds_code, get_args(hint)))


def places_of(model: Model, name: str) -> list[Position]:
    value = getattr(model, name)
    if isinstance(value, dict):
        return [model.at_key(name, key) for key in value]
    if isinstance(value, tuple):
        return [model.at(name, index) for index in range(len(value))]
    return [] if value is None else [model.at(name)]
