"""What all models share: frozen, strict about keys, aware of their position; typed scalars.

The loader keeps every YAML scalar a string (`None` for an empty one); the scalar types below give it meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from lkj.finding import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Located(dict[str, Any]):
    """A YAML mapping with the positions of itself, its keys and its values.

    Attributes:
        position: where the mapping starts.
        keys_at: position of each key.
        values_at: position of each value.
    """

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.position = position
        self.keys_at: dict[str, Position] = {}
        self.values_at: dict[str, Position] = {}


class LocatedList(list[Any]):
    """A YAML list with the positions of itself and of its items."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.position = position
        self.values_at: list[Position] = []


def find_position(node: Located | LocatedList, path: tuple[str | int, ...], *, key: bool = False) -> Position:
    """Find the place a path of keys and list indices leads to, or its nearest ancestor that exists.

    Args:
        node: where the path starts.
        path: keys and indices, outermost first.
        key: point at the last key instead of at its value.
    """
    position = node.position
    current: Any = node
    for depth, step in enumerate(path):
        if isinstance(current, Located) and str(step) in current:
            name = str(step)
            last = depth == len(path) - 1
            position = (current.keys_at if key and last else current.values_at)[name]
            current = current[name]
        elif isinstance(current, LocatedList) and isinstance(step, int) and step < len(current):
            position = current.values_at[step]
            current = current[step]
        else:
            break
    return position


class Model(BaseModel):
    """A part of the data of a year."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    _located: Located = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def _keep_position(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        model = handler(data)
        # A model that is handed over ready-made comes back as it is, with its position.
        if model is not data:
            model._located = data if isinstance(data, Located) else Located(Position("", 1, 1))  # noqa: SLF001
        return model

    @property
    def located(self) -> Located:
        """The YAML mapping this model was made from."""
        return self._located

    def at(self, *path: str | int) -> Position:
        """Give the position of a value below this model, or of the model itself.

        Where the path leads to a key that was not written, the nearest ancestor that was.
        """
        return find_position(self._located, path)

    def at_key(self, *path: str | int) -> Position:
        """Give the position of the key of a value below this model."""
        return find_position(self._located, path, key=True)


def _reject(message: str, saran: str) -> PydanticCustomError:
    # Braces would be taken for placeholders of pydantic's own message templates.
    return PydanticCustomError("lkj", "{pesan}", {"pesan": message, "saran": saran})


_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
MAX_DIGITS = 30


def _parse_desimal(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if _NUMBER.fullmatch(text):
        if len(text) <= MAX_DIGITS:
            return Decimal(text)
        raise _reject(f"“{shorten(text)}” terlalu panjang.", f"tulis paling banyak {MAX_DIGITS} angka")
    raise _reject(f"“{shorten(text)}” bukan angka yang dapat dibaca.", suggest_number(text))


def _parse_bulat(value: Any) -> Any:
    number = _parse_desimal(value)
    if not isinstance(number, Decimal):
        return number
    text = f"{number:f}"
    # Not 1.000 either: whoever types that means a thousand.
    if "." in text:
        rule = "bilangan bulat tanpa tanda desimal"
        is_thousands = re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text)
        saran = f"tulis {text.replace('.', '')} ({rule} dan pemisah ribuan)" if is_thousands else f"tulis {rule}"
        raise _reject(f"“{text}” bukan bilangan bulat.", saran)
    return int(number)


def suggest_number(text: str) -> str:
    """Say how a number that was typed wrongly should be written."""
    plain = re.sub(r"[\s_]", "", text).removesuffix(",-").removesuffix("%")
    plain, rupiah = re.subn(r"^[Rr]p\.?", "", plain)
    digits = r"\d{1,3}"
    # One dot alone may be a decimal point, but not in rupiah.
    groups = "+" if rupiah else "{2,}"
    if re.fullmatch(rf"-?{digits}(\.\d{{3}}){groups}(,\d+)?|-?{digits}(\.\d{{3}})+,\d+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(rf"-?{digits}(,\d{{3}}){{2,}}(\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"-?\d+,\d+", plain):
        plain = plain.replace(",", ".")
    elif re.fullmatch(r"-?0+\d+(\.\d+)?", plain):
        plain = re.sub(r"^(-?)0+(?=\d)", r"\1", plain)
    elif re.fullmatch(r"-?\.\d+", plain):
        plain = plain.replace(".", "0.")
    rule = "angka ditulis dengan titik sebagai tanda desimal, tanpa pemisah ribuan dan tanpa satuan"
    return f"tulis {plain} ({rule})" if _NUMBER.fullmatch(plain) else rule


def shorten(text: str, width: int = 40) -> str:
    """Cut a long value for a message of one line."""
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def _parse_tanggal(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    saran = "tulis tahun-bulan-hari, misalnya 2025-11-03"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip(), re.ASCII):
        raise _reject(f"“{shorten(value)}” bukan tanggal.", saran)
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise _reject(f"Tanggal {value} tidak ada dalam kalender.", saran) from None


def _parse_bulan(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    saran = "tulis tahun-bulan, misalnya 2025-11"
    found = _MONTH.fullmatch(value.strip())
    if not found:
        raise _reject(f"“{shorten(value)}” bukan bulan.", saran)
    year, month = int(found[1]), int(found[2])
    if not (year and 1 <= month <= 12):  # noqa: PLR2004
        raise _reject(f"Bulan {value} tidak ada dalam kalender.", saran)
    return date(year, month, 1)


@dataclass(frozen=True, slots=True)
class Pola:
    """A validator that wants a text to match a pattern as a whole.

    Attributes:
        regex: what the stripped text must match.
        message: what the text is not, following its quotation.
        saran: what to write instead.
    """

    regex: str
    message: str
    saran: str

    def __call__(self, value: Any) -> Any:
        """Give the value back; what is no text is left to other validators."""
        if isinstance(value, str) and not re.fullmatch(self.regex, value.strip(), re.ASCII):
            raise _reject(f"“{shorten(value)}” {self.message}", self.saran)
        return value


Desimal = Annotated[Decimal, BeforeValidator(_parse_desimal)]
"""A decimal number, unrounded as typed."""

Bulat = Annotated[int, BeforeValidator(_parse_bulat)]
"""A whole number."""

Tanggal = Annotated[date, BeforeValidator(_parse_tanggal)]
"""A calendar day, `2025-11-03`."""

Bulan = Annotated[date, BeforeValidator(_parse_bulan)]
"""A month, `2025-11`, held as its first day."""

Tahun = Annotated[
    int,
    BeforeValidator(_parse_bulat),
    # Runs first: the last validator of an annotation is the outermost.
    BeforeValidator(Pola(r"(19|20)\d\d", "bukan tahun.", "tulis empat angka, misalnya 2025")),
]
"""A year of four digits."""


def _parse_logika(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    meaning = {"ya": True, "tidak": False}
    if value.strip() not in meaning:
        raise _reject(f"“{shorten(value)}” bukan jawaban ya atau tidak.", "tulis ya atau tidak")
    return meaning[value.strip()]


Logika = Annotated[bool, BeforeValidator(_parse_logika)]
"""A yes or no, written `ya` or `tidak`."""

Teks = Annotated[str, StringConstraints(min_length=1)]
"""Plain text, printed as it is: no Markdown."""

Kode = Annotated[
    str,
    BeforeValidator(
        Pola(
            r"[a-z][a-z0-9]*(_[a-z0-9]+)*",
            "bukan kode.",
            "kode memakai huruf kecil, angka dan garis bawah, diawali huruf, misalnya pertumbuhan_koperasi",
        )
    ),
]
"""A name other parts of the data refer to; also a name in formulas and narrative."""

Nomor = Annotated[
    str,
    BeforeValidator(
        Pola(r"\d+(\.\d+)*", "bukan nomor program atau kegiatan.", "tulis angka berpisah titik, misalnya 1.2.1")
    ),
]
"""The number of a programme or kegiatan, `1.2.1`; text, so that `1.10` is not `1.1`."""


class ProsaText(str):
    """Prose as it was written; its own class so that it is rendered, not escaped, where it is printed."""

    __slots__ = ()


Prosa = Annotated[str, StringConstraints(min_length=1), AfterValidator(ProsaText)]
"""Markdown text in which `{{ … }}` refers to numbers of the report."""


def iter_models(value: Any) -> Iterator[Model]:
    """Walk a model and every model below it, in the order of the files."""
    parts: Iterable[Any] = ()
    if isinstance(value, Model):
        yield value
        parts = value.__dict__.values()
    elif isinstance(value, dict):
        parts = value.values()
    elif isinstance(value, (list, tuple)):
        parts = value
    for part in parts:
        if isinstance(part, (Model, list, tuple, dict)):
            yield from iter_models(part)
