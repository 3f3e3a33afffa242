"""Whatever a YAML file holds: it is read, or what is wrong with it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from lkj.load import PELENGKAP, WAJIB
from lkj.model.dasar import Located, LocatedList
from lkj.pesan import validate
from lkj.source import decode_source, parse_yaml
from lkj.tanda import find_tanda
from tests.conftest import AKAR, KEDUA
from tests.fuzz.kasus import Proyek, check_place, examine_all, fuzz, read_plain
from tests.fuzz.strategi import CONTOH, TEKS_YAML, any_text, encode, mutate, mutated_files, neat_yaml, token, yamlish

if TYPE_CHECKING:
    from lkj.finding import Position
    from lkj.model.dasar import Model

MODEL = {**WAJIB, **PELENGKAP}


def read(raw: bytes, nama: str = "target") -> Model | None:
    """Read a file as the loader does, and see that it was read or that something was found."""
    text, findings = decode_source(raw, "x.yaml")
    sources = {"x.yaml": text.splitlines()}
    node = None
    if not findings:
        node, findings = parse_yaml(text, "x.yaml")
        assert (node is None) <= bool(findings)
    for finding in findings:
        check_place(finding, sources)
    if node is None:
        return None
    check_node(node, text)
    tanda = find_tanda(text, "x.yaml")
    value, found = validate(MODEL[nama], node, "x.yaml", tanda)
    assert (value is None) == bool(found)
    for finding in [*found, *(mark.to_finding() for mark in tanda)]:
        check_place(finding, sources)
    return value


def check_node(node: Located | LocatedList, text: str) -> None:
    """See that every value has a place inside the text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def is_inside(position: Position) -> bool:
        return position.column <= len(lines[position.line - 1]) + 1

    assert is_inside(node.position)
    if isinstance(node, Located):
        assert set(node) == set(node.keys_at) == set(node.values_at)
        assert all(map(is_inside, [*node.keys_at.values(), *node.values_at.values()]))
    else:
        assert len(node) == len(node.values_at)
        assert all(map(is_inside, node.values_at))
    for value in node.values() if isinstance(node, Located) else node:
        if isinstance(value, (Located, LocatedList)):
            check_node(value, text)


@fuzz(
    "yaml",
    12_000,
    raw=st.one_of(st.binary(max_size=200), any_text.map(encode), st.lists(token).map("".join).map(encode)),
)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    read(raw)


@fuzz("yaml", 10_000, text=yamlish(), nama=st.sampled_from(sorted(MODEL)))
def test_what_looks_like_yaml_is_read_or_refused(text: str, nama: str) -> None:
    read(encode(text), nama)


@fuzz("yaml", 6_000, text=neat_yaml(), nama=st.sampled_from(sorted(MODEL)))
def test_neat_yaml_means_what_another_reader_takes_it_for(text: str, nama: str) -> None:
    read(encode(text), nama)
    node, findings = parse_yaml(text, "x.yaml")
    if node is not None and not findings:
        assert plain(node) == plain(read_plain(text))


def plain(value: object) -> object:
    """Give a value without positions, empty texts and blanks alike."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return "" if value in {None, "~", "null"} else value


@fuzz("yaml", 8_000, text=mutate(st.sampled_from(TEKS_YAML)), nama=st.sampled_from(sorted(MODEL)))
def test_a_file_gone_wrong_is_read_or_refused(text: str, nama: str) -> None:
    read(encode(text), nama)


@fuzz("yaml", 1_500, files=mutated_files(CONTOH))
def test_a_year_gone_wrong_is_checked(proyek_contoh: Proyek, files: dict[str, bytes]) -> None:
    with proyek_contoh.change(files) as folder:
        examine_all(folder)


@fuzz("yaml", 2_500, files=mutated_files(KEDUA, 2))
def test_another_year_gone_wrong_is_checked(proyek_kedua: Proyek, files: dict[str, bytes]) -> None:
    with proyek_kedua.change(files) as folder:
        examine_all(folder)


@fuzz("yaml", 400, files=mutated_files(AKAR, 2))
def test_the_real_year_gone_wrong_is_checked(proyek_besar: Proyek, files: dict[str, bytes]) -> None:
    with proyek_besar.change(files) as folder:
        examine_all(folder)
