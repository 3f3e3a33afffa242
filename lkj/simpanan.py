"""What the program remembers from one run to the next, in a folder of its user.

Never in a project: whoever may write there, and be it by a pull request, could tell the program what it had found.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

FOLDER = "LKJ_CACHE"
"""The environment variable that names the folder; set but empty, nothing is remembered."""

# Names of notes, and what those begin with that are not whole yet.
_BELUM = ".lkj-"
_CATATAN = re.compile(rf"[0-9a-f]{{64}}\.json|{re.escape(_BELUM)}.*")

# So many notes are kept, the latest; a year and its outputs have two.
_BANYAK = 200


def is_on() -> bool:
    """Tell whether anything can be remembered."""
    try:
        _folder()
    except OSError:
        return False
    return True


def recall(sidik: str) -> dict[str, Any] | None:
    """Give what was remembered under a digest; None if that is nothing."""
    try:
        found = json.loads((_folder() / f"{sidik}.json").read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def remember(sidik: str, isi: dict[str, Any]) -> None:
    """Remember something under a digest; where nothing can be written, the next run does its work again."""
    with suppress(OSError):
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Whole or not at all: others may read it, or write the same, at this moment.
        with NamedTemporaryFile("w", encoding="ascii", dir=folder, prefix=_BELUM, delete=False) as file:
            json.dump(isi, file)
        Path(file.name).replace(folder / f"{sidik}.json")
        _forget_old(folder)


def _folder() -> Path:
    """Find the folder.

    Raises:
        OSError: there is none.
    """
    stated = os.environ.get(FOLDER)
    if stated is None:
        from platformdirs import user_cache_path  # noqa: PLC0415 - not needed where it is stated

        folder = user_cache_path("lkj", appauthor=False)
    else:
        folder = Path(stated)
    if not folder.is_absolute():  # empty, too, or where no home is known
        raise FileNotFoundError(folder)
    return folder


def _forget_old(folder: Path) -> None:
    """Remove the oldest notes, and what a killed run left half written; nothing else that may stand there."""
    notes = [path for path in folder.iterdir() if _CATATAN.fullmatch(path.name)]
    if len(notes) > _BANYAK:
        by_age = sorted(notes, key=lambda path: path.stat().st_mtime, reverse=True)
        # Some more than there must be, so that not every run looks at the age of all.
        for path in by_age[_BANYAK // 2 :]:
            path.unlink(missing_ok=True)
