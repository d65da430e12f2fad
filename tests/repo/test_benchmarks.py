"""What is claimed is what was measured: report, pictures and proof are written from results."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture(scope="module", autouse=True)
def scripts() -> None:
    """Let the scripts find each other, as they do when they are run."""
    sys.path.append(str(BENCHMARKS))


def script(name: str) -> ModuleType:
    """Import a script of benchmarks/."""
    return __import__(name)


def test_no_figure_is_typed_by_hand() -> None:
    """Report, proof, pictures and the README's figures are what `make report` would write now."""
    claims, report = script("claims"), script("report")
    for path, content in report.pages(claims.read()).items():
        assert path.read_text(encoding="utf-8") == content, f"{path.name}: make report"


def test_the_readme_claims_no_other_speed() -> None:
    """Outside its generated figures the README names no seconds, minutes or milliseconds."""
    readme = script("report").MARKED.sub("", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert not re.findall(r"\d[\d,.]*\s*(?:ms|s|seconds?|minutes?|毫秒|秒|分钟)\b", readme)


def test_every_script_is_run_and_has_a_title() -> None:
    """A benchmark that nobody runs proves nothing."""
    names = {
        path.stem
        for path in BENCHMARKS.glob("*.py")
        if 'if __name__ == "__main__"' in path.read_text("utf-8")
    }
    run, report, claims = script("run"), script("report"), script("claims")
    aside = {"run", "report", "prove", "commands", "feed_peers", "feed_farm"}
    assert names - aside == set(run.SCRIPTS)
    assert set(claims.CLAIMS) <= set(report.TITLES)
    assert set(claims.CLAIMS) <= set(run.SCRIPTS)


def test_a_ratio_tells_how_many_times_better() -> None:
    """Less time and more messages are both better; a goal is the least ratio."""
    claim = script("claims").Claim
    quicker = claim("s", "n", 2.0, 6.0, "other", "ms", goal=2)
    assert (quicker.ratio, quicker.is_kept) == (3.0, True)
    slower = claim("s", "n", 40.0, 100.0, "limit", "messages/s", is_more_better=True, goal=0.45)
    assert (slower.ratio, slower.is_kept) == (0.4, False)
    assert claim("s", "n", 1.0, 1.0, "other", "ms").is_kept is None


def test_a_ratio_that_falls_by_a_third_is_found() -> None:
    """The best of the repeated runs counts; what is no longer measured has fallen to nothing."""
    run = script("run")
    committed = {("a", "x"): 3.0, ("b", "x"): 1.0, ("c", "x"): 1.0}
    now = [{("a", "x"): 1.9, ("b", "x"): 0.5}, {("a", "x"): 1.8, ("b", "x"): 0.7}]
    assert run.fallen(committed, now) == {("a", "x"): (3.0, 1.9), ("c", "x"): (1.0, 0.0)}


def test_growth_is_claimed_from_the_smallest_to_the_largest_archive() -> None:
    """Half as much time again is allowed; one size alone claims nothing."""
    small, large = ({"processor_seconds": cpu, "seconds": 9.0} for cpu in (0.2, 0.4))
    sizes = {"100000": large, "10000": small}
    (row,) = script("composing").ratios({"sqlite": sizes, "postgresql": {"10000": small}})
    claim = script("claims").Claim("composing", **row)
    assert (round(claim.ratio, 3), claim.is_kept, claim.unit) == (0.75, False, "s CPU")


def test_a_scan_is_claimed_beside_the_search() -> None:
    """Once it was measured: older results have no such figure."""
    result = {"articles": 9, "two_characters": {"rare": {"p95_ms": 50}}, "all": {"p50_ms": 10.0}}
    search = script("claims").CLAIMS["search"]
    assert [claim.ratio for claim in search(result)] == [2.0]
    assert [claim.ratio for claim in search({**result, "scan_ms": 400.0})] == [2.0, 40.0]


def test_the_run_before_the_last_stands_beside_it() -> None:
    """Its ratio has a column of its own; a script that ran once leaves it empty."""
    report, search = script("report"), script("claims").read()["search"]
    (first, *_) = script("run").ratios({"search": search}, "search")
    runs = [[*first, 0.77]], [[*first, 1.0]]
    page = report.ROOT / "docs" / "benchmarks.md"
    assert "| 0.77 |" in report.pages({"search": search, "repeats": {"search": runs}})[page]
    assert "| 0.77 |" not in report.pages({"search": search, "repeats": {"search": runs[:1]}})[page]


def test_checking_leaves_the_results_as_they_were(tmp_path: Path) -> None:
    """Files that a script writes while it is checked are put back, new ones taken away."""
    (tmp_path / "old.json").write_text("1", encoding="utf-8")
    with script("run").kept(tmp_path):
        (tmp_path / "old.json").write_text("2", encoding="utf-8")
        (tmp_path / "new.json").write_text("2", encoding="utf-8")
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("old.json", "1")]


def test_pictures_are_sound_and_hold_their_figures() -> None:
    """A picture is XML, and its title tells every point to those who do not see it."""
    claims, drawing = script("claims"), script("drawing")
    points = ((1.0, 4.0), (10.0, 38.0), (100.0, 450.0))
    drawn = etree.fromstring(
        drawing.picture([claims.Curve("p", "pages <1>", "ms", "pages", points)]).encode()
    )
    title, circles = (drawn.findall(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "circle"))
    assert (title[0].text or "").count("→") == 3
    assert len(circles) == 3
    heights = [float(circle.get("cy", "")) for circle in circles]
    assert heights == sorted(heights, reverse=True)


def test_what_junit_says_is_counted() -> None:
    """Failures and errors are failed checks; a test may tell how often it tried."""
    prove = script("prove")
    told = (
        '<testsuites><testsuite><testcase name="a"><properties><property name="tries" value="40"/>'
        '</properties></testcase><testcase name="b"><failure/></testcase>'
        '<testcase name="c"><skipped/></testcase>'
        "</testsuite></testsuites>"
    )
    counted = prove.counted(prove.TRIALS["fuzzing"], told)
    assert counted == {"passed": 1, "failed": 1, "skipped": 1, "tries": 40}


def test_chaos_tells_the_faults_of_both_stores() -> None:
    """Each store's are counted by its own check; where one did not end, its faults are not claimed."""
    prove = script("prove")
    trial, of_one = prove.TRIALS["chaos"], int(prove.TRIALS["chaos"].environment["PROVE_FAULTS"])
    store = f'<testcase><properties><property name="tries" value="{of_one}"/></properties></testcase>'
    wreck = "<testcase><failure/></testcase>"
    assert prove.counted(trial, f"<testsuite>{store}{store}</testsuite>")["tries"] == 1000
    assert prove.counted(trial, f"<testsuite>{store}{wreck}</testsuite>")["tries"] == of_one
    assert prove.counted(trial, f"<testsuite>{wreck}{wreck}</testsuite>")["tries"] == 0


def test_a_failed_trial_is_told_as_lost() -> None:
    """The page says what a failed check means, and never that nothing was lost."""
    trial = {
        "what": "w",
        "of": "kills",
        "loses": "rows",
        "command": "c",
    }
    fine = {"day": "2026-01-02", "tries": 2, "passed": 2, "failed": 0, "skipped": 0}
    wreck = {**fine, "day": "2026-01-01", "passed": 1, "failed": 1}
    told = [
        script("proof").page({"proof": {"machine": "m", "trials": [{**trial, "rounds": rounds}]}})
        for rounds in ([wreck, fine], [fine, fine])
    ]
    assert "| w | 2 | 4 kills | 4 | 1 | rows | 2026-01-02 |" in told[0]
    assert "nothing" not in told[0]
    assert "| w | 2 | 4 kills | 4 | 0 | nothing 无 | 2026-01-02 |" in told[1]


def test_the_last_two_rounds_of_a_trial_are_kept() -> None:
    """A trial may be run again on another day; what came before the last two rounds is forgotten."""
    rounds = [{"day": day} for day in ("2026-01-01", "2026-01-02", "2026-01-03")]
    assert script("prove").row("kills", rounds)["rounds"] == rounds[1:]
    assert script("prove").row("kills", rounds[:1])["rounds"] == rounds[:1]
