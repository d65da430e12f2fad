"""What mail clients are known not to show: only what we accept with a reason."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from kexie_digest.model import BodyLength, Image
from kexie_digest.renderers import Tools, email
from kexie_digest.renderers._jinja import environment
from kexie_digest.renderers.email.letter import render_letter

import caniemail
from factories import make_digest, make_edition, make_item, make_section, sample_edition

ACCEPTED = Path(__file__).with_name("caniemail_accepted.yaml")
TOOLS = Tools(environment(), public_url="https://kexie.example.org")
WORDS = {
    "name": "李明",
    "titles": ["周报"],
    "address": "https://kexie.example.org/c/x",
    "days": 3,
    "consent": "我同意。",
    "sender_name": "科协",
    "sender_address": "digest@example.org",
}
_PICTURED = make_item("有图的一条", images=(Image("pictures/a.jpg", "观测场", width=800, height=600),))
_EDITION = make_edition(*sample_edition().sections, make_section("other", _PICTURED))
PAGES = {
    **{
        length.value: email.render(_EDITION, make_digest(body_email=length), TOOLS).content.decode()
        for length in BodyLength
    },
    **{kind: render_letter(kind, WORDS, TOOLS).html for kind in ("confirm", "manage")},
}


@pytest.fixture(scope="module")
def data() -> str:
    """What caniemail publishes, fetched by the set-up, not copied."""
    if not caniemail.DATA.exists():
        pytest.skip("没有 caniemail 的数据：bash .ci/setup test (its data is not there; needs npm)")
    return caniemail.DATA.read_text("utf-8")


def test_no_pair_of_feature_and_client_is_new(data: str) -> None:
    """Every feature that some client lacks is accepted for that client, with a reason (point 22)."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for page in PAGES.values():
        for feature, supports in caniemail.weak_pairs(page, data).items():
            for support, clients in supports.items():
                found[feature][support].update(clients)
    accepted = YAML(typ="safe", pure=True).load(ACCEPTED.read_text("utf-8"))
    assert all(feature.pop("reason") for feature in accepted.values())
    expected = {
        name: {key: set(value.split()) for key, value in one.items()} for name, one in accepted.items()
    }
    assert {name: dict(one) for name, one in found.items()} == expected


@pytest.mark.parametrize(
    ("markup", "feature"),
    [
        ('<p style="display:flex">x</p>', "display:flex"),
        ("<form></form>", "<form> element"),
        ('<p style="width:calc(1em)">x</p>', "CSS calc() function"),
        ('<p style="height:5vh">x</p>', "vh unit"),
        ("<style>a:hover{color:#000000}</style>", ":hover"),
        ('<style>@import "x";</style>', "@import"),
        ('<p style="float:left">x</p>', "float"),
        ('<a href="#x">x</a>', "Local anchors"),
        ('<img src="https://example.org/x.webp">', "webP image format"),
    ],
)
def test_what_is_used_is_found(data: str, markup: str, feature: str) -> None:
    """The reader of features is no friend of ours: each kind of use is seen."""
    assert feature in caniemail.weak_pairs(f"<!DOCTYPE html><html><body>{markup}</body></html>", data)
