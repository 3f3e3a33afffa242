"""Reading a revision of the repository that holds a project.

The repository may come from anybody: no hook, filter or other program that its configuration names is run, nothing is
fetched, and neither the working tree nor the index is touched. What is read is written to a folder as plain files.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from lkj.nama import show_nama

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WINDOWS = os.name == "nt"

# What a branch others start from is called, the first that there is.
_UTAMA = ("origin/HEAD", "origin/main", "origin/master", "main", "master")

_AMAN = (
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    # A partial clone would fetch what it lacks, by programs its configuration names.
    *("-c", "protocol.allow=never"),
)
# What would lead git to another repository than the one around the project: a hook is run with some of these.
_ASING = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)

BANYAK_BERKAS = 20_000
BESAR = 1_000_000_000
_POTONG = 1 << 20
_BIASA = ("100644", "100755")
# A name that could lead out of the folder, or that cannot be shown.
_TAK_AMAN = re.compile(r"[\x00-\x1f\x7f\ufffd]|^(?:\.{0,2}|\.git)$", re.IGNORECASE)
_TAK_AMAN_WINDOWS = re.compile(r'[\\:*?"<>|]|[. ]$')
_PENUNJUK = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\noid sha256:([0-9a-f]{64})\nsize \d+\n?")
_BESAR_PENUNJUK = 200


class GitError(RuntimeError):
    """A repository that cannot be read; the message says why, in Indonesian."""


class RevisiError(GitError):
    """A revision that is not there, or cannot be found without being told."""


@dataclass(frozen=True, slots=True)
class Revisi:
    """A revision: `nama` as people call it, and the name of its commit."""

    nama: str
    commit: str

    @property
    def teks(self) -> str:
        """Both, the commit in short."""
        return self.nama if self.commit.startswith(self.nama) else f"{self.nama} ({self.commit[:7]})"


@dataclass(frozen=True, slots=True)
class _Entri:
    """A file of a revision: its name in the project, the name of its content, and how large that is."""

    nama: str
    isi: str
    besar: int


class Repositori:
    """The repository around a project.

    Args:
        project: the folder of the project.

    Raises:
        RevisiError: there is no repository around it.
        GitError: git is missing or refuses.
    """

    def __init__(self, project: Path) -> None:
        self._project = project
        self._git = _find_git()
        # Where the repository has the project, with a slash at the end; empty for its root.
        self._awalan = self._ask("rev-parse", "--show-prefix").decode(errors="surrogateescape").removesuffix("\n")
        if self._ask("rev-parse", "--is-inside-work-tree").strip() != b"true":
            raise RevisiError("Folder proyek berada di dalam data git sendiri, bukan di folder kerja.")

    def find_revisi(self, rev: str | None = None) -> Revisi:
        """Find a revision.

        Args:
            rev: what the user calls it; None for where this branch left the main branch.

        Raises:
            RevisiError: there is no such revision.
        """
        if rev is None:
            return self._find_pangkal()
        if not rev or rev.startswith("-") or not rev.isprintable():
            raise RevisiError(f"“{rev if rev.isprintable() else '?'}” bukan nama revisi.")
        commit = self._resolve(rev)
        if commit is None:
            raise RevisiError(f"Revisi {rev} tidak ada dalam repositori ini.{self._tell_shallow()}")
        return Revisi(rev, commit)

    def read_folders(self, revisi: Revisi, folders: Iterable[str], target: Path) -> list[str]:
        """Write the files of a revision below some folders of the project to another folder.

        Links and submodules are left out.

        Args:
            revisi: the revision.
            folders: the folders, such as `data/2025`; those that it does not have are passed over.
            target: an empty folder.

        Returns:
            What was left out or is not as it should be, a sentence each.

        Raises:
            GitError: a file cannot be read, or there are too many.
        """
        notes: list[str] = []
        entries = list(self._list(revisi, folders, notes))
        if len(entries) > BANYAK_BERKAS or sum(entry.besar for entry in entries) > BESAR:
            raise GitError(
                f"Revisi {revisi.teks} terlalu besar: {len(entries)} berkas, "
                f"{sum(entry.besar for entry in entries) // 1_000_000} MB; paling banyak {BANYAK_BERKAS} berkas dan "
                f"{BESAR // 1_000_000} MB."
            )
        if entries:
            self._write(entries, target, notes)
        return notes

    def _find_pangkal(self) -> Revisi:
        if self._resolve("HEAD") is None:
            raise RevisiError("Repositori ini belum mempunyai commit, jadi belum ada pembandingnya.")
        utama = next((nama for nama in _UTAMA if self._resolve(nama)), None)
        if utama is None:
            raise RevisiError(
                f"Cabang utama tidak ditemukan ({', '.join(_UTAMA)}); sebutkan revisinya, misalnya lkj diff HEAD~1."
                f"{self._tell_shallow()}"
            )
        found = self._run("merge-base", "HEAD", utama)
        if found.returncode:
            raise RevisiError(
                f"Cabang ini dan {utama} tidak mempunyai commit bersama; sebutkan revisinya, misalnya lkj diff {utama}."
                f"{self._tell_shallow()}"
            )
        commit = found.stdout.decode().strip()
        return Revisi(utama if commit == self._resolve(utama) else f"pangkal cabang dari {utama}", commit)

    def _resolve(self, rev: str) -> str | None:
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
        return None if found.returncode else found.stdout.decode().strip()

    def _tell_shallow(self) -> str:
        """Say what may be the reason where only the last commits were fetched."""
        if self._ask("rev-parse", "--is-shallow-repository").strip() != b"true":
            return ""
        return (
            " Repositori ini hanya memuat sebagian riwayat: jalankan git fetch --unshallow, atau dalam GitHub Actions "
            "beri actions/checkout “fetch-depth: 0”."
        )

    def _list(self, revisi: Revisi, folders: Iterable[str], notes: list[str]) -> Iterable[_Entri]:
        paths = [f"{self._awalan}{folder}" for folder in folders]
        listed = self._ask("ls-tree", "-r", "-z", "-l", "--full-tree", revisi.commit, "--", *paths)
        for record in filter(None, listed.split(b"\0")):
            about, _, raw = record.partition(b"\t")
            mode, _, isi, besar = about.decode().split()
            nama = raw.decode(errors="replace").removeprefix(self._awalan)
            if mode not in _BIASA:
                notes.append(f"{show_nama(nama)} dalam {revisi.teks} bukan berkas biasa, jadi tidak dibaca.")
            elif not all(map(_is_safe, nama.split("/"))):
                notes.append(f"{show_nama(nama)} dalam {revisi.teks} bernama tidak baku, jadi tidak dibaca.")
            elif not besar.isdecimal():
                raise _gone(nama)
            else:
                yield _Entri(nama, isi, int(besar))

    def _write(self, entries: Sequence[_Entri], target: Path, notes: list[str]) -> None:
        with subprocess.Popen(  # noqa: S603 # git itself, found by name
            [self._git, *_AMAN, "cat-file", "--batch"],
            cwd=self._project,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            assert process.stdin  # noqa: S101 # asked for
            assert process.stdout  # noqa: S101 # asked for
            for entry in entries:
                process.stdin.write(f"{entry.isi}\n".encode())
                process.stdin.flush()
                head = process.stdout.readline().split()
                if head[1:] != [b"blob", str(entry.besar).encode()]:
                    process.kill()
                    raise _gone(entry.nama)
                path = target / entry.nama
                path.parent.mkdir(parents=True, exist_ok=True)
                _copy(process.stdout, path, entry.besar)
                process.stdout.read(1)  # the end of the line
                if entry.besar <= _BESAR_PENUNJUK:
                    self._fetch_lfs(path, entry.nama, notes)

    def _fetch_lfs(self, path: Path, nama: str, notes: list[str]) -> None:
        """Put the content kept by Git LFS in the place of a pointer to it."""
        pointer = _PENUNJUK.fullmatch(path.read_bytes())
        if pointer:
            oid = pointer[1].decode()
            common = self._ask("rev-parse", "--git-common-dir").decode(errors="surrogateescape").removesuffix("\n")
            kept = self._project / common / "lfs" / "objects" / oid[:2] / oid[2:4] / oid
            if kept.is_file():
                shutil.copyfile(kept, path)
            else:
                notes.append(f"Isi {nama} disimpan oleh Git LFS dan tidak ada di komputer ini.")

    def _ask(self, *arguments: str) -> bytes:
        """Give the answer of git.

        Raises:
            RevisiError: there is no repository.
            GitError: git refuses otherwise.
        """
        done = self._run(*arguments)
        if not done.returncode:
            return done.stdout
        reason = done.stderr.decode(errors="replace")
        if "not a git repository" in reason:
            raise RevisiError(f"{self._project.resolve().as_posix()} tidak berada dalam repositori git.")
        if "dubious ownership" in reason:
            raise GitError(
                "git menolak membaca repositori ini karena pemiliknya orang lain; bila memang Anda percayai, jalankan "
                f"git config --global --add safe.directory {self._project.resolve().as_posix()}"
            )
        raise GitError(f"git gagal: {show_nama(reason.partition(chr(10))[0].removeprefix('fatal: '))}")

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603 # git itself, found by name
            [self._git, *_AMAN, *arguments],
            cwd=self._project,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )


def _gone(nama: str) -> GitError:
    return GitError(f"Isi {nama} tidak ada dalam repositori ini.")


def _is_safe(part: str) -> bool:
    return not (_TAK_AMAN.search(part) or (WINDOWS and _TAK_AMAN_WINDOWS.search(part)))


def _find_git() -> str:
    found = shutil.which("git")
    # Windows also looks into the folder one is in, where a project may have put anything.
    if found is None or not Path(found).is_absolute():
        raise GitError("git tidak ditemukan: pasang git (https://git-scm.com) agar laporan dapat dibandingkan.")
    return found


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name.upper() not in _ASING}
    # Its messages are told apart by their English words.
    return kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}


def _copy(source: IO[bytes], path: Path, size: int) -> None:
    with path.open("xb") as handle:
        while size:
            part = source.read(min(size, _POTONG))
            if not part:
                raise GitError(f"git berhenti ketika membaca {path.name}.")
            handle.write(part)
            size -= len(part)
