"""Runs the worked examples an official can read, for `Decimal` and for `Angka`."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import asdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

import lkj.compute
from lkj.angka import Angka
from lkj.compute.anggaran import Keluaran
from lkj.compute.capaian import Polaritas
from lkj.compute.rumus import Rumus, Variabel, parse_rumus
from lkj.compute.skala import CacatSkala, Pita
from lkj.compute.triwulan import Cara

CONTOH: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("contoh.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - keeps every scalar a string, as no Decimal may pass through a float
)


def _iter_public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Name every public function of the package's modules and every public method of their classes."""
    for found in pkgutil.iter_modules(lkj.compute.__path__):
        module = importlib.import_module(f"lkj.compute.{found.name}")
        for name, value in vars(module).items():
            if name.startswith("_") or getattr(value, "__module__", "") != module.__name__:
                continue
            if inspect.isfunction(value):
                yield name, value
            if inspect.isclass(value):
                for method in vars(value):
                    if inspect.isfunction(vars(value)[method]) and not method.startswith("_"):
                        yield f"{name}.{method}", vars(value)[method]


FUNGSI = dict(_iter_public())


def _write_variabel(variabel: Variabel) -> str:
    return f"{variabel.kode}[t-{variabel.mundur}]" if variabel.mundur else f"{variabel.kode}[t]"


def _read_pita(text: dict[str, str]) -> Pita:
    lebih_dari, sampai = (Decimal(text[key]) if text[key] else None for key in ("lebih_dari", "sampai"))
    return Pita(lebih_dari, sampai, text["nama"], text["kode"])


READERS: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "satuan": str,
    "desimal": int,
    "polaritas": Polaritas,
    "cara": Cara,
    "nilai": Decimal,
    "daftar_pita": lambda value: [_read_pita(pita) for pita in value],
    "label": lambda value: lambda variabel: value[_write_variabel(variabel)],
}


def _read(name: str, value: Any, number: Callable[[str], Any]) -> Any:
    """Read an argument by the name of its parameter; by default it is a number or a list of them."""
    if name in READERS:
        return READERS[name](value)
    if name == "lookup":
        return lambda variabel: number(value[_write_variabel(variabel)])
    if isinstance(value, list):
        return [_read(name, item, number) for item in value]
    if isinstance(value, dict):
        return Keluaran(**{key: number(item) for key, item in value.items()})
    return number(value)


def _call(contoh: dict[str, Any], number: Callable[[str], Any]) -> Any:
    arguments = {name: _read(name, value, number) for name, value in contoh["masukan"].items()}
    if contoh["fungsi"].startswith("Rumus."):
        return FUNGSI[contoh["fungsi"]](parse_rumus(arguments.pop("text")), **arguments)
    return FUNGSI[contoh["fungsi"]](**arguments)


def _show(hasil: Any, contoh: dict[str, Any]) -> Any:
    """Write a result the way the table writes it."""
    if isinstance(hasil, (list, tuple)):
        return [_show(part, contoh) for part in hasil]
    if isinstance(hasil, Rumus):
        return [_write_variabel(variabel) for variabel in hasil.daftar_variabel]
    if isinstance(hasil, (Pita, CacatSkala)):
        return {name: "" if value is None else str(value) for name, value in asdict(hasil).items()}
    if isinstance(hasil, str):
        return hasil
    value = hasil.pasti if isinstance(hasil, Angka) else hasil
    return str(value.quantize(Decimal(1).scaleb(-int(contoh["desimal"])), ROUND_HALF_UP))


def _expect(contoh: dict[str, Any]) -> Any:
    """Pad the numbers of the table to the decimals it declares: 3 stands for 3.00."""
    hasil = contoh["hasil"]
    if "desimal" not in contoh:
        return hasil
    if isinstance(hasil, list):
        return [_show(Decimal(part), contoh) for part in hasil]
    return _show(Decimal(hasil), contoh)


@pytest.mark.parametrize("number", [Decimal, lambda text: Angka(Decimal(text))], ids=["decimal", "angka"])
@pytest.mark.parametrize("contoh", CONTOH, ids=[contoh["judul"] for contoh in CONTOH])
def test_contoh(contoh: dict[str, Any], number: Callable[[str], Any]) -> None:
    assert _show(_call(contoh, number), contoh) == _expect(contoh)


def test_every_public_function_has_an_example() -> None:
    assert {contoh["fungsi"] for contoh in CONTOH} == set(FUNGSI)


@pytest.mark.parametrize("contoh", CONTOH, ids=[contoh["judul"] for contoh in CONTOH])
def test_every_example_is_complete(contoh: dict[str, Any]) -> None:
    assert set(contoh) - {"desimal"} == {"judul", "sumber", "fungsi", "masukan", "hasil"}
    assert contoh["sumber"].strip()


def test_titles_are_unique() -> None:
    assert len({contoh["judul"] for contoh in CONTOH}) == len(CONTOH)


def test_printed_numbers_have_no_more_decimals_than_declared() -> None:
    too_fine = [
        contoh["judul"]
        for contoh in CONTOH
        if "desimal" in contoh
        for part in (contoh["hasil"] if isinstance(contoh["hasil"], list) else [contoh["hasil"]])
        if Decimal(part) != Decimal(_show(Decimal(part), contoh))
    ]
    assert too_fine == []
