"""Edits of every kind in every field: each is reported, or is a fact of its own. The table is shown with `-s`."""

from __future__ import annotations

import os
import random
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.mutasi import SENDIRI, Penyunting, Suntingan, choose, find_entry_for, list_edits, write_table

if TYPE_CHECKING:
    from pathlib import Path

SEED = 53
# How many edits of each kind are tried in each field; `make mutasi` tries more.
EACH = int(os.environ.get("LKJ_MUTASI", "0"))
FEW = {"2025": 82, "contoh": 72}


class Percobaan(NamedTuple):
    """An agency, all edits there are, those that are tried, and what becomes of them."""

    penyunting: Penyunting
    semua: list[Suntingan]
    verdicts: list[tuple[Suntingan, str, str]]


@pytest.fixture(scope="module", params=FEW)
def percobaan(request: pytest.FixtureRequest, akar: Path, tmp_path_factory: pytest.TempPathFactory) -> Percobaan:
    acak = random.Random(SEED)  # noqa: S311 # no secret
    asal = akar if request.param == "2025" else akar / "tests" / "contoh"
    penyunting = Penyunting(asal, tmp_path_factory.mktemp("mutasi") / "proyek")
    semua = list_edits(penyunting.data, penyunting.sources, acak)
    chosen = choose(semua, EACH or 1, acak)
    if not EACH:
        # At least one of each kind.
        first = {edit.jenis: edit for edit in chosen}
        left = [edit for edit in chosen if first[edit.jenis] is not edit]
        chosen = [*first.values(), *acak.sample(left, FEW[request.param] - len(first))]
    return Percobaan(penyunting, semua, [(edit, *penyunting.judge(edit)) for edit in chosen])


def test_no_edit_goes_by_unseen(percobaan: Percobaan) -> None:
    print(f"\n{write_table([(edit, verdict) for edit, verdict, _ in percobaan.verdicts])}")  # noqa: T201
    missed = [
        (edit.jenis, edit.berkas, edit.baris, why) for edit, verdict, why in percobaan.verdicts if verdict == "lolos"
    ]
    assert missed == []


def test_most_edits_are_reported_where_they_were_made(percobaan: Percobaan) -> None:
    counts = Counter(verdict for _, verdict, _ in percobaan.verdicts)
    assert counts.total() >= 72
    assert counts["di tempatnya"] > 0.65 * counts.total()


def test_every_kind_of_edit_is_tried(percobaan: Percobaan) -> None:
    tried = {edit.jenis for edit, _, _ in percobaan.verdicts}
    assert {edit.jenis for edit in percobaan.semua} == tried
    assert len(tried) >= 16


def test_an_edit_leaves_the_project_as_it_was(percobaan: Percobaan) -> None:
    penyunting, semua, _ = percobaan
    before = {path: path.read_bytes() for path in penyunting.folder.rglob("*") if path.is_file()}
    penyunting.judge(semua[0])
    assert {path: path.read_bytes() for path in penyunting.folder.rglob("*") if path.is_file()} == before


def test_every_reason_is_of_an_edit_there_can_be(akar: Path, tmp_path: Path) -> None:
    given = set()
    for nama, asal in (("satu", akar), ("dua", akar / "tests" / "contoh")):
        penyunting = Penyunting(asal, tmp_path / nama)
        edits = list_edits(penyunting.data, penyunting.sources, random.Random(SEED))  # noqa: S311 # no secret
        given |= {(entry["ruas"], entry["alasan"]) for entry in map(find_entry_for, edits) if entry}
    assert {(entry["ruas"], entry["alasan"]) for entry in SENDIRI} == given
