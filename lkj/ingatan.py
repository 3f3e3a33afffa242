"""Work that several callers share: done once for a subject, and given again to whoever asks next."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

S = TypeVar("S")
T = TypeVar("T")


def remember_last(function: Callable[[S], T]) -> Callable[[S], T]:
    """Remember what a function last gave, and give it again for the same subject: rules share their work so."""
    last: list[tuple[S, T]] = []

    @wraps(function)
    def remembering(subject: S) -> T:
        if not last or last[0][0] is not subject:
            last[:] = [(subject, function(subject))]
        return last[0][1]

    return remembering
