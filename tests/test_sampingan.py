from __future__ import annotations

from threading import Event
from time import sleep

import pytest

from lkj.sampingan import Sampingan


def test_work_goes_on_beside_and_its_result_is_given_again_and_again() -> None:
    begun, go = Event(), Event()

    def work() -> str:
        begun.set()
        assert go.wait(10)
        return "selesai"

    beside = Sampingan(work)
    assert begun.wait(10)
    with pytest.raises(TimeoutError):
        beside.wait(0.001)
    beside.end(0.001)
    go.set()
    assert [beside.wait(), beside.wait(10)] == ["selesai", "selesai"]


def test_a_context_waits_for_the_end_of_its_work() -> None:
    ended = Event()

    def work() -> None:
        sleep(0.05)
        ended.set()

    with pytest.raises(LookupError), Sampingan(work):
        raise LookupError
    assert ended.is_set()


@pytest.mark.parametrize("reason", [ValueError("gagal"), KeyboardInterrupt()])
def test_what_the_work_raises_is_raised_where_it_is_waited_for(reason: BaseException) -> None:
    def work() -> None:
        raise reason

    beside = Sampingan(work)
    beside.end()
    for _ in range(2):
        with pytest.raises(type(reason)) as caught:
            beside.wait()
        assert caught.value is reason
