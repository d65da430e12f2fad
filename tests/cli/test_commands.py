"""The command line as a stranger meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kexie_digest.cli import doctor
from kexie_digest.workflows.checks.diagnose import Finding, Health

from desk import Desk, sample_pages

GOOD = "publication: {name: 示例简报}\ndigests:\n  weekly: {title: 周报}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty desk."""
    return Desk(tmp_path)


def test_help_is_bilingual(desk: Desk) -> None:
    """--help lists every command, Chinese first."""
    result = desk.command("--help")
    assert result.returncode == 0
    for word in ("run", "parse", "check", "schedule", "doctor", "收稿", "compose"):
        assert word in result.stdout


def test_check_accepts_a_good_file(desk: Desk) -> None:
    """A file without mistakes: exit 0 and a summary."""
    (desk.root / "sources.yaml").write_text(GOOD, "utf-8")
    result = desk.command("check")
    assert result.returncode == 0
    assert "配置无误" in result.stdout


def test_check_lists_every_mistake(desk: Desk) -> None:
    """Mistakes: exit 2, each with file, line and what to write instead."""
    (desk.root / "sources.yaml").write_text(GOOD + "digest: {}\ndrops: {a: {rights: all}}\n", "utf-8")
    result = desk.command("check", "--json")
    mistakes = json.loads(result.stdout)["mistakes"]
    assert result.returncode == 2
    assert len(mistakes) >= 2
    assert all(mistake["line"] and mistake["advice"] for mistake in mistakes)


def test_run_with_a_bad_configuration_does_nothing(desk: Desk) -> None:
    """A run refuses a configuration with mistakes: exit 2, nothing made."""
    (desk.root / "sources.yaml").write_text("digests: 3\n", "utf-8")
    result = desk.command("run")
    assert result.returncode == 2
    assert not (desk.root / "output").exists()


def test_an_unknown_setting_is_named(desk: Desk) -> None:
    """A misspelt KEXIE_ variable: exit 2 and the nearest known one."""
    result = desk.command("run", "--drops", "drops", KEXIE_SMTP_URI="smtp://localhost")
    assert result.returncode == 2
    assert "KEXIE_SMTP_URL" in result.stderr


def test_a_password_never_shows(desk: Desk) -> None:
    """A wrong mail address with a password in it: the password is nowhere in the output."""
    result = desk.command("doctor", KEXIE_SMTP_URL="smtp://desk:geheim-77@127.0.0.1:1")
    assert "geheim-77" not in result.stdout + result.stderr
    assert result.returncode == 3


def test_doctor_finds_what_rendering_needs(desk: Desk) -> None:
    """Doctor names every part; on a machine that was set up nothing is missing."""
    result = desk.command("doctor", "--json")
    findings = json.loads(result.stdout)
    assert result.returncode == 0, result.stdout
    parts = " ".join(finding["part"] for finding in findings)
    for word in ("Pango", "Noto Serif CJK SC", "LXGW WenKai", "database", "time zone", "mail", "address"):
        assert word in parts


def test_parse_writes_one_json_a_file(desk: Desk) -> None:
    """Parse --json: one file an input, articles of all files share event keys."""
    pages = [str(page) for page in sample_pages()]
    result = desk.command("parse", *pages, "--json", "parsed")
    assert result.returncode == 0, result.stderr
    written = {path.stem for path in (desk.root / "parsed").glob("*.json")}
    assert written == {page.stem for page in sample_pages()}
    assert not (desk.root / "var").exists()


def test_parse_explains_each_line(desk: Desk) -> None:
    """Parse --explain: line number, class, score and rule of every line."""
    result = desk.command("parse", str(sample_pages()[0]), "--explain")
    assert result.returncode == 0, result.stderr
    assert "规则" in result.stdout


def test_explanations_are_whole_when_piped(desk: Desk) -> None:
    """Not on a terminal: one line for each line of the page, tabs between, no text cut off."""
    long = "望溪镇科普志愿者走进乡村学校，" * 12 + "受到师生欢迎。"
    (desk.root / "page.txt").write_text(f"科普进校园\n\n{long}\n", "utf-8")
    rows = [row.split("\t") for row in desk.command("parse", "page.txt", "--explain").stdout.splitlines()]
    assert [row[4] for row in rows if len(row) == 5] == ["文字", "科普进校园", long]


def test_parse_of_a_folder_says_so(desk: Desk) -> None:
    """A folder is no file: exit 1, said so, with what to write instead."""
    result = desk.command("parse", "drops")
    assert result.returncode == 1
    assert "文件夹" in result.stderr
    assert "drops" in result.stderr


def test_names_with_brackets_are_shown_as_they_are(desk: Desk) -> None:
    """[bold] in a file's name is part of the name."""
    (desk.root / "[bold]x.txt").write_text("科普进校园\n\n师生参加了活动。\n", "utf-8")
    result = desk.command("parse", "[bold]x.txt")
    assert "[bold]x.txt" in result.stdout
    assert "  [bold]x-1  " in result.stdout
    assert "1 article)" in result.stdout


def test_run_says_that_the_default_is_used(desk: Desk) -> None:
    """Without sources.yaml nobody should wonder whose settings hold."""
    assert "没有 sources.yaml" in desk.command("run", "--drops", "drops").stderr


def test_check_warns_of_lists_that_do_not_exist(desk: Desk) -> None:
    """A recipient without @ is a list; there are none yet: exit 0 with a warning."""
    (desk.root / "sources.yaml").write_text(
        "digests:\n  weekly: {title: 周报, recipients: [members, a@example.org]}\n", "utf-8"
    )
    result = desk.command("check")
    assert result.returncode == 0
    assert "members" in result.stderr
    assert "a@example.org" not in result.stderr
    assert len(json.loads(desk.command("check", "--json").stdout)["warnings"]) == 1


def test_doctor_says_a_remedy_once(capsys: pytest.CaptureFixture[str]) -> None:
    """The same remedy of two parts stands there once, then a reference."""
    told: set[str] = set()
    for part in ("字体甲", "字体乙"):
        doctor._show(Finding(part, Health.MISSING, "没有", "apt-get install fonts-x"), told)
    assert capsys.readouterr().out.count("apt-get install fonts-x") == 1


@pytest.mark.render
def test_missing_fonts_are_a_missing_part(desk: Desk) -> None:
    """No Chinese font: the run exits with 3, as the README says."""
    (desk.root / "fonts.conf").write_text("<fontconfig><dir>/nowhere</dir></fontconfig>", "utf-8")
    desk.drop(sample_pages()[1])
    result = desk.command("run", "--drops", "drops", FONTCONFIG_FILE=str(desk.root / "fonts.conf"))
    assert result.returncode == 3, result.stderr


def test_parse_refuses_two_files_of_one_stem(desk: Desk) -> None:
    """Two inputs that would be written to one JSON are both named; exit 2."""
    for folder in ("a", "b"):
        (desk.root / folder).mkdir()
        (desk.root / folder / "page.txt").write_text("正文。", "utf-8")
    result = desk.command("parse", "a/page.txt", "b/page.txt", "--json", "parsed")
    assert result.returncode == 2
    assert "a/page.txt" in result.stderr
    assert "b/page.txt" in result.stderr


def test_parse_reports_a_missing_file_and_goes_on(desk: Desk) -> None:
    """A missing file: exit 1, named with the next step; the others are read."""
    page = sample_pages()[0]
    result = desk.command("parse", "no-such.txt", str(page))
    assert result.returncode == 1
    assert "no-such.txt" in result.stderr
    assert page.name in result.stdout


@pytest.mark.render
def test_run_json_is_machine_readable(desk: Desk) -> None:
    """Run --json: one JSON document on standard output, with the files made."""
    desk.drop(sample_pages()[1])
    result = desk.command("run", "--drops", "drops", "--output", "out", "--json")
    assert result.returncode == 0, result.stderr
    (edition,) = json.loads(result.stdout)["published"]
    assert edition["number"] == edition["total_number"] == 1
    assert all(Path(file).exists() for file in edition["files"])


@pytest.mark.render
def test_a_run_with_failures_exits_with_one(desk: Desk) -> None:
    """One bad page among good ones: exit 1, the failure named, the edition made."""
    desk.drop(sample_pages()[1])
    (desk.drops / "empty.txt").write_bytes(b"")
    result = desk.command("run", "--drops", "drops", "--output", "out")
    assert result.returncode == 1
    assert "empty.txt" in result.stderr
    assert (desk.root / "out" / "weekly" / "1").is_dir()


def test_a_missing_drop_folder_is_bad_usage(desk: Desk) -> None:
    """--drops with a folder that does not exist: exit 2 and the name."""
    result = desk.command("run", "--drops", "nowhere")
    assert result.returncode == 2
    assert "nowhere" in result.stderr


def test_a_misspelt_style_is_named(desk: Desk) -> None:
    """A style there is no folder for: exit 2, with the styles there are."""
    (desk.root / "sources.yaml").write_text("digests:\n  weekly: {title: 周报, style: newspapr}\n", "utf-8")
    result = desk.command("check")
    assert result.returncode == 2
    assert "newspaper" in result.stderr
