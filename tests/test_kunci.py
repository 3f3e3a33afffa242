"""docs/data.md says of every key what it holds, in which unit, on which legal basis, and how it is written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from lkj.glossary import PERATURAN, UMUM
from lkj.load import PELENGKAP, WAJIB
from tools import kunci, make_docs

ROOT = Path(__file__).parents[1]
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
PART = DATA[DATA.index("<!-- mulai: berkas -->") : DATA.index("<!-- selesai: berkas -->")]
HEAD = ["Kunci", "Wajib", "Isi", "Arti", "Satuan", "Dasar", "Contoh"]
ROWS = [
    re.split(r"(?<!\\) \| ", line.removeprefix("| ").removesuffix(" |"))
    for line in re.findall(r"^\| .*\|$", PART, re.MULTILINE)
]
MODELS = {
    part.__name__: part for model in (*WAJIB.values(), *PELENGKAP.values()) for part in make_docs.find_places(model)
}
QUANTITY = re.compile(r"\bangka\b|\bbilangan bulat\b")


def hints() -> dict[str, Any]:
    return {f"{name}.{key}": hint for name, model in MODELS.items() for key, hint in make_docs.hints_of(model).items()}


def test_every_key_has_all_of_them() -> None:
    keys = [row for row in ROWS if row[0].startswith("`")]
    # The same kind of entry is described once in each file.
    assert len(keys) >= len(hints()) > 200
    assert all(row == HEAD or set("".join(row)) == {"-"} or row in keys for row in ROWS)
    for row in keys:
        assert len(row) == len(HEAD), row
        assert all(cell.strip(" `") for cell in row), row


def test_quantities_have_a_unit_and_nothing_else_has() -> None:
    for name, hint in hints().items():
        model, key = name.split(".")
        kind = make_docs.write_kind(hint, lambda _: "bagian")
        unit = kunci.find_satuan(MODELS[model], key)
        assert (unit != kunci.TANPA_SATUAN) == bool(QUANTITY.search(kind)), name


def test_no_unit_is_given_for_nothing() -> None:
    assert set(kunci.SATUAN) <= set(hints())
    for name in kunci.SATUAN:
        model, key = name.split(".")
        assert "(rupiah)" not in (MODELS[model].model_fields[key].description or "")


def test_a_basis_is_a_regulation_of_the_glossary_or_said_to_be_none() -> None:
    for row in ROWS:
        if row[0].startswith("`"):
            assert row[5] == UMUM or set(row[5].split(", ")) <= set(PERATURAN), row
    cited = {name for row in ROWS for name in PERATURAN if name in row[3]}
    assert cited
    assert all(name in row[5] for row in ROWS for name in cited if name in row[3])


@pytest.mark.parametrize("name", kunci.CONTOH)
def test_an_example_written_by_hand_can_be_read(name: str) -> None:
    text, hint = kunci.CONTOH[name], hints()[name]
    kind = make_docs.write_kind(hint, lambda _: "bagian")
    if "bagian" in kind:
        key = text.removeprefix("- ").partition(":")[0]
        assert key in {found for model in make_docs.models_in(hint) for found in model.model_fields}
        return
    value: Any = [item.strip() for item in text.strip("[]").split(",")] if text.startswith("[") else text
    TypeAdapter(hint).validate_python([None if item == "~" else item for item in value] if value != text else text)


def test_an_example_is_the_beginning_of_a_value_on_one_line() -> None:
    assert kunci.write_contoh("Satu\ndua") == "Satu dua"
    assert kunci.write_contoh(["1", None, "3.5"]) == "[1, ~, 3.5]"
    assert kunci.write_contoh(["kata", "lain"]) == "- kata"
    assert kunci.write_contoh([{"kode": "a", "nama": "b"}]) == "- kode: a"
    assert kunci.write_contoh({"2024": "7"}) == "2024: 7"
    assert kunci.write_contoh({"berkas": None}) == "berkas:"
    assert kunci.write_contoh({"pita": [{"sampai": "50"}]}) == "pita: …"


def test_the_page_leads_to_the_glossary() -> None:
    assert "[glosarium](glosarium.md)" in DATA
    assert "](docs/glosarium.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
