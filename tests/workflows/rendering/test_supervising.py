"""Rendering in a process of its own: limits, walls, and what is told when they are met."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kexie_digest.errors import RenderError
from kexie_digest.model import Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers._jinja import environment
from kexie_digest.workflows.rendering import Limits, render_all

from factories import make_edition, make_item, make_section, sample_digest

pytestmark = pytest.mark.render

EDITION = make_edition(make_section("other", make_item("岭下小学办起气象站")))


def _tools(folder: Path, **templates: str) -> Tools:
    """Tools with some of the owner's own templates."""
    for name, text in templates.items():
        path = folder / "templates" / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assets = folder / "assets"
    assets.mkdir(exist_ok=True)
    return Tools(environment(folder / "templates"), public_url="https://kexie.example.org", assets=assets)


def _render(tools: Tools, *names: str, limits: Limits | None = None) -> dict[str, Rendition | RenderError]:
    return dict(render_all(names, EDITION, sample_digest(), tools, limits or Limits()))


def _error(outcome: Rendition | RenderError) -> RenderError:
    assert isinstance(outcome, RenderError)
    return outcome


def test_outputs_are_those_of_the_renderers(tmp_path: Path) -> None:
    """Name, type, bytes and texts come back whole."""
    outcome = _render(_tools(tmp_path), "edition.json", "email.html")
    mail = outcome["email.html"]
    assert isinstance(mail, Rendition)
    assert "岭下小学" in mail.content.decode()
    assert mail.texts["subject"]
    assert list(outcome) == ["edition.json", "email.html"]


def test_an_endless_template_costs_its_own_output(tmp_path: Path) -> None:
    """``render_timeout`` names edition and output; the outputs before and after are made."""
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    tools = _tools(tmp_path, **{"email__digest-body.html.j2": endless})
    outcome = _render(tools, "edition.json", "email.html", "facts.csv", limits=Limits(seconds=3))
    error = _error(outcome["email.html"])
    assert error.code == "render_timeout"
    assert error.subject == "weekly/131 email.html"
    assert "模板" in error.advice
    assert isinstance(outcome["edition.json"], Rendition)
    assert isinstance(outcome["facts.csv"], Rendition)


def test_a_worker_that_sleeps_is_stopped_by_the_clock(tmp_path: Path) -> None:
    """What uses no processor time is ended by the wall clock."""
    outcome = _render(_tools(tmp_path), "edition.json", limits=Limits(wall=0.01))
    assert _error(outcome["edition.json"]).code == "render_timeout"


def test_a_greedy_template_meets_the_memory_limit(tmp_path: Path) -> None:
    """``render_memory`` names the output; the next one is made."""
    doubling = "{% for a in range(60) %}{% set ns.text = ns.text ~ ns.text %}{% endfor %}"
    greedy = "{% set ns = namespace(text='岭' * 1000) %}" + doubling + "{{ ns.text }}"
    tools = _tools(tmp_path, **{"email__digest-body.html.j2": greedy})
    outcome = _render(tools, "email.html", "edition.json", limits=Limits(memory=1024**3))
    error = _error(outcome["email.html"])
    assert error.code == "render_memory"
    assert "weekly/131 email.html" in error.subject
    assert isinstance(outcome["edition.json"], Rendition)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "../../secret.png"])
def test_a_template_that_reaches_out_gets_nothing_and_is_reported(tmp_path: Path, address: str) -> None:
    """Neither files outside the edition's pictures nor the network; a warning names the address."""
    (tmp_path / "secret.png").write_bytes(b"not yours")
    page = f'<!DOCTYPE html><html lang="zh"><title>x</title><p>文</p><img alt="x" src="{address}"></html>'
    tools = _tools(tmp_path, **{"bulletin__newspaper__page.html.j2": page})
    outcome = _render(tools, "bulletin.pdf")["bulletin.pdf"]
    assert isinstance(outcome, Rendition)
    assert any(address.rpartition("/")[2] in warning for warning in outcome.warnings)
    assert b"root:" not in outcome.content


@pytest.mark.parametrize(
    "template",
    ["{{ ''.__class__.__mro__ }}", "{% include '/etc/passwd' %}", "{% include '../../../etc/passwd' %}"],
)
def test_a_template_does_not_reach_the_machine(tmp_path: Path, template: str) -> None:
    """Python's insides and files elsewhere are refused as a mistake in the template."""
    tools = _tools(tmp_path, **{"email__digest-subject.txt.j2": template})
    assert _error(_render(tools, "email.html")["email.html"]).code == "template"


def test_a_broken_template_is_named_as_before(tmp_path: Path) -> None:
    """The renderer's own errors cross the border with code and place."""
    tools = _tools(tmp_path, **{"email__digest-body.html.j2": "{% if %}"})
    error = _error(_render(tools, "email.html")["email.html"])
    assert (error.code, error.permanent) == ("template", True)
    assert "digest-body.html.j2" in error.subject


def test_a_worker_dies_with_its_parent(tmp_path: Path) -> None:
    """``kill -9`` of the parent leaves no worker behind."""
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    _tools(tmp_path, **{"email__digest-body.html.j2": endless})
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from factories import sample_digest, sample_edition\n"
        "from kexie_digest.renderers import Tools\n"
        "from kexie_digest.renderers._jinja import environment\n"
        "from kexie_digest.workflows.rendering import Limits, render_all\n"
        "tools = Tools(environment(Path(sys.argv[1])))\n"
        "list(render_all(['email.html'], sample_edition(), sample_digest(), tools, Limits()))\n"
    )
    words = [sys.executable, "-c", script, str(tmp_path / "templates"), str(Path(__file__).parents[2])]
    with subprocess.Popen(words, start_new_session=True) as parent:
        worker = _wait_for(lambda: _children(parent.pid))
        parent.send_signal(signal.SIGKILL)
        parent.wait(200)
        assert _wait_for(lambda: not Path(f"/proc/{worker[0]}/stat").exists() or _is_dead(worker[0]))


def _wait_for(look: object) -> list[int]:
    until = time.monotonic() + 200
    while time.monotonic() < until:
        found = look()  # type: ignore[operator] # a function without arguments
        if found:
            return found if isinstance(found, list) else [1]
        time.sleep(0.05)
    return []


def _children(parent: int) -> list[int]:
    """Children that have read their job: before that their parent is still writing."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(state[1]) == parent and int(state[11]) > 20:
            found.append(int(path.parent.name))
    return found


def _is_dead(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def test_secrets_of_the_environment_stay_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker's environment has no variable of ours."""
    monkeypatch.setenv("KEXIE_SMTP_URL", "smtp://user:secret@mail.example.org")
    seen: list[dict[str, str]] = []
    real = subprocess.Popen

    def watched(*words: object, **options: object) -> object:
        seen.append(options["env"])  # type: ignore[arg-type] # of strings
        return real(*words, **options)  # type: ignore[call-overload] # as it was called

    monkeypatch.setattr(subprocess, "Popen", watched)
    _render(_tools(tmp_path), "edition.json")
    assert seen
    assert not [name for name in seen[0] if name.startswith("KEXIE_")]
    assert os.environ["KEXIE_SMTP_URL"]  # noqa: TID251 - still there for us
