"""The house rules that a machine can check: sizes, names, mirrors, registries, docs."""

from __future__ import annotations

import ast
import re
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from kexie_digest import channels, extractors, model, parsers, renderers, sources

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "kexie_digest"
MODULES = sorted(path for path in SRC.rglob("*.py") if "versions" not in path.parts)
TEST_MODULES = sorted((ROOT / "tests").rglob("test_*.py"))

#: Registry, and the folder of its case files.
REGISTRIES = {
    "sources": (sources.KINDS, "sources"),
    "extractors": (extractors.EXTRACTORS, "extractors"),
    "parsers": (parsers.LAYOUTS, "parsers"),
    "renderers": (renderers.RENDERERS, "renderers"),
    "channels": (channels.CHANNELS, "channels"),
}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef)]


def test_modules_stay_small() -> None:
    """No module passes 500 lines; the five largest are printed."""
    sizes = sorted(((len(path.read_text("utf-8").splitlines()), path) for path in MODULES), reverse=True)
    for lines, path in sizes[:5]:
        print(f"{lines:5} {path.relative_to(ROOT)}")  # noqa: T201 - shown with pytest -s and on failure
    assert sizes[0][0] <= 500


def test_the_largest_modules_say_why_they_are_one() -> None:
    """The five largest have their rows in docs/decisions/0018, which names no module that is gone."""
    reasons = (ROOT / "docs" / "decisions" / "0018-what-is-large-and-slow.md").read_text(encoding="utf-8")
    argued = re.findall(r"^\| `([\w/]+\.py)` \|", reasons.partition("**The ten files")[0], re.MULTILINE)
    sizes = sorted(((len(path.read_text("utf-8").splitlines()), path) for path in MODULES), reverse=True)
    assert {path.relative_to(SRC).as_posix() for _, path in sizes[:5]} <= set(argued)
    assert not [name for name in argued if not (SRC / name).exists()]


def test_functions_stay_small() -> None:
    """No function passes 60 lines, its docstring not counted."""
    long = []
    for path in MODULES:
        for node in _functions(path):
            doc = ast.get_docstring(node, clean=False) or ""
            length = (node.end_lineno or node.lineno) - node.lineno + 1 - len(doc.splitlines())
            if length > 60:
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {length} lines")
    assert not long, "\n".join(long)


def test_folders_stay_small() -> None:
    """No package folder holds more than 15 modules."""
    for folder in {path.parent for path in MODULES}:
        assert len(list(folder.glob("*.py"))) <= 15, folder


def test_every_exception_to_a_rule_has_its_reason() -> None:
    """``noqa`` and ``type: ignore`` name the rule and say why."""
    silent = re.compile(r"# noqa(?!: [A-Z]+\d+(, [A-Z]+\d+)* - \S)|# type: ignore(?!\[[a-z, -]+\] +[#-] \S)")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    found = [
        f"{name}:{number}"
        for name in names
        if name and (ROOT / name).is_file() and ROOT / name != Path(__file__)
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1)
        if silent.search(line)
    ]
    assert not found


def test_no_empty_words_in_names() -> None:
    """No module is called by a word that says nothing."""
    empty = {"utils", "util", "helpers", "common", "manager", "base", "misc", "data", "info"}
    assert not [path for path in MODULES if path.stem.strip("_") in empty]


def test_every_module_says_its_job() -> None:
    """Every module opens with a docstring."""
    assert not [path for path in MODULES if not re.match(r'r?"""\w|r?"""``', path.read_text("utf-8"))]


def test_every_test_says_the_behaviour() -> None:
    """Every test function has a docstring."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in TEST_MODULES
        for node in _functions(path)
        if node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert not silent


def test_tests_mirror_the_source() -> None:
    """Every package has its test folder of the same name."""
    packages = {path.name for path in SRC.iterdir() if (path / "__init__.py").exists()}
    missing = {name for name in packages if not (ROOT / "tests" / name).is_dir()}
    assert not missing


@pytest.mark.parametrize("name", sorted(REGISTRIES))
def test_registered_modules_import_and_have_cases(name: str) -> None:
    """Every registry line leads to a module with a docstring, a test and cases."""
    registry, folder = REGISTRIES[name]
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / folder).rglob("test_*.py")}
    cases = {path.name for path in (ROOT / "tests" / folder).rglob("*") if path.is_dir()}
    for target in registry.values():
        assert (import_module(target).__doc__ or "").strip()
        assert target.rsplit(".", 1)[-1] in tested | cases, f"{target} has neither a test nor cases"


def test_every_word_of_the_model_is_in_the_glossary() -> None:
    """docs/GLOSSARY.md has an entry for every public class of the model."""
    glossary = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
    missing = [name for name in model.__all__ if not re.search(rf"`{name}[`.]", glossary)]
    assert not missing


def test_no_mocks_in_the_tests() -> None:
    """Nothing is mocked or patched: fakes implement the same protocol instead."""
    guilty = [
        path
        for path in TEST_MODULES
        if re.search(r"unittest\.mock|\bmocker\b|import mock\b", path.read_text("utf-8"))
        and path != Path(__file__)
    ]
    assert not guilty


def test_every_message_has_three_templates() -> None:
    """An email kind is a subject, an HTML body and a text body."""
    folder = ROOT / "templates" / "email"
    kinds = {
        re.sub(r"-(subject\.txt|body\.html|body\.txt)\.j2$", "", path.name) for path in folder.glob("*.j2")
    }
    assert kinds
    for kind in kinds:
        for part in ("subject.txt", "body.html", "body.txt"):
            assert (folder / f"{kind}-{part}.j2").exists(), f"{kind}-{part}.j2"


def test_every_dependency_has_its_reason() -> None:
    """docs/decisions/0002 has a row for every package pyproject.toml names."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    block = project.split("dependencies = [", 1)[1].split("[project.scripts]", 1)[0]
    named = set(re.findall(r'"([A-Za-z0-9._-]+)(?:\[[a-z0-9,]+\])?[<>=]', block))
    rows = re.findall(r"^\| ([^|]+) \|", reasons, re.MULTILINE)
    argued = {name.partition("[")[0] for row in rows for name in row.split(", ")}
    assert named
    assert argued - {"package"} == named


def test_no_machine_paths_and_no_registry_hosts() -> None:
    """Nothing in the repository names a machine's folders or a package registry."""
    # Put together here so that this file does not contain what it forbids.
    forbidden = [
        "/wo" + "rk/",
        "py" + "pi.org",
        "python" + "hosted",
        "registry.npm" + "js",
        "deb.deb" + "ian",
    ]
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    written = {
        ".py",
        ".md",
        ".j2",
        ".yaml",
        ".css",
        ".svg",
        ".toml",
        ".json",
        ".lock",
        ".service",
        ".timer",
        "",
    }
    texts = [path for path in map(ROOT.joinpath, names) if path.suffix in written and path.is_file()]
    assert len(texts) > len(MODULES)
    for path in texts:
        content = path.read_text(encoding="utf-8", errors="replace")
        assert not [word for word in forbidden if word in content], path
