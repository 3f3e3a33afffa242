"""What a report is made from: the folders of a project, the templates, the program itself, and the time.

Nothing here is slow to import.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import lkj

TANPA_TEMPLAT = "LKJ_NO_TEMPLATES"
"""The environment variable that forbids a project's own templates; processes that are started inherit it."""


def name_masukan(tahun: int) -> tuple[str, str, str]:
    """Name the folders of a project that a report may be made from: its year, the year before, and own templates."""
    return f"data/{tahun}", f"data/{tahun - 1}", "templates"


def is_scratch(name: str) -> bool:
    """Tell whether an editor or the system keeps a file for itself, beside those that somebody wrote.

    Args:
        name: its path from the folder of the project or of the year, with slashes.
    """
    return any(_SCRATCH.fullmatch(part) for part in name.split("/"))


# Hidden files, those of vim (`x.swp`, `x~`, `4913`), Emacs (`#x#`), Office (`~$x`) and Windows, and copies that are not
# renamed yet.
_SCRATCH = re.compile(
    r"\..*|.*~|.*\.(swp|swo|tmp|temp)|4913|#.*#|~\$.*|Thumbs\.db|desktop\.ini|__pycache__", re.IGNORECASE | re.DOTALL
)


def find_shipped() -> Path:
    """Find the templates that ship with the program: in its package, or beside it where it runs from its source."""
    package = Path(lkj.__file__).parent
    return next(path for path in (package / "templates", package.parent / "templates") if path.is_dir())


def template_folders(project: Path) -> list[Path]:
    """List the folders templates are looked up in: the project's own, then those that ship with the program.

    Templates are code. The project's own are not used where `TANPA_TEMPLAT` forbids it, or a link leads out of it to
    them.
    """
    shipped = find_shipped()
    own = project / "templates"
    used = own.is_dir() and own.resolve().is_relative_to(project.resolve()) and not os.environ.get(TANPA_TEMPLAT)
    return [own, shipped] if used and own.resolve() != shipped.resolve() else [shipped]


def masukan_folders(project: Path, tahun: int) -> list[Path]:
    """List the folders of a project that a report is made from; not templates that are not used."""
    *data, own = (project / name for name in name_masukan(tahun))
    used = {folder.resolve() for folder in template_folders(project)}
    return [*data, own] if own.resolve() in used else data


def pandoc_folder(project: Path) -> Path:
    """Find the templates that hold `pandoc/`: the project's own, else those that ship with the program."""
    return next(path for path in template_folders(project) if (path / "pandoc").is_dir())


def hash_masukan(project: Path, tahun: int) -> dict[str, str]:
    """Give the SHA-256 of every file a report of the year is made from, by name; of none that is gone meanwhile."""
    found = {}
    for folder in masukan_folders(project, tahun):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not is_scratch(path.relative_to(folder).as_posix()):
                with suppress(FileNotFoundError):
                    found[path.relative_to(project).as_posix()] = hash_file(path)
    return found


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_folder(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each file in a folder, by name."""
    return {path.name: hash_file(path) for path in sorted(folder.iterdir()) if path.is_file()}


def hash_program() -> str:
    """Give the SHA-256 of the program and its templates; ends of lines, which git may change, do not count."""
    root, shipped = Path(__file__).parent, find_shipped()
    digest = hashlib.sha256()
    for folder, pattern in ((root, "*.py"), (root, "*.typ"), (shipped, "*")):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                content = path.read_bytes().replace(b"\r\n", b"\n")
                digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()


def read_epoch() -> int | None:
    """Give the time that `SOURCE_DATE_EPOCH` states, seconds since 1970."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    # Ten digits reach to the year 2286; anything else is no time a document could bear.
    return int(stated) if re.fullmatch(r"[0-9]{1,10}", stated) else None


def read_hari() -> date:
    """Give the day exceptions are measured by: that of `SOURCE_DATE_EPOCH` (UTC) if set, else that of the clock."""
    stated = read_epoch()
    return (datetime.now(UTC) if stated is None else datetime.fromtimestamp(stated, UTC)).date()
