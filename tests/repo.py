"""Repositories of tests: commits of an invented person, and none of the settings of whoever runs the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

GIT = shutil.which("git") or "git"
_IDENTITAS = ("-c", "user.name=Ani", "-c", "user.email=ani@contoh.id", "-c", "commit.gpgsign=false")


def run_git(folder: Path, *arguments: str, stdin: bytes | None = None) -> str:
    """Run git in a folder; give what it says."""
    done = subprocess.run([GIT, *_IDENTITAS, *arguments], cwd=folder, input=stdin, capture_output=True, check=True)
    return done.stdout.decode().strip()


def forget_setelan(patch: pytest.MonkeyPatch) -> None:
    """Let git read no settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        patch.delenv(name)
    patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
