"""Watching templates: one preview a change, errors included."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kexie_digest.errors import RenderError
from kexie_digest.workflows.preview import Previewed
from kexie_digest.workflows.preview.watching import watch

from factories import make_edition
from fakes import FakeClock


class EditingClock(FakeClock):
    """A clock whose sleeper edits a file at set pauses."""

    def __init__(self, *edits: Callable[[], object] | None) -> None:
        """Take one edit (or None) for each pause."""
        super().__init__()
        self.edits = list(edits)

    def sleep(self, seconds: float) -> None:
        """Do the next edit; when there is none left, end as Ctrl-C does."""
        super().sleep(seconds)
        if not self.edits:
            raise KeyboardInterrupt
        edit = self.edits.pop(0)
        if edit:
            edit()


def outcomes(places: list[Path], clock: FakeClock, *, fails: bool = False) -> int:
    """Count the previews until the clock runs out of edits."""
    count = 0

    def render() -> Previewed:
        if fails:
            raise RenderError("版式模板有误 (the bulletin template is broken)")
        return Previewed(make_edition(), "newspaper", (), 0.0, ())

    try:
        for outcome in watch(places, render, clock):
            assert isinstance(outcome, RenderError if fails else Previewed)
            count += 1
    except KeyboardInterrupt:
        return count
    raise AssertionError("watching ended by itself")


def test_every_change_is_previewed_once(tmp_path: Path) -> None:
    """Changed, added and removed files each make one preview; a quiet second none."""
    folder = tmp_path / "templates"
    (folder / "bulletin").mkdir(parents=True)
    style = folder / "bulletin" / "variables.css"
    style.write_text("red")
    clock = EditingClock(
        None,
        lambda: style.write_text("darker"),
        None,
        lambda: (folder / "logo.svg").write_text("logo"),
        (folder / "logo.svg").unlink,
        None,
    )
    assert outcomes([folder], clock) == 4
    assert clock.edits == []


def test_errors_do_not_end_the_watch(tmp_path: Path) -> None:
    """A broken template is told, and tried again after the next change."""
    file = tmp_path / "sources.yaml"
    file.write_text("a")
    assert outcomes([file], EditingClock(lambda: file.write_text("ab")), fails=True) == 2


def test_missing_places_are_waited_for(tmp_path: Path) -> None:
    """A templates folder that does not exist yet is seen when it appears."""
    folder = tmp_path / "templates"

    def make() -> None:
        folder.mkdir()
        (folder / "page.css").write_text("x")

    assert outcomes([folder], EditingClock(None, make)) == 2
