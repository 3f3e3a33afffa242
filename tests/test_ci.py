"""The files that agencies copy into their own repositories, and the hook for pre-commit."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import sysconfig
import threading
import tomllib
import zipfile
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import check_jsonschema
import pytest
import yaml
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lkj.banding import compare_tahun
from lkj.banding.markdown import write_markdown
from lkj.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).parents[1]
CI = ROOT / "docs" / "ci"
LKJ = CI / "github" / "workflows" / "lkj.yml"
KOMENTAR = CI / "github" / "workflows" / "lkj-komentar.yml"
BANYAK = CI / "github" / "workflows" / "lkj-banyak.yml"
GITHUB = (LKJ, KOMENTAR, BANYAK)
GITLAB = CI / "gitlab-ci.yml"
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in GITHUB}
PIPELINE = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
HALAMAN = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("ci.md", "banyak.md"))

JOBS = {name: job for workflow in WORKFLOWS.values() for name, job in workflow["jobs"].items()}
STEPS = [(name, step) for name, job in JOBS.items() for step in job["steps"]]
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]

posix = pytest.mark.skipif(sys.platform == "win32", reason="the scripts run on Linux")


def script(job: str, step: str) -> str:
    (found,) = (each["run"] for name, each in STEPS if name == job and each["name"] == step)
    return str(found)


def run_tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    tool = Path(sysconfig.get_path("scripts")) / name
    return subprocess.run([tool, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)


# Linters.


def lint(*paths: Path) -> subprocess.CompletedProcess[str]:
    shellcheck = Path(sysconfig.get_path("scripts")) / "shellcheck"
    return run_tool("actionlint", "-no-color", f"-shellcheck={shellcheck}", *map(str, paths))


def test_actionlint_finds_nothing() -> None:
    done = lint(*GITHUB)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_actionlint_would_find_something(tmp_path: Path) -> None:
    bad = (
        LKJ.read_text(encoding="utf-8").replace("needs: laporan", "needs: lain").replace('"$LKJ_FOLDER"', "$LKJ_FOLDER")
    )
    (tmp_path / "lkj.yml").write_text(bad, encoding="utf-8")
    found = lint(tmp_path / "lkj.yml").stdout
    assert 'needs job "lain" which does not exist' in found
    assert "SC2086" in found


def test_zizmor_finds_nothing_but_what_is_explained() -> None:
    done = run_tool(
        "zizmor", "--offline", "--no-config", "--persona=auditor", "--strict-collection", "--format=json",
        *map(str, (*GITHUB, CI / "github" / "dependabot.yml", ROOT / ".pre-commit-hooks.yaml")),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
    everything = "".join(path.read_text(encoding="utf-8") for path in GITHUB)
    assert re.findall(r"zizmor: ignore\[([^]]+)\]", everything) == ["dangerous-triggers"]


@pytest.mark.parametrize(
    ("schema", "path", "more"),
    [
        ("vendor.github-workflows", LKJ, ()),
        ("vendor.github-workflows", KOMENTAR, ()),
        ("vendor.github-workflows", BANYAK, ()),
        ("vendor.dependabot", CI / "github" / "dependabot.yml", ()),
        ("vendor.gitlab-ci", GITLAB, ("--data-transform", "gitlab-ci")),
    ],
)
def test_schemas(schema: str, path: Path, more: tuple[str, ...]) -> None:
    done = CliRunner().invoke(check_jsonschema.main, ["--builtin-schema", schema, *more, str(path)])
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "ok -- validation done")


def test_shellcheck_finds_nothing_in_the_scripts_of_gitlab(tmp_path: Path) -> None:
    scripts = []
    for name, job in PIPELINE.items():
        for part in ("before_script", "script"):
            lines = job.get(part, []) if isinstance(job, dict) else []
            if lines:
                scripts.append(tmp_path / f"{name}-{part}.sh")
                scripts[-1].write_text("\n".join(["#!/bin/sh", "set -e", *lines, ""]), encoding="utf-8", newline="\n")
    assert len(scripts) == 6
    done = run_tool("shellcheck", *map(str, scripts))
    assert (done.returncode, done.stdout) == (0, "")


# What they may do.


def test_nothing_runs_foreign_code_with_the_rights_of_the_repository() -> None:
    # YAML 1.1 reads the key `on` as true.
    assert {name: sorted(workflow[True]) for name, workflow in WORKFLOWS.items()} == {
        "lkj": ["pull_request", "push"],
        "lkj-komentar": ["workflow_run"],
        "lkj-banyak": ["pull_request", "push"],
    }
    assert "uses" not in {key for name, step in STEPS if name == "komentar" for key in step}
    assert WORKFLOWS["lkj-komentar"][True]["workflow_run"]["workflows"] == [WORKFLOWS["lkj"]["name"]]
    installing = [name for name, step in STEPS if "pip install" in step.get("run", "")]
    assert installing == ["laporan", "daftar", "instansi"]


def test_every_job_has_the_least_rights() -> None:
    assert [workflow["permissions"] for workflow in WORKFLOWS.values()] == [{}, {}, {}]
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "laporan": {"contents": "read"},
        "sarif": {"actions": "read", "contents": "read", "security-events": "write"},
        "terbit": {"contents": "write"},
        "komentar": {"actions": "read", "pull-requests": "write"},
        "daftar": {"contents": "read"},
        "instansi": {"contents": "read"},
        "semua": {},
    }
    assert "github.ref_type == 'tag'" in JOBS["terbit"]["if"]
    assert "head.repo.full_name == github.repository" in JOBS["sarif"]["if"]


def test_every_action_is_pinned_by_its_commit() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in GITHUB)
    used = re.findall(r"uses: (.*)", text)
    pins = [re.fullmatch(r"([a-z-]+(?:/[a-z-]+)+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", each) for each in used]
    assert len(used) == sum("uses" in step for _, step in STEPS)
    assert all(pins)
    # One version of each.
    assert len({pin[0] for pin in pins if pin}) == len({pin[1] for pin in pins if pin}) == 5


def test_nothing_an_outsider_wrote_becomes_part_of_a_script() -> None:
    for name, step in STEPS:
        assert "${{" not in step.get("run", ""), name
    assert not any("secrets" in path.read_text(encoding="utf-8") for path in GITHUB)


def test_only_who_writes_has_a_token() -> None:
    with_token = {name for name, step in STEPS if "github.token" in str(step)}
    assert with_token == {"terbit", "komentar"}
    for name, step in STEPS:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False, name
            assert not {"ref", "repository", "token"} & set(step["with"])


def test_no_cache_that_an_outsider_could_fill() -> None:
    assert "cache" not in str([step for _, step in STEPS])
    assert "cache" not in PIPELINE
    assert not any("cache" in job for job in PIPELINE.values() if isinstance(job, dict))


def test_nothing_runs_for_ever() -> None:
    assert all(0 < job["timeout-minutes"] <= 20 for job in JOBS.values())
    assert all("concurrency" in workflow for workflow in WORKFLOWS.values())
    assert PIPELINE[".lkj"]["timeout"] == "20 minutes"
    assert PIPELINE["terbit"]["timeout"] == PIPELINE["komentar"]["timeout"] == "10 minutes"


def test_addresses_are_filled_in_by_who_copies_the_files() -> None:
    for path in CI.rglob("*.yml"):
        assert "://" not in path.read_text(encoding="utf-8"), path.name
    for variables in (WORKFLOWS["lkj"]["env"], PIPELINE["variables"]):
        assert variables == {"LKJ_REPOSITORI": "", "LKJ_COMMIT": "", "LKJ_FOLDER": ".", "LKJ_CACHE": ""}
    assert WORKFLOWS["lkj-banyak"]["env"] == WORKFLOWS["lkj"]["env"] | {"LKJ_TAHUN": ""}


def test_only_a_protected_tag_is_released_by_gitlab() -> None:
    jobs = {name: job for name, job in PIPELINE.items() if isinstance(job, dict) and "script" in job}
    assert set(jobs) == {"periksa", "banding", "susun", "komentar", "terbit"}
    assert [name for name, job in jobs.items() if "TOKEN" in str(job)] == ["komentar", "terbit"]
    (rule,) = jobs["terbit"]["rules"]
    assert rule == {"if": '$CI_COMMIT_TAG =~ /^lkj-[0-9A-Za-z.]+$/ && $CI_COMMIT_REF_PROTECTED == "true"'}
    assert jobs["terbit"]["variables"] == {"GIT_STRATEGY": "none"}
    assert "extends" not in jobs["terbit"]


def test_gitlab_comments_only_where_it_was_asked_to() -> None:
    job = PIPELINE["komentar"]
    (rule,) = job["rules"]
    assert rule == {"if": '$CI_PIPELINE_SOURCE == "merge_request_event" && $LKJ_KOMENTAR == "ya"'}
    assert job["needs"] == ["banding"]
    assert job["allow_failure"] is True
    # No file of the repository or of another job, and nothing that is installed.
    assert job["variables"] == {"GIT_STRATEGY": "empty"}
    assert not {"extends", "before_script"} & set(job)
    assert "pip install" not in str(job["script"])
    # A variable of this environment is given to this job alone.
    assert job["environment"] == {"name": "lkj-komentar", "action": "access"}
    assert [name for name, other in PIPELINE.items() if "environment" in other] == ["komentar"]
    assert "LKJ_TOKEN_KOMENTAR" in HALAMAN
    assert "`LKJ_KOMENTAR`" in HALAMAN


def test_the_page_tells_of_every_job_and_file() -> None:
    for name in JOBS:
        assert f"| `{name}` |" in HALAMAN, name
    gitlab = HALAMAN.partition("\n## GitLab\n")[2].partition("\n## ")[0]
    for name in ("periksa", "banding", "susun", "komentar", "terbit"):
        assert f"| `{name}` |" in gitlab, name
    for path in CI.rglob("*.yml"):
        assert f"({path.relative_to(ROOT / 'docs').as_posix()})" in HALAMAN
    assert JOBS["laporan"]["name"] in HALAMAN


# What they do.


@posix
@pytest.mark.parametrize(
    "install",
    [
        pytest.param(script("laporan", "Pasang lkj"), id="github"),
        pytest.param(PIPELINE[".lkj"]["before_script"][0], id="gitlab"),
    ],
)
@pytest.mark.parametrize(
    ("repository", "commit"),
    [
        ("", "a" * 40),
        ("/lkj", ""),
        ("/lkj", "v1.0.0"),
        ("/lkj", "a" * 39),
        ("/lkj", "A" * 40),
    ],
)
def test_nothing_is_installed_without_a_commit(install: str, repository: str, commit: str) -> None:
    done = subprocess.run(
        [*BASH, install],
        env={"PATH": os.environ["PATH"], "LKJ_REPOSITORI": repository, "LKJ_COMMIT": commit, "RUNNER_TEMP": "/ada"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Isi LKJ_REPOSITORI dan LKJ_COMMIT" in done.stdout
    assert done.stderr == ""


@posix
def test_installing_takes_that_commit_and_checks_every_package(tmp_path: Path) -> None:
    """Run the script with a `python` that only tells what it was asked for."""
    program = tmp_path / "program"
    program.mkdir()
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@contoh", "-C", str(program)]
    (program / "versi").write_text("lama", encoding="utf-8")
    for command in (["init", "--quiet"], ["add", "-A"], ["commit", "--quiet", "--message=lama"]):
        subprocess.run([*git, *command], check=True)
    commit = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    (program / "versi").write_text("baru", encoding="utf-8")
    subprocess.run([*git, "commit", "--quiet", "--all", "--message=baru"], check=True)
    bin_folder = tell_programs(tmp_path, "python")
    (tmp_path / "temp").mkdir()
    done = subprocess.run(
        [*BASH, script("laporan", "Pasang lkj")],
        env={
            "PATH": f"{bin_folder}:{os.environ['PATH']}",
            "LKJ_REPOSITORI": program.as_uri(),
            "LKJ_COMMIT": commit,
            "RUNNER_TEMP": str(tmp_path / "temp"),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert (tmp_path / "temp" / "lkj" / "versi").read_text(encoding="utf-8") == "lama"
    assert done.stdout.splitlines() == [
        "python|-m|pip|install|--quiet|--require-hashes|--only-binary|:all:|-r|requirements-run.lock",
        "python|-m|pip|install|--quiet|--no-deps|--no-build-isolation|--no-index|.",
    ]


def test_every_job_installs_by_the_same_script() -> None:
    assert {script(job, "Pasang lkj") for job in ("daftar", "instansi")} == {script("laporan", "Pasang lkj")}


@posix
@pytest.mark.parametrize(
    ("tahun", "names"), [("", ["dinas-a-2024", "dinas-a-2025", "dinas-b-id-2025"]), ("2024", ["dinas-a-2024"])]
)
def test_the_matrix_is_an_output_of_one_line(tmp_path: Path, tahun: str, names: list[str]) -> None:
    for folder in ("a/data/2024", "a/data/2025", 'b $(id)"/data/2025'):
        (tmp_path / "dinas" / folder).mkdir(parents=True)
    output = tmp_path / "output"
    subprocess.run(
        [*BASH, script("daftar", "Cari instansi")],
        cwd=tmp_path,
        env={
            "PATH": f"{sysconfig.get_path('scripts')}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "LKJ_FOLDER": "dinas",
            "LKJ_TAHUN": tahun,
            "GITHUB_OUTPUT": str(output),
        },
        check=True,
    )
    (line,) = output.read_text(encoding="utf-8").splitlines()
    matrix = json.loads(line.removeprefix("matriks="))
    assert [job["nama"] for job in matrix["include"]] == names
    # What the jobs are told of, and nothing else.
    used = re.findall(r"\$\{\{ matrix\.(\w+) }}", BANYAK.read_text(encoding="utf-8"))
    assert {key for job in matrix["include"] for key in job} == set(used)


@posix
def test_an_agency_is_checked_and_built_whatever_its_folder_is_called(tmp_path: Path) -> None:
    folder = "dinas/a $(id) 'b'"
    (tmp_path / folder / "build" / "2025").mkdir(parents=True)
    (tmp_path / folder / "build" / "2025" / "lkj-2025.pdf").touch()
    (tmp_path / "temp").mkdir()
    bin_folder = tell_programs(tmp_path, "lkj")
    scripts = "\n".join(script("instansi", step) for step in ("Periksa data", "Susun laporan"))
    done = subprocess.run(
        [*BASH, scripts],
        cwd=tmp_path,
        env={
            "PATH": f"{bin_folder}:{os.environ['PATH']}",
            "FOLDER": folder,
            "TAHUN": "2025",
            "RUNNER_TEMP": str(tmp_path / "temp"),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [f"lkj|-C|{folder}|check|2025", f"lkj|-C|{folder}|build|2025"]
    assert (tmp_path / "temp" / "laporan" / "lkj-2025.pdf").exists()


@posix
@pytest.mark.parametrize(("result", "code"), [("success", 0), ("failure", 1), ("cancelled", 1), ("skipped", 1)])
def test_all_agencies_have_to_succeed(result: str, code: int) -> None:
    done = subprocess.run([*BASH, script("semua", "Lihat hasilnya")], env={"HASIL": result}, check=False)
    assert done.returncode == code
    assert JOBS["semua"]["if"] == "always()"
    assert JOBS["instansi"]["strategy"]["fail-fast"] is False


def tell_programs(tmp_path: Path, *names: str, extra: str = "") -> Path:
    """Make programs that write their arguments to stdout."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in names:
        (folder / name).write_text(f'#!/bin/sh\n{extra}\n(IFS="|"; echo "{name}|$*")\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def test_the_lock_of_the_program_alone_is_of_the_versions_that_are_tested() -> None:
    pinned = re.compile(r"^([\w.,\[\]-]+==\S+.*) \\$", re.MULTILINE)
    run, everything = (
        set(pinned.findall((ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements-run.lock", "requirements.lock")
    )
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {line.partition("==")[0] for line in run}
    for requirement in (*needed["project"]["dependencies"], *needed["dependency-groups"]["build"]):
        name = re.split(r"[<>=]", requirement)[0]
        assert re.sub(r"[-_.]+", "-", name).lower() in names
    assert run < everything


def test_packages_are_pinned_with_the_extras_others_ask_them_for() -> None:
    """Otherwise an installer takes the newest version of them, whose hash stands nowhere."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {
        canonicalize_name(name): extras for name, extras in re.findall(r"^([\w.-]+)(\[.*\])?==", lock, re.MULTILINE)
    }
    wanted = [
        (canonicalize_name(need.name), f"[{','.join(sorted(need.extras))}]")
        for distribution in distributions()
        if canonicalize_name(distribution.name) in pinned
        for need in map(Requirement, distribution.requires or ())
        if need.extras and (need.marker is None or need.marker.evaluate({"extra": ""}))
    ]
    assert ("coverage", "[toml]") in wanted
    assert [(name, extras) for name, extras in wanted if pinned.get(name) != extras] == []


@posix
@pytest.mark.parametrize(("there", "expected"), [(0, "upload"), (1, "create")])
def test_reports_are_added_to_the_release_of_a_tag(tmp_path: Path, there: int, expected: str) -> None:
    bin_folder = tell_programs(tmp_path, "gh", extra=f'[ "$2" = view ] && exit {there}')
    laporan = tmp_path / "laporan"
    laporan.mkdir()
    for name in ("lkj-2025.docx", "lkj-2025.pdf"):
        (laporan / name).touch()
    done = subprocess.run(
        [*BASH, script("terbit", "Terbitkan")],
        cwd=tmp_path,
        env={"PATH": f"{bin_folder}:{os.environ['PATH']}", "GITHUB_REF_NAME": "lkj-2025; id"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(f"gh|release|{expected}|lkj-2025; id|laporan/lkj-2025.docx|laporan/lkj-2025.pdf|--")


@posix
def test_gitlab_keeps_the_files_and_makes_a_release_of_them(tmp_path: Path) -> None:
    bin_folder = tell_programs(tmp_path, "curl")
    outputs = tmp_path / "build" / "2025"
    outputs.mkdir(parents=True)
    for name in ("jejak.json", "lkj-2025.docx"):
        (outputs / name).touch()
    done = subprocess.run(
        [*BASH, "\n".join(PIPELINE["terbit"]["script"])],
        cwd=tmp_path,
        env={
            "PATH": f"{bin_folder}:{os.environ['PATH']}",
            "LKJ_FOLDER": ".",
            "CI_API_V4_URL": "A",
            "CI_PROJECT_ID": "7",
            "CI_COMMIT_TAG": "lkj-2025",
            "CI_JOB_TOKEN": "T",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    *uploads, release = (line.split("|") for line in done.stdout.splitlines())
    assert [(upload[-2], upload[-1]) for upload in uploads] == [
        (f"./build/2025/{name}", f"A/projects/7/packages/generic/lkj/lkj-2025/{name}")
        for name in ("jejak.json", "lkj-2025.docx")
    ]
    assert release[-1] == "A/projects/7/releases"
    assert json.loads(release[release.index("--data") + 1]) == {
        "tag_name": "lkj-2025",
        "name": "Laporan kinerja lkj-2025",
        "assets": {
            "links": [
                {"name": name, "url": f"A/projects/7/packages/generic/lkj/lkj-2025/{name}"}
                for name in ("jejak.json", "lkj-2025.docx")
            ]
        },
    }


# The comment: a script that takes what an outsider may have written. It talks to a server of this test.


class Server:
    """A server that writes down what it is asked.

    Attributes:
        header: where the token is looked for, and what stands there.
        asked: method and path of every request, and what was sent with it.
        tokens: whether each request bore the token.
    """

    header = ("", "")

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any]] = []
        self.tokens: dict[str, bool] = {}

    def answer(self, method: str, path: str, sent: Any) -> tuple[int, Any]:
        """Give a status, and bytes or what becomes JSON."""
        raise NotImplementedError

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Serve on this machine; gives the address."""

        this = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                sent = json.loads(self.rfile.read(length)) if length else None
                name, token = this.header
                this.tokens[urlsplit(self.path).path] = self.headers.get(name) == token
                status, isi = this.answer(self.command, self.path, sent)
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", isi)
                    isi = b""
                data = isi if isinstance(isi, bytes) else json.dumps(isi).encode()
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PATCH = do_PUT = answer  # noqa: N815 # the names http.server looks for

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            yield f"http://127.0.0.1:{server.server_port}/api"
            server.shutdown()
            thread.join()


class Hub(Server):
    """A GitHub that knows one pull request and one run.

    Attributes:
        pulls: the open pull requests of the branch.
        artifacts: those of the run.
        arsip: the content of the artifact.
        comments: those of the pull request.
    """

    header = ("Authorization", "Bearer rahasia")

    def __init__(self) -> None:
        super().__init__()
        self.pulls: list[Any] = [{"number": 12, "head": {"sha": "c" * 40}}]
        self.arsip = pack({"perbedaan.md": b"### Perbedaan\n\nTidak ada.\n"})
        self.size: int | None = None
        self.expired = False
        self.comments: list[Any] = []

    def answer(self, method: str, path: str, sent: Any) -> tuple[int, Any]:  # noqa: PLR0911 # one for each path
        parts = urlsplit(path)
        self.asked.append((method, path, sent))
        match parts.path.removeprefix("/api/repos/dinas/data"):
            case "/pulls":
                return 200, self.pulls
            case "/actions/runs/99/artifacts":
                size = len(self.arsip) if self.size is None else self.size
                both = [{"id": n, "size_in_bytes": size, "expired": self.expired or n == 1} for n in (1, 5)]
                return 200, {"artifacts": both}
            case "/actions/artifacts/5/zip":
                return 302, "/gudang"
            case "/gudang":
                return 200, self.arsip
            case "/issues/12/comments" if method == "GET":
                start = (int(parse_qs(parts.query)["page"][0]) - 1) * 100
                return 200, self.comments[start : start + 100]
            case "/issues/12/comments" | "/issues/comments/44":
                return 201, {}
        return 404, {}

    def written(self) -> list[tuple[str, str, str]]:
        """Give what was asked for that changes something."""
        return [
            (method, path.removeprefix("/api/repos/dinas/data"), sent["body"])
            for method, path, sent in self.asked
            if method != "GET"
        ]


def pack(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, isi in files.items():
            archive.writestr(name, isi)
    return packed.getvalue()


@pytest.fixture
def hub() -> Hub:
    return Hub()


@pytest.fixture
def alamat(hub: Hub) -> Iterator[str]:
    with hub.serve() as address:
        yield address


@pytest.fixture
def tulis_komentar(
    alamat: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[], str]:
    """Run the script of the workflow; gives what it says or why it ends."""
    for name, value in {
        "GITHUB_API_URL": alamat,
        "GITHUB_REPOSITORY": "dinas/data",
        "TOKEN": "rahasia",
        "CABANG_UTAMA": "main",
        "RUN_ID": "99",
        "HEAD_SHA": "c" * 40,
        "HEAD_PEMILIK": "orang",
        "HEAD_CABANG": "a&state=all#`id`",
        "no_proxy": "*",
    }.items():
        monkeypatch.setenv(name, value)

    def tulis_komentar() -> str:
        program = compile(script("komentar", "Tulis perbedaan sebagai komentar"), "komentar.py", "exec")
        try:
            exec(program, {"__name__": "__main__"})  # noqa: S102 # as the workflow does
        except SystemExit as ended:
            if ended.code:
                return str(ended.code)
        return capsys.readouterr().out

    return tulis_komentar


KEPALA = (
    "<!-- lkj-perbedaan -->\n"
    "**Perbedaan angka laporan** pada commit cccccccccccc, ditulis otomatis dari isi pull request ini."
)


def test_the_difference_becomes_a_comment(hub: Hub, tulis_komentar: Callable[[], str]) -> None:
    assert tulis_komentar() == "Perbedaan ditulis pada pull request 12.\n"
    assert hub.written() == [("POST", "/issues/12/comments", f"{KEPALA}\n\n### Perbedaan\n\nTidak ada.\n")]
    # Asked of GitHub by the branch, whatever that is called.
    assert parse_qs(urlsplit(hub.asked[0][1]).query) == {
        "state": ["open"],
        "head": ["orang:a&state=all#`id`"],
        "base": ["main"],
        "per_page": ["100"],
    }


def test_the_token_stays_with_github(hub: Hub, tulis_komentar: Callable[[], str]) -> None:
    tulis_komentar()
    assert [path for path, told in hub.tokens.items() if not told] == ["/gudang"]


def test_the_comment_before_is_changed(hub: Hub, tulis_komentar: Callable[[], str]) -> None:
    bot = "github-actions[bot]"
    others = [{"id": n, "user": {"login": bot}, "body": "lain"} for n in range(98)]
    mimic = {"id": 43, "user": {"login": "orang"}, "body": KEPALA}
    quoted = {"id": 45, "user": {"login": bot}, "body": f"> {KEPALA}"}
    hub.comments = [*others, mimic, quoted, {"id": 44, "user": {"login": bot}, "body": KEPALA}]
    tulis_komentar()
    assert [(method, path) for method, path, _ in hub.written()] == [("PATCH", "/issues/comments/44")]


@pytest.mark.parametrize(
    "pulls",
    [[], [{"number": 12, "head": {"sha": "d" * 40}}]],
    ids=["closed", "moved on"],
)
def test_nothing_is_written_on_another_pull_request(
    hub: Hub, tulis_komentar: Callable[[], str], pulls: list[Any]
) -> None:
    hub.pulls = pulls
    assert tulis_komentar().startswith("Tidak ada yang ditulis")
    assert hub.written() == []
    assert not any("artifacts" in path for _, path, _ in hub.asked)


def test_nothing_is_written_where_nothing_was_compared(hub: Hub, tulis_komentar: Callable[[], str]) -> None:
    hub.expired = True
    assert tulis_komentar().startswith("Tidak ada yang ditulis")
    assert hub.written() == []


@pytest.mark.parametrize(
    ("arsip", "reason"),
    [
        (pack({"lain.md": b"a"}), "Artefak harus memuat perbedaan.md saja."),
        (pack({"perbedaan.md": b"a", "nomor": b"13"}), "Artefak harus memuat perbedaan.md saja."),
        (pack({"../perbedaan.md": b"a"}), "Artefak harus memuat perbedaan.md saja."),
        (pack({}), "Artefak harus memuat perbedaan.md saja."),
        (pack({"perbedaan.md": b"\0" * 9_000_000}), "perbedaan.md terlalu besar."),
        (pack({"perbedaan.md": b"a\x1b[31m"}), "perbedaan.md memuat huruf kendali."),
        (pack({"perbedaan.md": "a\u202eb".encode()}), "perbedaan.md memuat huruf kendali."),
        (os.urandom(1) + b"a" * 1_000_001, "Jawaban lebih dari 1000000 byte."),
    ],
)
def test_another_artifact_is_refused(hub: Hub, tulis_komentar: Callable[[], str], arsip: bytes, reason: str) -> None:
    hub.arsip, hub.size = arsip, 10
    assert tulis_komentar() == reason
    assert hub.written() == []


def test_a_large_artifact_is_not_even_fetched(hub: Hub, tulis_komentar: Callable[[], str]) -> None:
    hub.size = 1_000_001
    assert tulis_komentar() == "Artefak terlalu besar."
    assert "/gudang" not in hub.tokens


@pytest.mark.parametrize(("arsip", "error"), [(b"bukan zip", zipfile.BadZipFile), (b"\xff", UnicodeDecodeError)])
def test_what_cannot_be_read_is_refused(
    hub: Hub, tulis_komentar: Callable[[], str], arsip: bytes, error: type[Exception]
) -> None:
    hub.arsip = pack({"perbedaan.md": arsip}) if error is UnicodeDecodeError else arsip
    with pytest.raises(error):
        tulis_komentar()
    assert hub.written() == []


markup = pytest.mark.parametrize(
    ("jahat", "jinak"),
    [
        ("@dinas/semua", "@|dinas/semua"),
        (r"&#64;dinas &commat;dinas @\_dinas", r"&amp;#|64;dinas &amp;|commat;dinas @|\_dinas"),
        ("#1 dan GH-2 dan GL-3 dan R&amp;4", "#|1 dan GH-|2 dan GL-|3 dan R&amp;|4"),
        (r"a!5 $6 %7 ~label ~\_x %{project_path}", r"a!|5 $|6 %|7 ~|label ~|\_x %|{project_path}"),
        (r"[issue:1] \[epic:2\] \*iteration:3", r"[|issue:1] \[|epic:2\] \*|iteration:3"),
        ("![x](/gambar.png)", "!|[x]|(/|gambar.png)"),
        ("[masuk][1]\n\n[1]: //tipu.contoh", "[masuk]|[1]\n\n[1]|: //|tipu.contoh"),
        ("https://tipu.contoh WWW.tipu.contoh", "https:|//|tipu.contoh WWW|.tipu.contoh"),
        (r"https:\//tipu.contoh www\.tipu.contoh", r"https:\|//|tipu.contoh www\|.tipu.contoh"),
        ('<img src="a"><a href="b">', '&lt;img src="a">&lt;a href="b">'),
        ("<!-- <details onclick=a>", "&lt;!|-- &lt;details onclick=a>"),
        ("<details open><summary>a</summary></details>", "<details open><summary>a</summary></details>"),
        ("/merge\n> /CLOSE\n- /label ~a", "/|merge\n> /|CLOSE\n- /|label ~|a"),
        ("```mermaid\n~~~math", "`|`|`mermaid\n~|~|~|math"),
        (r"90% data/2025/a.yaml `lkj diff` \`x\` \~5", r"90% data/2025/a.yaml `lkj diff` \`x\` \~|5"),
    ],
)


@markup
def test_markup_of_an_outsider_means_nothing(
    hub: Hub, tulis_komentar: Callable[[], str], jahat: str, jinak: str
) -> None:
    hub.arsip = pack({"perbedaan.md": jahat.encode()})
    tulis_komentar()
    ((_, _, body),) = hub.written()
    assert body.removeprefix(f"{KEPALA}\n\n").replace("\u200b", "|") == jinak


def test_a_long_difference_is_cut_at_a_line(hub: Hub, tulis_komentar: Callable[[], str]) -> None:
    hub.arsip = pack({"perbedaan.md": ("| baris tabel yang panjang |\n" * 5000).encode()})
    tulis_komentar()
    ((_, _, body),) = hub.written()
    assert len(body) < 65_536
    assert body.splitlines()[1].endswith(" selengkapnya dalam ringkasan workflow LKjIP.")
    assert body.endswith("| baris tabel yang panjang |")


def test_what_lkj_writes_is_shown_as_it_is(
    hub: Hub, tulis_komentar: Callable[[], str], kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path]
) -> None:
    kecil["instansi"]["nama"] = "Dinas <b>@semua</b> https://contoh #1 [a](b)"
    proyek = tulis(kecil)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@contoh", "-C", str(proyek)]
    for command in (["init", "--quiet"], ["add", "-A"], ["commit", "--quiet", "--message=dasar"]):
        subprocess.run([*git, *command], check=True)
    realisasi = proyek / "data/2025/realisasi.yaml"
    realisasi.write_text(realisasi.read_text(encoding="utf-8").replace("190", "195"), encoding="utf-8")
    instansi = proyek / "data/2025/instansi.yaml"
    instansi.write_text(instansi.read_text(encoding="utf-8").replace("@semua", "@lain"), encoding="utf-8")
    teks = write_markdown(compare_tahun(proyek, 2025, "HEAD"))
    assert "190" in teks
    assert "lain" in teks
    assert "<details" in teks
    hub.arsip = pack({"perbedaan.md": teks.encode()})
    tulis_komentar()
    ((_, _, body),) = hub.written()
    # Nothing that can be seen was changed.
    assert body.replace("\u200b", "") == f"{KEPALA}\n\n{teks}".replace("\u200b", "")


# The same in GitLab.


class Lab(Server):
    """A GitLab that knows one merge request, the owner of a token, and nothing else.

    Attributes:
        merge_request: what is told of it.
        notes: those of the merge request.
        failures: status and content of what is answered otherwise, by method and end of the path.
    """

    header = ("PRIVATE-TOKEN", "rahasia")

    def __init__(self) -> None:
        super().__init__()
        self.merge_request = {"state": "opened", "sha": "c" * 40}
        self.notes: list[Any] = []
        self.failures: dict[tuple[str, str], tuple[int, Any]] = {}

    def answer(self, method: str, path: str, sent: Any) -> tuple[int, Any]:  # noqa: PLR0911 # one for each path
        parts = urlsplit(path)
        self.asked.append((method, path, sent))
        jalan = parts.path.removeprefix("/api")
        found = self.failures.get((method, jalan))
        if found:
            return found
        match method, jalan.removeprefix("/projects/7/merge_requests/12"):
            case "GET", "/user":
                return 200, {"id": 3, "username": "project_7_bot"}
            case "GET", "":
                return 200, self.merge_request
            case "GET", "/notes":
                query = parse_qs(parts.query)
                assert query["sort"] == ["asc"]
                start = (int(query["page"][0]) - 1) * 100
                return 200, self.notes[start : start + 100]
            case "POST", "/notes":
                return 201, {}
            case "PUT", "/notes/44":
                return 200, {}
        return 404, {}

    def written(self) -> list[tuple[str, str, str]]:
        """Give what was asked for that changes something."""
        return [(method, path.removeprefix("/api"), sent["body"]) for method, path, sent in self.asked if sent]


@pytest.fixture
def lab() -> Lab:
    return Lab()


@pytest.fixture
def tulis_catatan(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., str]]:
    """Run the script of the job, with what `banding` left; gives what it says or why it fails."""
    (script,) = PIPELINE["komentar"]["script"]
    lines = script.removesuffix("\n").split("\n")
    assert (lines[0], lines[-1]) == ("python -I - <<'SELESAI'", "SELESAI")
    program = compile("\n".join(lines[1:-1]), "komentar.py", "exec")
    monkeypatch.chdir(tmp_path)

    def tulis_catatan(isi: bytes | str | None = "### Perbedaan\n\nTidak ada.\n") -> str:
        if isi is not None:
            Path("perbedaan.md").write_bytes(isi.encode() if isinstance(isi, str) else isi)
        try:
            exec(program, {"__name__": "__main__"})  # noqa: S102 # as the job does
        except SystemExit as ended:
            if ended.code:
                return f"gagal: {ended.code}"
        return capsys.readouterr().out

    with lab.serve() as address:
        for name, value in {
            "CI_API_V4_URL": address,
            "CI_MERGE_REQUEST_PROJECT_ID": "7",
            "CI_MERGE_REQUEST_IID": "12",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "",
            "CI_COMMIT_SHA": "c" * 40,
            "LKJ_TOKEN_KOMENTAR": "rahasia",
            "no_proxy": "*",
        }.items():
            monkeypatch.setenv(name, value)
        yield tulis_catatan


NOTES = "/projects/7/merge_requests/12/notes"
KEPALA_GITLAB = KEPALA.replace("pull request", "merge request")


def test_the_difference_becomes_a_note(lab: Lab, tulis_catatan: Callable[..., str]) -> None:
    assert tulis_catatan() == "Perbedaan ditulis pada merge request 12.\n"
    assert lab.written() == [("POST", NOTES, f"{KEPALA_GITLAB}\n\n### Perbedaan\n\nTidak ada.\n")]
    assert all(lab.tokens.values())


def test_only_the_note_before_of_the_same_user_is_changed(lab: Lab, tulis_catatan: Callable[..., str]) -> None:
    others = [{"id": n, "author": {"id": 3}, "body": "lain"} for n in range(98)]
    mimic = {"id": 43, "author": {"id": 4}, "body": KEPALA_GITLAB}
    quoted = {"id": 45, "author": {"id": 3}, "body": f"> {KEPALA_GITLAB}"}
    lab.notes = [*others, mimic, quoted, {"id": 44, "author": {"id": 3}, "body": KEPALA_GITLAB}]
    tulis_catatan()
    assert [(method, path) for method, path, _ in lab.written()] == [("PUT", f"{NOTES}/44")]


@pytest.mark.parametrize(
    "merge_request",
    [{"state": "opened", "sha": "d" * 40}, {"state": "merged", "sha": "c" * 40}, {"state": "closed", "sha": None}],
    ids=["moved on", "merged", "closed"],
)
def test_nothing_is_written_on_a_merge_request_that_changed(
    lab: Lab, tulis_catatan: Callable[..., str], merge_request: dict[str, str]
) -> None:
    lab.merge_request = merge_request
    assert tulis_catatan().startswith("Tidak ada yang ditulis: merge request sudah berubah")
    assert lab.written() == []


def test_the_commit_of_a_merged_result_is_that_of_the_branch(
    lab: Lab, tulis_catatan: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_COMMIT_SHA", "e" * 40)
    monkeypatch.setenv("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "c" * 40)
    tulis_catatan()
    assert [body.partition("\n\n")[0] for _, _, body in lab.written()] == [KEPALA_GITLAB]


@pytest.mark.parametrize("isi", [None, "", " \n"])
def test_gitlab_is_not_asked_where_nothing_was_compared(
    lab: Lab, tulis_catatan: Callable[..., str], isi: str | None
) -> None:
    assert tulis_catatan(isi) == "Tidak ada yang ditulis: tidak ada perbandingan.\n"
    assert lab.asked == []


@pytest.mark.parametrize(
    ("isi", "reason"),
    [
        (b"a" * 1_000_001, "perbedaan.md terlalu besar."),
        (b"a\x1b[31m", "perbedaan.md memuat huruf kendali."),
        (b"a\r\n/merge\r\n", "perbedaan.md memuat huruf kendali."),
        ("a\u202eb", "perbedaan.md memuat huruf kendali."),
        (b"\xff", "perbedaan.md bukan UTF-8."),
    ],
)
def test_another_file_is_refused(lab: Lab, tulis_catatan: Callable[..., str], isi: bytes | str, reason: str) -> None:
    assert tulis_catatan(isi) == f"gagal: {reason}"
    assert lab.asked == []


@posix
@pytest.mark.parametrize("make", [lambda path: path.symlink_to("rahasia"), Path.mkdir, os.mkfifo])
def test_only_a_regular_file_is_read(
    lab: Lab, tulis_catatan: Callable[..., str], make: Callable[[Path], object]
) -> None:
    Path("rahasia").write_text("isi runner", encoding="utf-8")
    make(Path("perbedaan.md"))
    assert tulis_catatan(None) == "gagal: perbedaan.md bukan berkas biasa."
    assert lab.asked == []


@markup
def test_markup_means_nothing_in_a_note(lab: Lab, tulis_catatan: Callable[..., str], jahat: str, jinak: str) -> None:
    tulis_catatan(jahat)
    ((_, _, body),) = lab.written()
    assert body.removeprefix(f"{KEPALA_GITLAB}\n\n").replace("\u200b", "|") == jinak


def test_both_comments_are_made_harmless_by_the_same_function() -> None:
    # What lkj writes is shown as it is: tested above, by the other of them.
    found = [
        re.search(r"^def jinakkan\(.*?(?=\n\n\n)", text, re.MULTILINE | re.DOTALL)
        for text in (script("komentar", "Tulis perbedaan sebagai komentar"), PIPELINE["komentar"]["script"][0])
    ]
    github, gitlab = (each[0] if each else "" for each in found)
    assert github == gitlab != ""


def test_a_long_difference_is_cut_at_a_line_in_a_note(lab: Lab, tulis_catatan: Callable[..., str]) -> None:
    tulis_catatan("| baris tabel yang panjang |\n" * 20_000)
    ((_, _, body),) = lab.written()
    assert len(body) < 201_000
    assert body.splitlines()[1].endswith(" selengkapnya dalam artefak job banding.")
    assert body.endswith("| baris tabel yang panjang |")


@pytest.mark.parametrize(
    ("method", "path", "answered", "reason"),
    [
        ("GET", "/user", (401, {}), "GitLab menjawab 401 untuk GET /user. Periksa peran dan masa berlaku token."),
        ("GET", "/user", (200, b"<html>"), "Jawaban GitLab untuk GET /user bukan JSON."),
        ("GET", "/user", (302, "/lain"), "GitLab menjawab 404 untuk GET /user. Periksa peran dan masa berlaku token."),
        ("POST", NOTES, (403, {}), f"GitLab menjawab 403 untuk POST {NOTES}. Periksa peran dan masa berlaku token."),
        ("POST", NOTES, (500, b""), f"GitLab menjawab 500 untuk POST {NOTES}. Periksa peran dan masa berlaku token."),
    ],
)
def test_a_failure_of_gitlab_is_told_in_a_line(
    lab: Lab, tulis_catatan: Callable[..., str], method: str, path: str, answered: tuple[int, Any], reason: str
) -> None:
    lab.failures[method, path] = answered
    assert tulis_catatan() == f"gagal: {reason}"
    # Nor is the token sent to where an answer leads.
    assert not lab.tokens.get("/lain")


def test_a_gitlab_that_cannot_be_reached_is_told_in_a_line(
    tulis_catatan: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_API_V4_URL", "http://127.0.0.1:9")
    assert tulis_catatan().startswith("gagal: GitLab tidak menjawab GET /user: ")


def test_gitlab_is_not_asked_without_a_token(
    lab: Lab, tulis_catatan: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LKJ_TOKEN_KOMENTAR")
    assert tulis_catatan() == "gagal: LKJ_TOKEN_KOMENTAR kosong; lihat docs/ci.md di repositori lkj."
    assert lab.asked == []


@posix
@pytest.mark.usefixtures("tulis_catatan")
def test_the_job_runs_no_module_from_its_folder(lab: Lab, tmp_path: Path) -> None:
    """Run the whole of it in a shell, as a runner does, among files that bear names of modules."""
    for name in ("json.py", "sitecustomize.py", "urllib.py"):
        (tmp_path / name).write_text("raise SystemExit('modul asing')\n", encoding="utf-8")
    (tmp_path / "perbedaan.md").write_text("Sama $(id) `id`\n", encoding="utf-8")
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "python").symlink_to(sys.executable)
    done = subprocess.run(
        [*BASH, PIPELINE["komentar"]["script"][0]],
        cwd=tmp_path,
        env=os.environ | {"PATH": f"{bin_folder}:{os.environ['PATH']}", "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "Perbedaan ditulis pada merge request 12.\n", "")
    assert [body.rpartition("\n\n")[2] for _, _, body in lab.written()] == ["Sama $|(id) `id`\n".replace("|", "\u200b")]


# The hook for pre-commit.


def test_hook() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert set(hook) == {
        "id", "name", "description", "entry", "language", "files", "pass_filenames", "require_serial",
    }  # fmt: skip
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("lkj-check", "python", False)
    program, command = hook["entry"].split()
    assert program in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert command in cli.commands
    assert "id: lkj-check" in HALAMAN
    assert [
        name
        for name in (
            "data/2025/target.yaml",
            "templates/bab/penutup.md.j2",
            "build/2025/jejak.json",
            "README.md",
            "x/data/a",
        )
        if re.search(hook["files"], name)
    ] == ["data/2025/target.yaml", "templates/bab/penutup.md.j2"]
