"""A look at a drop folder, sorted into pages and what goes along with them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from kexie_digest.sources.drop_folder import EMPTY_WAIT, Found, Scan
from kexie_digest.workflows.collect import Watch
from kexie_digest.workflows.collect.lots import sort_files
from kexie_digest.workflows.run import Scope, run

from desk import Desk
from drawn import jpeg

PAGE = "# 临江学会举办气象开放日\n\n**本报讯** 3月2日，临江市气象学会举办开放日，四百名市民走进观测场。\n"


def _found(address: str) -> Found:
    return Found(Path("/drops") / address, PurePosixPath(address).name, address, 1, 0, 1, 1)


def _scan(ready: list[str], changing: tuple[str, ...] = ()) -> Scan:
    return Scan(tuple(map(_found, ready)), tuple(map(_found, changing)))


def test_files_are_sorted() -> None:
    """Pages are read; pictures and what a browser saved beside a page are not."""
    lot = sort_files(_scan(["a.txt", "a.图1.jpg", "页.html", "页_files/x.css", "页_files/y.png", "b.css"]))
    assert [found.address for found in lot.pages] == ["a.txt", "页.html", "b.css"]
    assert [found.address for found in lot.pictures] == ["a.图1.jpg", "页_files/y.png"]
    assert [found.address for found in lot.companions] == ["页_files/x.css"]


@pytest.mark.parametrize(
    ("page", "copied", "waits"),
    [("a.txt", "a.图1.jpg", True), ("a.txt", "b.图1.jpg", False), ("a.html", "img/b.jpg", True)],
)
def test_a_page_waits_for_pictures_that_are_being_copied(page: str, copied: str, waits: bool) -> None:  # noqa: FBT001 - a table
    """Its own by name; for pages that name pictures, any."""
    assert (sort_files(_scan([page], (copied,))).pages == ()) is waits


def test_a_loose_picture_waits_ten_minutes_for_its_page(tmp_path: Path) -> None:
    """A scheduler leaves it in place; when its page comes, it goes along."""
    desk = Desk(tmp_path)
    (desk.drops / "页.图1.jpg").write_bytes(jpeg())
    watch = Watch()
    with desk.opened("drops: {inbox: {path: drops}}\n") as context:
        scope = Scope(context.config.drops, (), (), watch=watch)
        for _ in range(3):
            assert not run(context, scope).failures
            desk.clock.sleep(20)
        assert (desk.drops / "页.图1.jpg").exists()
        (desk.drops / "页.txt").write_text(PAGE, "utf-8")
        for _ in range(3):
            desk.clock.sleep(20)
            assert not run(context, scope).failures
        assert {path.name for path in (desk.drops / "done").iterdir()} == {"页.txt", "页.图1.jpg"}
        (desk.drops / "孤.gif").write_bytes(b"GIF89a, of no page")
        run(context, scope)
        desk.clock.sleep(EMPTY_WAIT + 1)
        assert [failure.subject for failure in run(context, scope).failures] == ["孤.gif"]


def test_pictures_of_a_page_that_was_killed_after_reading_are_done(tmp_path: Path) -> None:
    """The page is known, its picture still in the drop: both end in done/."""
    desk = Desk(tmp_path)
    for _ in range(2):
        (desk.drops / "页.txt").write_text(PAGE, "utf-8")
        (desk.drops / "页.图1.jpg").write_bytes(jpeg())
        with desk.opened("drops: {inbox: {path: drops}}\n") as context:
            result = run(context, Scope(context.config.drops, (), ()))
        assert not result.failures
    (desk.drops / "页.图1.jpg").write_bytes(jpeg())
    with desk.opened("drops: {inbox: {path: drops}}\n") as context:
        assert not run(context, Scope(context.config.drops, (), ())).failures
    assert not [path for path in desk.drops.iterdir() if path.is_file()]
