"""What pydantic found wrong, in Indonesian sentences at the place in the YAML file."""

from __future__ import annotations

import difflib
import re
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from lkj.finding import MAX_FINDINGS, Finding, suggest_name
from lkj.model.dasar import Located, LocatedList, find_position, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from lkj.tanda import Tanda

M = TypeVar("M", bound=BaseModel)

_Path: TypeAlias = tuple[str | int, ...]

_LIST_ADVICE = "tulis tiap butir pada baris sendiri, menjorok dan diawali “- ”"
_MAPPING_ADVICE = "tulis `kunci: nilai` pada baris-baris di bawahnya, menjorok dua spasi"
_NUMBER_ADVICE = "tulis angka dengan titik sebagai tanda desimal, tanpa pemisah ribuan dan tanpa satuan"
_WHOLE_ADVICE = "tulis bilangan bulat tanpa tanda desimal"
_FILL = "isi, lalu hapus tanda # ISI; laporan tidak dapat disusun tanpanya"

# Error types that say the value has the wrong shape: what it should be, and how that is written.
_SHAPES = {
    "list_type": ("daftar", _LIST_ADVICE),
    "tuple_type": ("daftar", _LIST_ADVICE),
    "dict_type": ("kunci dan nilai", _MAPPING_ADVICE),
    "model_type": ("kunci dan nilai", _MAPPING_ADVICE),
}

# Placeholders: {tempat} the place, {isi} what was written, {banyak} its number of items, and pydantic's own.
_SENTENCES = {
    "int_parsing": ("“{isi}” bukan bilangan bulat.", _WHOLE_ADVICE),
    "decimal_parsing": ("“{isi}” bukan angka yang dapat dibaca.", _NUMBER_ADVICE),
    "greater_than": ("Nilai {tempat} harus lebih dari {gt}.", ""),
    "greater_than_equal": ("Nilai {tempat} tidak boleh kurang dari {ge}.", ""),
    "less_than": ("Nilai {tempat} harus kurang dari {lt}.", ""),
    "less_than_equal": ("Nilai {tempat} tidak boleh lebih dari {le}.", ""),
    "string_too_short": ("Nilai {tempat} kurang dari {min_length} huruf.", ""),
    "string_too_long": ("Nilai {tempat} lebih dari {max_length} huruf.", ""),
    "too_short": (
        "Isi {tempat} hanya {banyak} butir, padahal paling sedikit {min_length}.",
        "lengkapi butirnya",
    ),
    "too_long": (
        "Isi {tempat} sampai {banyak} butir, padahal paling banyak {max_length}.",
        "hapus yang berlebih",
    ),
}


def validate(
    model: type[M], node: Located | LocatedList | None, file: str, tanda: Iterable[Tanda] = ()
) -> tuple[M | None, list[Finding]]:
    """Turn what a YAML file holds into its model.

    Args:
        model: what the file should hold.
        node: what it holds; None where it could not be read, which has been reported then.
        file: its name in messages about the file as a whole.
        tanda: where it says that something is still to be filled in.

    Returns:
        The model, or None and the findings in the order of the file.
    """
    if node is None:
        return None, []
    try:
        return model.model_validate(node), []
    except ValidationError as invalid:
        # One more than is shown, so that it is told that there are more.
        errors = invalid.errors(include_url=False)[: MAX_FINDINGS + 1]
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    misspelt = {(*path[:-1], _guess_key(model, node, path)) for path in unknown}
    findings: dict[tuple[object, ...], Finding] = {}
    marked = {mark.baris: mark for mark in tanda}
    for error in errors:
        if error["loc"] in misspelt or _is_cut_short(error):
            continue
        mark = next((marked[line] for line in _iter_blank_lines(node, error) if line in marked), None)
        if mark:
            findings.setdefault((mark.position,), Finding(mark.position, "LKJ012", mark.message, _FILL))
            continue
        finding = _explain(model, node, error, file)
        # Keys that are missing stand at the same place, yet each is a flaw of its own.
        findings.setdefault((finding.position, error["loc"] if finding.code == "LKJ011" else ()), finding)
    return None, sorted(findings.values(), key=lambda finding: finding.position)


def _is_cut_short(error: ErrorDetails) -> bool:
    """Tell whether a list counts as too short only because items in it are wrong."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _iter_blank_lines(node: Located | LocatedList, error: ErrorDetails) -> Iterator[int]:
    """List the lines a mark may stand on that explains an error: none unless it is about something blank."""
    path, value = _follow(node, error["loc"])
    is_whole = error["type"] == "value_error" and isinstance(value, Located)
    blank = [value.keys_at[key].line for key, item in value.items() if item is None] if is_whole else []
    if value is not None and not blank:
        return
    yield from blank
    for depth in range(len(path), 0, -1):
        yield find_position(node, path[:depth], key=True).line


def _explain(model: type[BaseModel], node: Located | LocatedList, error: ErrorDetails, file: str) -> Finding:
    if error["type"] == "extra_forbidden":
        return _explain_unknown(model, node, error["loc"])
    if error["type"] == "missing":
        return _explain_missing(model, node, error)
    return _explain_value(model, node, error, file)


def _explain_unknown(model: type[BaseModel], node: Located | LocatedList, path: _Path) -> Finding:
    guess = _guess_key(model, node, path)
    names = ", ".join(f"`{name}`" for name in _fields(model, path[:-1]))
    advice = f"kunci yang dikenal di sini: {names}" if names else "hapus kunci ini"
    if guess:
        advice = f"maksud Anda “{guess}”?"
    message = f"Kunci `{shorten(str(path[-1]))}` tidak dikenal."
    return Finding(find_position(node, path, key=True), "LKJ010", message, advice)


def _guess_key(model: type[BaseModel], node: Located | LocatedList, path: _Path) -> str | None:
    """Find the key an unknown one was meant to be, among those that are not there."""
    _, present = _follow(node, path[:-1])
    names = [name for name in _fields(model, path[:-1]) if name not in present]
    return next(iter(difflib.get_close_matches(str(path[-1]).lower(), names, n=1)), None)


def _explain_missing(model: type[BaseModel], node: Located | LocatedList, error: ErrorDetails) -> Finding:
    *parent, name = error["loc"]
    names = list(_fields(model, tuple(parent)))
    before = names[: names.index(str(name))] if name in names else []
    previous = next((key for key in reversed(before) if key in error["input"]), None)
    line = f"sisipkan baris `{name}: …`"
    if previous is None:
        position, advice = find_position(node, tuple(parent)), f"{line} di awal bagian ini"
    else:
        position, advice = find_position(node, (*parent, previous), key=True), f"{line} sesudah `{previous}`"
    field = _field(model, error["loc"])
    holds = f" ({field.description})" if field and field.description else ""
    message = f"Kunci wajib `{name}` tidak ada{holds}."
    return Finding(position, "LKJ011", message, advice)


def _explain_value(model: type[BaseModel], node: Located | LocatedList, error: ErrorDetails, file: str) -> Finding:
    is_key = error["loc"][-1:] == ("[key]",)
    path, _ = _follow(node, error["loc"][:-1] if is_key else error["loc"])
    message, advice = _write(error, _name(path, file), _field(model, path))
    return Finding(find_position(node, path, key=is_key), "LKJ012", message, advice)


def _write(error: ErrorDetails, tempat: str, field: FieldInfo | None) -> tuple[str, str]:
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "lkj":
        return context["pesan"], context["saran"]
    if kind == "value_error":
        return str(context["error"]), ""
    if given is None or (isinstance(given, str) and not given.strip()):
        _, advice = _SHAPES.get(kind, ("", _choose(context) or "tulis isinya di sini"))
        drop = ", atau hapus kunci ini bila tidak ada isinya" if field and not field.is_required() else ""
        return f"Nilai {tempat} kosong.", advice + drop
    return _write_wrong(kind, given, context, tempat, field)


def _write_wrong(
    kind: str, given: Any, context: dict[str, Any], tempat: str, field: FieldInfo | None
) -> tuple[str, str]:
    container = isinstance(given, (Located, LocatedList))
    if kind in _SHAPES:
        shape, advice = _SHAPES[kind]
        return f"Isi {tempat} harus berupa {shape}.", advice
    if kind in _SENTENCES:
        sentence, advice = _SENTENCES[kind]
        values = {"tempat": tempat, "isi": shorten(str(given)), "banyak": len(given) if container else 0}
        return sentence.format_map(values | context), advice
    choose = _choose(context)
    if container:
        shape = "daftar" if isinstance(given, LocatedList) else "kunci dan nilai"
        return f"Isi {tempat} harus satu nilai, bukan {shape}.", choose or "tulis nilainya saja"
    if choose:
        guess = suggest_name(str(given).lower(), _choices(context))
        return f"“{shorten(str(given))}” bukan pilihan untuk {tempat}.", f"{guess} {choose}".lstrip()
    holds = field.description if field else None
    return f"Nilai {tempat} tidak dapat dipakai.", f"isi dengan: {holds}" if holds else ""


def _choose(context: dict[str, Any]) -> str:
    """Name the permitted values; empty where the model does not list them."""
    choices = _choices(context)
    return f"pilih salah satu: {', '.join(choices)}" if choices else ""


def _choices(context: dict[str, Any]) -> list[str]:
    # pydantic hands the permitted values over as English text: 'a', 'b' or 'c'.
    return re.findall(r"'(.*?)'(?:, | or |$)", context.get("expected", ""))


def _name(path: _Path, file: str) -> str:
    """Name a place in a sentence."""
    keys = [step for step in path if isinstance(step, str)]
    if not keys:
        return f"berkas {file}"
    if isinstance(path[-1], int):
        return f"butir ke-{path[-1] + 1} pada `{keys[-1]}`"
    return f"`{keys[-1]}`"


# Paths: through the values of the file, and through the models.


def _follow(node: Located | LocatedList, path: _Path) -> tuple[_Path, Any]:
    """Go down a path as far as it leads; steps of pydantic's own, such as the member of a union, do not.

    Returns:
        The part of the path that exists, and the value there.
    """
    value: Any = node
    for depth, step in enumerate(path):
        if isinstance(value, Located) and str(step) in value:
            value = value[str(step)]
        elif isinstance(value, LocatedList) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return path[:depth], value
    return path, value


def _fields(model: type[BaseModel], path: _Path) -> dict[str, FieldInfo]:
    """Give the fields of the model a path leads to; none where it leads to something else."""
    annotation: Any = model
    for step in path:
        annotation = _descend(_strip(annotation), step)
    annotation = _strip(annotation)
    return annotation.model_fields if _is_model(annotation) else {}


def _field(model: type[BaseModel], path: _Path) -> FieldInfo | None:
    return _fields(model, path[:-1]).get(str(path[-1])) if path else None


def _descend(annotation: Any, step: str | int) -> Any:
    if _is_model(annotation):
        field = annotation.model_fields.get(str(step))
        return field.annotation if field else None
    # The last argument is a list's item and a dict's value; a tuple of any length ends in an ellipsis.
    arguments = [argument for argument in get_args(annotation) if argument is not ...]
    return arguments[-1] if arguments else None


def _strip(annotation: Any) -> Any:
    """Take `Annotated` and `| None` off."""
    while get_origin(annotation) in {Annotated, Union, UnionType}:
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    return annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
