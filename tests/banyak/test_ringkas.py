"""The line a process tells the one that started it."""

from __future__ import annotations

import pytest

from lkj.banyak.ringkas import read_ringkas, write_ringkas
from lkj.finding import Finding, Position, Severity

GALAT = Finding(Position("data/2025/target.yaml", 2, 11), "LKJ106", "Target “salah”.")
PERINGATAN = Finding(Position("data/2025/sdm.yaml"), "LKJ111", "Jenjang.", severity=Severity.PERINGATAN)


def test_what_is_written_is_read() -> None:
    line = write_ringkas([PERINGATAN, PERINGATAN, GALAT])
    assert line.isascii()
    assert "\n" not in line
    jumlah, pertama = read_ringkas(line.encode())
    assert jumlah == {Severity.GALAT: 1, Severity.PERINGATAN: 2, Severity.CATATAN: 0}
    assert pertama == GALAT


def test_the_first_of_the_gravest_is_told() -> None:
    assert read_ringkas(write_ringkas([PERINGATAN]).encode())[1] == PERINGATAN
    assert read_ringkas(write_ringkas([]).encode()) == (dict.fromkeys(Severity, 0), None)


def test_it_stays_short_whatever_the_data_hold() -> None:
    long = Finding(Position("\U0001f600" * 100_000), "LKJ106", "\U0001f600" * 100_000)
    line = write_ringkas([long] * 1000)
    assert len(line) < 1 << 14
    _, pertama = read_ringkas(line.encode())
    assert pertama
    assert pertama.message.endswith("…")


@pytest.mark.parametrize(
    "line",
    [b"", b"x", b"\xff", b"[]", b"null", b"3", b'{"jumlah": {}}', b'{"jumlah": [], "pertama": null}',
     b'{"jumlah": {"galat": 1, "peringatan": 0, "catatan": 0}, "pertama": {"berkas": "a"}}',
     b'{"jumlah": {"galat": "x", "peringatan": 0, "catatan": 0}, "pertama": null}'],
)  # fmt: skip
def test_anything_else_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 # whatever it says
        read_ringkas(line)
