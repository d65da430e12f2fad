"""YAML with places: what each value is, and where it stands."""

from __future__ import annotations

import pytest

from kexie_digest.config.tree import Place, dotted
from kexie_digest.config.yaml_tree import read_tree


def test_every_value_has_a_place() -> None:
    """Keys and list items know their line and column, and those of their values."""
    tree = read_tree(b"a:\n  b: [x, 2]\n", "f.yaml")
    assert tree.value == {"a": {"b": ["x", 2]}}
    assert tree.places["a", "b"] == Place(2, 3, 2, 6)
    assert tree.places["a", "b", 1] == Place(2, 10, 2, 10)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("true", True),
        ("~", None),
        ("09:00", "09:00"),
        ("2026-03-06", "2026-03-06"),
        ("1.5", 1.5),
        ("0x10", "0x10"),
        ("!!python/name:os.system x", "x"),
        ("'3'", "3"),
    ],
)
def test_scalars_are_read_plainly(written: str, value: object) -> None:
    """No surprises: ``no`` is a word, times and dates are text, foreign tags make nothing."""
    assert read_tree(f"a: {written}".encode(), "f.yaml").value == {"a": value}


def test_keys_are_always_text() -> None:
    """A source named 2026 is named by its digits."""
    assert read_tree(b"2026: x\ntrue: y\n", "f.yaml").value == {"2026": "x", "true": "y"}


def test_a_doubled_key_keeps_the_first_and_is_told() -> None:
    """YAML readers keep the last one silently."""
    tree = read_tree(b"a: 1\nb: 2\na: 3\n", "f.yaml")
    assert tree.value == {"a": 1, "b": 2}
    assert [(error.code, error.line, error.subject) for error in tree.mistakes] == [
        ("config_duplicate_key", 3, "a")
    ]


def test_broken_sections_are_named_and_the_rest_is_read() -> None:
    """Two syntax errors in two sections are both told; the sound section is read at its own lines."""
    tree = read_tree(b"a: [1,\nb:\n  c: 2\nd: {x\n", "f.yaml")
    assert tree.value == {"b": {"c": 2}}
    assert tree.broken == {"a", "d"}
    assert tree.places["b", "c"].line == 3
    assert [error.code for error in tree.mistakes] == ["config_syntax", "config_syntax"]


def test_a_deep_nest_ends() -> None:
    """Thousands of brackets are a mistake, not a crash."""
    assert [error.code for error in read_tree(b"{" * 5000, "f.yaml").mistakes] == ["config_syntax"]


def test_a_huge_file_is_not_parsed() -> None:
    """A newspaper page given as configuration by mistake is refused at once."""
    assert [error.code for error in read_tree(b"x" * 3_000_000, "f.yaml").mistakes] == ["config_too_large"]


def test_paths_are_written_as_people_read_them() -> None:
    """Dots between keys, brackets around positions."""
    assert dotted(("digests", "weekly", "sections", 2)) == "digests.weekly.sections[2]"
