"""``kexie-digest users``: accounts from the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from desk import Desk


def users(desk: Desk, *words: str, typed: str = "three quiet herons\n") -> subprocess.CompletedProcess[str]:
    """Run a command of the group with a password on standard input."""
    return desk.command("users", *words, typed=typed)


def test_an_account_is_made_listed_and_closed(tmp_path: Path) -> None:
    """The password is read from standard input and shown nowhere."""
    desk = Desk(tmp_path)
    made = users(desk, "add", "Li.Ming", "--role", "admin", "--full-name", "李明", "--password-stdin")
    assert made.returncode == 0, made.stderr
    assert "herons" not in made.stdout + made.stderr
    (listed,) = json.loads(users(desk, "list", "--json").stdout)
    assert listed == {"name": "li.ming", "full_name": "李明", "role": "admin", "is_disabled": False}
    users(desk, "add", "wang", "--role", "admin", "--password-stdin")
    assert users(desk, "disable", "li.ming").returncode == 0
    assert "已停用" in users(desk, "list").stdout


def test_mistakes_are_told_with_the_next_step(tmp_path: Path) -> None:
    """A weak password and a name nobody has."""
    desk = Desk(tmp_path)
    weak = users(desk, "add", "li", "--password-stdin", typed="12345\n")
    assert weak.returncode == 2
    assert "10 到 200 个字符" in weak.stderr
    nobody = users(desk, "password", "nobody", "--password-stdin")
    assert nobody.returncode == 1
    assert "没有这个用户" in nobody.stderr


def test_without_a_terminal_the_way_in_is_named(tmp_path: Path) -> None:
    """Nobody can type a password into a pipe: the option is named, in Chinese, with exit code 2."""
    desk = Desk(tmp_path)
    for words in (("add", "li.ming"), ("password", "li.ming")):
        refused = users(desk, *words)
        assert refused.returncode == 2
        assert "--password-stdin" in refused.stderr
        assert "Warning" not in refused.stderr


def test_names_are_looked_at_before_the_password(tmp_path: Path) -> None:
    """A name that cannot be is refused first, and is not shown at full length."""
    desk = Desk(tmp_path)
    long = users(desk, "add", "李" * 300)
    assert long.returncode == 2
    assert "2 到 40 个字母" in long.stderr
    assert "李" * 40 in (said := "".join(long.stderr.split()))
    assert "李" * 41 not in said
    shown = users(desk, "add", "li.ming", "--full-name", "明" * 61, "--password-stdin")
    assert shown.returncode == 2
    assert "姓名最多 60 个字" in shown.stderr
    assert users(desk, "list", "--json").stdout.strip() == "[]"
