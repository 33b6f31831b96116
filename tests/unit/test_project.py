"""The project's own rules: modules, imports, pins, documents and links."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import tertial

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PINS = sorted((ROOT / "requirements").glob("*.txt"))
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "regions").rglob("*.md")])

MOST_LINES = 400
REASON_FOR_LENGTH = "Longer than 400 lines because"

MADE_BY_TOOLS = {".git", ".venv", "build", "dist", "out"}
"""Folders of the root that hold nothing of the project's own, besides caches."""

# Written in two halves, so that this file does not name them.
REGISTRY_HOSTS = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "deb." + "debian.org"]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _project_files() -> Iterator[Path]:
    for folder, subfolders, files in os.walk(ROOT):
        top = Path(folder) == ROOT
        subfolders[:] = [
            name
            for name in subfolders
            if not (top and name in MADE_BY_TOOLS) and name != "__pycache__" and not name.endswith("_cache")
        ]
        yield from (Path(folder) / name for name in files)


def _pinned(path: Path) -> dict[str, str]:
    """Requirement -> the rest of its logical line, of a compiled requirements file."""
    lines = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    requirements = [line for line in lines if line.strip() and not line.startswith("#")]
    return {line.split("==")[0]: line for line in requirements}


def _distribution(requirement: str) -> str:
    name = re.split(r"[<>=!~;\[ ]", requirement)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def _asked(path: Path) -> set[str]:
    """The distributions that a `.in` file asks for itself."""
    lines = path.read_text("utf-8").splitlines()
    return {_distribution(line) for line in lines if line and not line.startswith(("#", "-"))}


def _metadata() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {"run": project["dependencies"], **project["optional-dependencies"]}


def _imported(path: Path) -> Iterator[str]:
    """Every module the source imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}:{node.lineno}: a relative import hides what is imported"
            module = node.module or ""
            # `from tertial.report import model` imports tertial.report.model
            yield from (
                f"{module}.{alias.name}" if _is_module(f"{module}.{alias.name}") else module for alias in node.names
            )


def _is_module(dotted: str) -> bool:
    path = ROOT / "src" / Path(*dotted.split("."))
    return path.is_dir() or path.with_suffix(".py").exists()


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_module_is_short_or_says_why_not(path: Path) -> None:
    source = path.read_text("utf-8")
    if len(source.splitlines()) > MOST_LINES:
        assert REASON_FOR_LENGTH in (ast.get_docstring(ast.parse(source)) or "")


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_module_is_named_by_a_noun_of_the_field(path: Path) -> None:
    assert not {"utils", "util", "helpers", "manager", "managers", "common", "misc"} & set(
        path.relative_to(ROOT / "src").with_suffix("").parts
    )


def test_the_domain_imports_only_itself_and_the_standard_library() -> None:
    foreign = {
        f"{_name(path)}: {module}"
        for path in SOURCES
        if "domain" in path.parts
        for module in _imported(path)
        if module.split(".")[0] not in sys.stdlib_module_names and not module.startswith("tertial.domain")
    }
    assert foreign == set()


def test_a_renderer_knows_only_the_report_s_blocks_and_tokens() -> None:
    allowed = ("tertial.report.model", "tertial.report.tokens", "tertial.report.render")
    foreign = {
        f"{_name(path)}: {module}"
        for path in (ROOT / "src" / "tertial" / "report" / "render").rglob("*.py")
        for module in _imported(path)
        if module.split(".")[0] == "tertial" and not module.startswith(allowed)
    }
    assert foreign == set()


def test_no_file_of_the_project_names_a_package_registry() -> None:
    named = {
        f"{_name(path)}: {host}"
        for path in _project_files()
        for content in [path.read_bytes()]
        for host in REGISTRY_HOSTS
        if host.encode() in content
    }
    assert named == set()


@pytest.mark.parametrize("path", PINS, ids=_name)
def test_every_pin_has_one_version_and_its_hashes(path: Path) -> None:
    pin = re.compile(r"[a-z0-9-]+==[^ ]+ +(; [^-]+ +)?(--hash=sha256:[0-9a-f]{64} *)+")
    assert [line for line in _pinned(path).values() if not pin.fullmatch(line)] == []


@pytest.mark.parametrize("path", PINS, ids=_name)
def test_pins_hold_no_addresses(path: Path) -> None:
    assert not re.search(r"://|index-url|find-links", path.read_text("utf-8"))


def test_development_runs_at_the_very_pins_that_users_run() -> None:
    developed = _pinned(ROOT / "requirements" / "dev.txt")
    for installed in ("run", "build"):
        for name, line in _pinned(ROOT / "requirements" / f"{installed}.txt").items():
            # The marker may differ where development needs on every system what running needs on one.
            assert line.split()[0] == developed[name].split()[0]


def test_what_the_package_declares_is_what_is_pinned() -> None:
    declared = {_distribution(requirement) for requirement in _metadata()["run"]}
    assert declared == _asked(ROOT / "requirements" / "run.in")
    assert declared <= _pinned(ROOT / "requirements" / "run.txt").keys()


def test_what_the_extras_declare_is_tested_at_a_pinned_version() -> None:
    extras = {
        _distribution(requirement)
        for extra, requirements in _metadata().items()
        for requirement in requirements
        if extra != "run"
    }
    # Spark has pins of its own, which `make spark` installs beside those of development.
    asked = _asked(ROOT / "requirements" / "dev.in") | _asked(ROOT / "requirements" / "spark.in")
    assert extras - {"tertial"} <= asked


def test_every_dependency_has_its_reason_in_the_decision_record() -> None:
    record = (ROOT / "docs" / "adr" / "0008-dependencies.md").read_text("utf-8")
    named = {_distribution(name) for name in re.findall(r"`([^`]+)`", record)}
    asked = {name for path in (ROOT / "requirements").glob("*.in") for name in _asked(path)}
    assert asked - named == set()


def test_the_changelog_has_an_entry_for_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## \[{re.escape(tertial.__version__)}\]", changelog, flags=re.MULTILINE)


def test_decision_records_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=_name)
def test_a_decision_record_says_why_and_what_would_change_our_mind(path: Path) -> None:
    headings = re.findall(r"^## (.+)$", path.read_text("utf-8"), flags=re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences", "What would change our mind"]


@pytest.mark.parametrize("path", DECISIONS, ids=_name)
def test_the_first_page_of_the_docs_leads_to_every_decision_record(path: Path) -> None:
    assert f"(adr/{path.name})" in (ROOT / "docs" / "index.md").read_text("utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_a_document_s_links_lead_somewhere(path: Path) -> None:
    dead = [link for link in _links(path) if not _leads_somewhere(path, link)]
    assert dead == []


def _links(path: Path) -> list[str]:
    prose = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^()\s]+)\)", prose)
    return [target for target in targets if not target.startswith(("https:", "http:", "mailto:"))]


def _leads_somewhere(path: Path, link: str) -> bool:
    file, _, anchor = link.partition("#")
    target = (path.parent / file) if file else path
    if not target.exists():
        return False
    return not anchor or anchor in _anchors(target)


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("target", ["demo", "test", "check", "bench", "campaign", "wheel", "pins", "clean"])
def test_contributors_are_told_of_every_make_target(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)
    assert f"`make {target}`" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.parametrize("workers", ["0", "2"])
@pytest.mark.parametrize(("ci", "outcome"), [("true", "1 failed, 1 passed"), ("", "1 passed, 1 skipped")])
def test_a_skipped_test_fails_where_everything_is_installed(
    tmp_path: Path, ci: str, outcome: str, workers: str
) -> None:
    (tmp_path / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (tmp_path / "test_two.py").write_text(
        "import pytest\ndef test_here(): pass\ndef test_elsewhere(): pytest.skip('there is no chromium here')\n",
        "utf-8",
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -rsf\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", workers, "."],
        cwd=tmp_path,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome in run.stdout
    assert "there is no chromium here" in run.stdout
