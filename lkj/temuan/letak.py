"""Where the repository has the project: services that show findings name files from the root of the repository."""

from __future__ import annotations

import os
from pathlib import Path

# The folder of the checkout, as GitHub Actions and GitLab CI tell it, for one that has no `.git`.
_STATED = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def find_letak(project: Path) -> str:
    """Give what the name of a file of the project begins with: "" where it is the root, else such as `dinas/`."""
    here = project.resolve()
    above = [folder for folder in (here, *here.parents) if (folder / ".git").exists()]
    stated = [Path(folder).resolve() for name in _STATED if (folder := os.environ.get(name))]
    root = next((folder for folder in (*above, *stated) if here.is_relative_to(folder)), here)
    return "".join(f"{part}/" for part in here.relative_to(root).parts)
