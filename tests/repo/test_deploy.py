"""What installs the program as a service: units that systemd accepts, a container file that fits us."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer.main

from kexie_digest.cli import app

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))
INSTALLED = "/opt/kexie-digest/venv/bin/kexie-digest"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
#: systemd's judgement of what a service may still do, from 0 (nothing) to 100 (everything).
MOST_EXPOSED = 20
needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The units, their program and its documentation replaced by what every machine has."""
    folder = tmp_path_factory.mktemp("units")
    for path in [*UNITS, *TIMERS]:
        text = path.read_text(encoding="utf-8").replace(INSTALLED, "/bin/true")
        name = path.name.replace("@", "@1")
        (folder / name).write_text(text.replace("file:/opt/kexie-digest", "file:/usr"), encoding="utf-8")
    return [str(path) for path in sorted(folder.iterdir())]


def _options(words: list[str]) -> set[str]:
    return {word for word in words if word.startswith("--")}


def _has_command(words: list[str]) -> bool:
    """Whether the program has this command with these options."""
    command = typer.main.get_group(app).commands.get(words[0])  # type: ignore[attr-defined]  # typer keeps its own copy of click
    return command is not None and _options(words) <= {name for one in command.params for name in one.opts}


@needs_systemd
def test_systemd_accepts_every_unit(units: list[str]) -> None:
    """No unknown setting, no missing unit, no warning."""
    words = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "kexie" in line]
    assert (done.returncode, ours) == (0, [])


@needs_systemd
def test_services_may_do_little(units: list[str]) -> None:
    """Systemd's own judgement of each service stays low."""
    services = [unit for unit in units if unit.endswith(".service")]
    words = ["systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager"]
    done = subprocess.run([*words, *services], capture_output=True, text=True, check=False)
    assert done.returncode == 0, [line for line in done.stdout.splitlines() if "Overall" in line]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_start_commands_there_are(path: Path) -> None:
    """Each command of a unit is one of the program's, with options it has."""
    lines = re.findall(r"^Exec\w+=(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert lines
    for line in lines:
        program, *words = shlex.split(line)
        assert program == INSTALLED
        assert _has_command(words), line


def test_commands_by_hand_run_as_the_services_do() -> None:
    """The script has the program, user, folder, settings and mask of the main unit."""
    script = (DEPLOY / "kexie-digest").read_text(encoding="utf-8")
    subprocess.run(["sh", "-n", DEPLOY / "kexie-digest"], check=True)
    unit = (DEPLOY / "systemd" / "kexie-digest.service").read_text(encoding="utf-8")
    told = dict(re.findall(r"^(User|Group|WorkingDirectory|EnvironmentFile|UMask)=(.+)$", unit, re.MULTILINE))
    assert (
        f"--uid={told['User']} --gid={told['Group']} --working-directory={told['WorkingDirectory']}" in script
    )
    for name in ("EnvironmentFile", "UMask"):
        assert f"--property={name}={told[name]} " in script
    assert f'-- {INSTALLED} "$@"' in script


@needs_systemd
def test_the_script_uses_options_there_are() -> None:
    """``systemd-run`` of this machine has every option of the script."""
    words = shlex.split((DEPLOY / "kexie-digest").read_text(encoding="utf-8"), comments=True)
    offered = subprocess.run(["systemd-run", "--help"], capture_output=True, text=True, check=True).stdout
    options = {word.split("=")[0] for word in words if word.startswith("--") and word != "--"}
    assert {option for option in options if option not in offered} == set()


def test_timers_have_a_service() -> None:
    """A timer starts the service of its name."""
    assert {path.stem for path in TIMERS} <= {path.stem for path in UNITS}


def test_the_container_has_the_packages_of_the_set_up() -> None:
    """The Debian packages are those of .ci/setup, the interpreter's aside."""
    setup = (ROOT / ".ci" / "setup").read_text(encoding="utf-8")
    block = setup.split("\npackages=(", 1)[1].split("\n)", 1)[0]
    wanted = {word for line in block.splitlines() for word in line.split("#")[0].split()}
    last_stage = CONTAINERFILE.rpartition("\nFROM ")[2]
    for package in wanted - {"python3-venv", "poppler-utils"}:  # made in the first stage; for tests only
        assert re.search(rf"(?<=\s){re.escape(package)}(?=\s)", last_stage), package


def test_the_container_copies_what_there_is() -> None:
    """Every file that is copied in is in the repository."""
    for line in re.findall(r"^COPY (?!--from)(.+)$", CONTAINERFILE, re.MULTILINE):
        *sources, _ = line.split()
        assert all((ROOT / name).exists() for name in sources), line


def test_the_container_is_small_fixed_and_unprivileged() -> None:
    """Bases have a version, lists of packages are removed, the program runs as nobody in particular."""
    assert not re.search(r"^FROM \S+:latest|^FROM [^:\s]+(\s|$)", CONTAINERFILE, re.MULTILINE)
    installs = CONTAINERFILE.count("apt-get install")
    assert installs == CONTAINERFILE.count("--no-install-recommends")
    assert installs == CONTAINERFILE.count("rm -rf /var/lib/apt/lists/*")
    user, entry = CONTAINERFILE.index("\nUSER kexie\n"), CONTAINERFILE.index("\nENTRYPOINT")
    assert user < entry
    assert "\nHEALTHCHECK" in CONTAINERFILE


def test_the_container_starts_commands_there_are() -> None:
    """CMD is a command of the program with options it has."""
    (words,) = re.findall(r"^CMD \[(.+)\]$", CONTAINERFILE, re.MULTILINE)
    assert _has_command([word.strip(' "') for word in words.split(",")])


def test_the_container_takes_the_versions_of_the_lock() -> None:
    """The line that makes constraints of the lock leaves pins without hashes, one for each package."""
    (expression,) = re.findall(r"sed -E '([^']+)'", CONTAINERFILE)
    lock = ROOT / "requirements.lock"
    made = subprocess.run(["sed", "-E", expression, lock], capture_output=True, text=True, check=True).stdout
    assert "--hash" not in made
    assert "\\" not in made
    pins = re.findall(r"^[a-z0-9.\[\]-]+==", made, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-z0-9.\[\]-]+==", lock.read_text("utf-8"), re.MULTILINE)) > 50
