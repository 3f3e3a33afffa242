"""Work beside other work, for what leaves Python alone: converters, and Typst, which paints."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class Sampingan(Generic[_T]):
    """Work that has begun, in a thread that ends with the process if nobody waits for it.

    As a context it waits for its end: a process must not end while Typst is at work.
    """

    def __init__(self, work: Callable[[], _T]) -> None:
        self._work = work
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        self._error: BaseException | None = None
        try:
            self._result = self._work()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            self._error = error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def wait(self, seconds: float | None = None) -> _T:
        """Give the result, or raise what the work raised.

        Args:
            seconds: how long to wait; without end if it is None.

        Raises:
            TimeoutError: it is not done yet, and goes on.
        """
        self.end(seconds)
        if self._thread.is_alive():
            raise TimeoutError
        if self._error is not None:
            raise self._error
        return self._result

    def end(self, seconds: float | None = None) -> None:
        """Wait until it is done, well or not, but no longer than so many seconds."""
        self._thread.join(seconds)
