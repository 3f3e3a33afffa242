"""Reading a revision: what is found, what is refused, and that nothing of a repository is run."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from itertools import count
from typing import TYPE_CHECKING

import pytest

from lkj.git import GitError, Repositori, Revisi, RevisiError
from tests.repo import run_git

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("tanpa_setelan_git")

NOMOR = count()


@pytest.fixture(scope="session")
def pola(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one commit on its branch main; not to be changed."""
    folder = tmp_path_factory.mktemp("pola")
    (folder / "data/2025").mkdir(parents=True)
    (folder / "data/2025/target.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder / "lain.txt").write_text("x\n", encoding="utf-8")
    run_git(folder, "init", "--quiet", "--initial-branch", "main", "--template", "")
    commit(folder)
    return folder


@pytest.fixture
def repo(pola: Path, tmp_path: Path) -> Path:
    """A repository with one commit on its branch main."""
    return shutil.copytree(pola, tmp_path / "repo")


def commit(folder: Path) -> str:
    run_git(folder, "add", "--all")
    # Commits of the same content and second must not be one.
    run_git(folder, "commit", "--quiet", "--allow-empty", "--message", str(next(NOMOR)))
    return run_git(folder, "rev-parse", "HEAD")


def read(folder: Path, target: Path, rev: str = "HEAD", *folders: str) -> tuple[dict[str, bytes], list[str]]:
    repositori = Repositori(folder)
    notes = repositori.read_folders(repositori.find_revisi(rev), folders or ("data/2025", "templates"), target)
    files = (path for path in sorted(target.rglob("*")) if not path.is_dir())
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in files}, notes


# Which revision.


def test_the_default_is_where_the_branch_began(repo: Path) -> None:
    first = run_git(repo, "rev-parse", "HEAD")
    assert Repositori(repo).find_revisi() == Revisi("main", first)
    run_git(repo, "checkout", "--quiet", "-b", "cabang")
    commit(repo)
    assert Repositori(repo).find_revisi() == Revisi("main", first)
    run_git(repo, "checkout", "--quiet", "main")
    commit(repo)
    run_git(repo, "checkout", "--quiet", "cabang")
    found = Repositori(repo).find_revisi()
    assert found == Revisi("pangkal cabang dari main", first)
    assert found.teks == f"pangkal cabang dari main ({first[:7]})"
    run_git(repo, "update-ref", "refs/remotes/origin/main", "cabang")
    assert Repositori(repo).find_revisi().nama == "origin/main"


def test_a_revision_is_found_by_any_name(repo: Path) -> None:
    run_git(repo, "tag", "--annotate", "v1", "--message", "x")
    sha = run_git(repo, "rev-parse", "HEAD")
    repositori = Repositori(repo)
    for rev in ("main", "HEAD", "v1", "@"):
        assert repositori.find_revisi(rev) == Revisi(rev, sha)
    assert repositori.find_revisi("v1").teks == f"v1 ({sha[:7]})"
    assert repositori.find_revisi(sha[:9]).teks == sha[:9]


def test_a_revision_there_is_not(pola: Path) -> None:
    repositori = Repositori(pola)
    for rev in ("tidak", "HEAD~9", "HEAD:data", "main..HEAD", "a b"):
        with pytest.raises(RevisiError, match=r"tidak ada dalam repositori ini\.$"):
            repositori.find_revisi(rev)
    for rev in ("-x", "--output=x", "--all", "", "a\nb", "a\0b"):
        with pytest.raises(RevisiError, match="bukan nama revisi"):
            repositori.find_revisi(rev)


def test_no_commit_yet(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "--quiet")
    with pytest.raises(RevisiError, match="belum mempunyai commit"):
        Repositori(tmp_path).find_revisi()


def test_no_main_branch(repo: Path) -> None:
    run_git(repo, "branch", "--move", "utama")
    with pytest.raises(RevisiError, match=r"^Cabang utama tidak ditemukan .*; sebutkan revisinya"):
        Repositori(repo).find_revisi()


def test_no_commit_in_common(repo: Path) -> None:
    run_git(repo, "checkout", "--quiet", "--orphan", "lain")
    commit(repo)
    with pytest.raises(RevisiError, match=r"^Cabang ini dan main tidak mempunyai commit bersama;"):
        Repositori(repo).find_revisi()


def test_a_shallow_clone_says_so(repo: Path, tmp_path: Path) -> None:
    commit(repo)
    clone = tmp_path / "klon"
    run_git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repo.as_posix()}", str(clone))
    with pytest.raises(RevisiError, match=r"HEAD~1 tidak ada .* git fetch --unshallow"):
        Repositori(clone).find_revisi("HEAD~1")


# Which repository.


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(RevisiError, match=r"tidak berada dalam repositori git\.$"):
        Repositori(tmp_path)


def test_inside_of_the_repository_itself(repo: Path) -> None:
    with pytest.raises(RevisiError, match="di dalam data git sendiri"):
        Repositori(repo / ".git")


def test_git_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match=r"^git tidak ditemukan: pasang git"):
        Repositori(tmp_path)


def test_git_that_the_project_brings_along_is_not_run(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What Windows finds first.
    monkeypatch.setattr("lkj.git.shutil.which", lambda _: os.path.join(".", "git.EXE"))  # noqa: PTH118
    with pytest.raises(GitError, match="git tidak ditemukan"):
        Repositori(repo)


@pytest.mark.parametrize(
    ("stderr", "message"),
    [
        ("fatal: detected dubious ownership in repository at '/x'\nmore", "git config --global --add safe.directory"),
        ("fatal: bad \x1b[31mobject\nmore", "git gagal: bad �[31mobject"),
    ],
)
def test_git_refuses(repo: Path, monkeypatch: pytest.MonkeyPatch, stderr: str, message: str) -> None:
    done = subprocess.CompletedProcess([], 128, b"", stderr.encode())
    monkeypatch.setattr("lkj.git.subprocess.run", lambda *_, **__: done)
    with pytest.raises(GitError, match=re.escape(message)) as raised:
        Repositori(repo)
    assert not isinstance(raised.value, RevisiError)


def test_the_variables_of_a_hook_do_not_lead_elsewhere(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "lain"
    run_git(tmp_path, "init", "--quiet", str(other))
    sha = run_git(repo, "rev-parse", "HEAD")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "tidak/ada")
    assert Repositori(repo).find_revisi("HEAD").commit == sha


# What is read.


def test_only_the_folders_that_are_asked_for(repo: Path, tmp_path: Path) -> None:
    (repo / "data/2024").mkdir()
    (repo / "data/2024/target.yaml").write_text("b: 1\n", encoding="utf-8")
    (repo / "data/20255").mkdir()
    (repo / "data/20255/target.yaml").write_text("c: 1\n", encoding="utf-8")
    commit(repo)
    (repo / "data/2025/target.yaml").write_text("a: 2\n", encoding="utf-8")
    assert read(repo, tmp_path / "lama") == ({"data/2025/target.yaml": b"a: 1\n"}, [])
    assert read(repo, tmp_path / "lain", "HEAD", "data/*")[0] == {}


def test_a_project_in_a_folder_of_the_repository(repo: Path, tmp_path: Path) -> None:
    project = repo / "dinas [1] “é”"
    (project / "data/2025").mkdir(parents=True)
    (project / "data/2025/foto é.jpg").write_bytes(b"\0\r\n" * 1_000_000)
    (project / "data/2025/kosong.md").touch()
    commit(repo)
    files, notes = read(project, tmp_path / "lama")
    assert (list(files), notes) == (["data/2025/foto é.jpg", "data/2025/kosong.md"], [])
    assert files["data/2025/foto é.jpg"] == b"\0\r\n" * 1_000_000


def test_links_and_submodules_are_left_out(repo: Path, tmp_path: Path) -> None:
    (repo / "data/2025/keluar.yaml").symlink_to("/etc/passwd")
    sha = commit(repo)
    run_git(repo, "update-index", "--add", "--cacheinfo", f"160000,{sha},data/2025/sub")
    run_git(repo, "commit", "--quiet", "--message", "x")
    files, notes = read(repo, tmp_path / "lama")
    assert list(files) == ["data/2025/target.yaml"]
    assert [note.split(" dalam ")[0] for note in notes] == ["data/2025/keluar.yaml", "data/2025/sub"]
    assert all(note.endswith("bukan berkas biasa, jadi tidak dibaca.") for note in notes)


def make_tree(folder: Path, *entries: tuple[str, str, str]) -> str:
    return run_git(
        folder, "mktree", "-z", stdin="".join(f"{mode} {oid}\t{nama}\0" for mode, oid, nama in entries).encode()
    )


def test_names_that_lead_out_of_the_folder_are_refused(repo: Path, tmp_path: Path) -> None:
    refused = ("..", ".", ".git", ".GIT", "a\nb", "a\x1b[31mb", "a\x7fb")
    blob = run_git(repo, "hash-object", "-w", "--stdin", stdin=b"x")
    inner = make_tree(repo, ("100644 blob", blob, "x.yaml"))
    folders = [("040000 tree", inner, nama) for nama in refused]
    tahun = make_tree(repo, *folders, ("100644 blob", blob, "baik.yaml"))
    data = make_tree(repo, ("040000 tree", tahun, "2025"))
    root = make_tree(repo, ("040000 tree", data, "data"))
    sha = run_git(repo, "commit-tree", root, "-m", "x")
    target = tmp_path / "dalam/lama"
    files, notes = read(repo, target, sha)
    assert list(files) == ["data/2025/baik.yaml"]
    assert [path.name for path in (tmp_path / "dalam").iterdir()] == ["lama"]
    assert len(notes) == len(refused)
    assert all(note.isprintable() and note.endswith("bernama tidak baku, jadi tidak dibaca.") for note in notes)


def test_more_names_are_refused_on_windows(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = ("a\\..\\b.yaml", "C:x.yaml", "con.yaml:x", "a. ", 'a"b')
    for nama in refused:
        (repo / "data/2025" / nama).touch()
    commit(repo)
    assert len(read(repo, tmp_path / "a")[0]) == len(refused) + 1
    monkeypatch.setattr("lkj.git.WINDOWS", True)
    files, notes = read(repo, tmp_path / "b")
    assert (list(files), len(notes)) == (["data/2025/target.yaml"], len(refused))


@pytest.mark.parametrize(("name", "limit"), [("BANYAK_BERKAS", 1), ("BESAR", 5)])
def test_a_revision_that_is_too_large(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    (repo / "data/2025/sdm.yaml").write_text("b: 1\n", encoding="utf-8")
    commit(repo)
    monkeypatch.setattr(f"lkj.git.{name}", limit)
    with pytest.raises(GitError, match="terlalu besar: 2 berkas, 0 MB"):
        read(repo, tmp_path / "lama")
    assert not (tmp_path / "lama").exists()


def test_content_that_is_missing(repo: Path, tmp_path: Path) -> None:
    oid = run_git(repo, "rev-parse", "HEAD:data/2025/target.yaml")
    (repo / ".git/objects" / oid[:2] / oid[2:]).unlink()
    with pytest.raises(GitError, match=r"^(Isi data/2025/target\.yaml tidak ada|git gagal: )"):
        read(repo, tmp_path / "lama")


def test_git_that_stops_midway(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = tmp_path / "bin/git"
    git.parent.mkdir()
    git.write_text(
        '#!/bin/sh\ncase "$*" in\n*cat-file*) read oid; echo "$oid blob 5"; printf \'a: \' ;;\n'
        f"*) PATH='{os.environ['PATH']}' exec git \"$@\" ;;\nesac\n",
        encoding="utf-8",
    )
    git.chmod(0o755)
    monkeypatch.setenv("PATH", str(git.parent))
    with pytest.raises(GitError, match=r"^git berhenti ketika membaca target\.yaml\.$"):
        read(repo, tmp_path / "lama")


def test_content_kept_by_git_lfs(repo: Path, tmp_path: Path) -> None:
    names = [hashlib.sha256(isi).hexdigest() for isi in (b"gambar", b"hilang")]
    for index, oid in enumerate(names):
        text = f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 6\n"
        (repo / f"data/2025/{index}.jpg").write_text(text, encoding="utf-8")
    kept = repo / ".git/lfs/objects" / names[0][:2] / names[0][2:4] / names[0]
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"gambar")
    commit(repo)
    files, notes = read(repo, tmp_path / "lama")
    assert files["data/2025/0.jpg"] == b"gambar"
    assert files["data/2025/1.jpg"].startswith(b"version ")
    assert notes == ["Isi data/2025/1.jpg disimpan oleh Git LFS dan tidak ada di komputer ini."]


# What a repository may not do.


def test_nothing_that_a_repository_names_is_run(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trace = tmp_path / "jejak"
    program = tmp_path / "program.sh"
    program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{trace}'\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    (repo / ".gitattributes").write_text("* filter=jahat diff=jahat export-subst ident\n", encoding="utf-8")
    (repo / "data/2025/target.yaml").write_text("a: $Id$ $Format:%H$\n", encoding="utf-8")
    commit(repo)
    settings = {
        "core.fsmonitor": program,
        "core.hooksPath": tmp_path,
        "core.pager": program,
        "core.sshCommand": program,
        "core.editor": program,
        "core.askPass": program,
        "credential.helper": program,
        "diff.external": program,
        "diff.jahat.textconv": program,
        "diff.jahat.command": program,
        "filter.jahat.clean": program,
        "filter.jahat.smudge": program,
        "filter.jahat.process": program,
        "alias.cat-file": f"!{program}",
        "tar.tar.command": program,
        "uploadpack.packObjectsHook": program,
        "gc.auto": "1",
    }
    for name, value in settings.items():
        run_git(repo, "config", name, str(value))
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        for folder in (repo / ".git/hooks", tmp_path):
            folder.mkdir(exist_ok=True)
            (folder / name).write_bytes(program.read_bytes())
            (folder / name).chmod(0o755)
    trace.unlink(missing_ok=True)
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "PAGER", "GIT_ASKPASS", "GIT_SSH_COMMAND", "EDITOR"):
        monkeypatch.setenv(name, str(program))

    def snapshot() -> dict[str, tuple[int, int]]:
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in repo.rglob("*") if path.is_file()}

    before = snapshot()
    (repo / "data/2025/target.yaml").touch()  # what would make git look at it again
    before[str(repo / "data/2025/target.yaml")] = snapshot()[str(repo / "data/2025/target.yaml")]
    assert Repositori(repo).find_revisi().nama == "main"
    files, _ = read(repo, tmp_path / "lama")
    assert files == {"data/2025/target.yaml": b"a: $Id$ $Format:%H$\n"}
    assert not trace.exists()
    assert snapshot() == before
    run_git(repo, "status")
    assert trace.exists()  # so much for the trap itself
