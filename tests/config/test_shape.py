"""The shape of sources.yaml: what settings of an output become as values."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.config import ConfigErrors, load
from kexie_digest.model import Colophon

DIGEST = "digests:\n  weekly:\n    title: 科协动态周报\n"


def colophon(setting: str, folder: Path) -> Colophon:
    """Load a digest with one more line, give its colophon."""
    file = folder / "sources.yaml"
    file.write_text(DIGEST + setting, encoding="utf-8")
    return load(file, kinds=()).digests[0].colophon


def test_colophon_is_read(tmp_path: Path) -> None:
    """报、送、发 and 印数 come as written; what is left out is empty."""
    setting = "    colophon: {report_to: [海岚省科协, 望溪县委], distribute_to: [各学会], copies: 200}\n"
    assert colophon(setting, tmp_path) == Colophon(("海岚省科协", "望溪县委"), (), ("各学会",), 200)
    assert colophon("", tmp_path) == Colophon()


@pytest.mark.parametrize("setting", ["{copies: -1}", "{copies: many}", "{report_to: 海岚省科协}", "{cc: []}"])
def test_colophon_mistakes_name_their_line(setting: str, tmp_path: Path) -> None:
    """A wrong colophon is refused at its line, with an example to follow."""
    with pytest.raises(ConfigErrors) as caught:
        colophon(f"    colophon: {setting}\n", tmp_path)
    (error,) = caught.value.errors
    assert error.line == 4
    assert error.advice


def test_a_colour_is_read(tmp_path: Path) -> None:
    """As written; none is asked for."""
    file = tmp_path / "sources.yaml"
    for setting, colour in (('    colour: "#0b4f8a"\n', "#0b4f8a"), ("", "")):
        file.write_text(DIGEST + setting, encoding="utf-8")
        assert load(file, kinds=()).digests[0].colour == colour


@pytest.mark.parametrize("setting", ["#0b4f8a", '"#ffd700"', '"#767676"', "blue", '"#0b4f8"'])
def test_colours_that_do_not_do_are_refused(setting: str, tmp_path: Path) -> None:
    """A comment in place of a colour, two too light for text on white or a tint, a name, five digits."""
    with pytest.raises(ConfigErrors) as caught:
        colophon(f"    colour: {setting}\n", tmp_path)
    (error,) = caught.value.errors
    assert error.line == 4
    assert "#0b4f8a" in error.advice


def test_a_wrong_value_is_shown_short_and_harmless(tmp_path: Path) -> None:
    """A novel in place of a colour, with a sign that turns the line round."""
    with pytest.raises(ConfigErrors) as caught:
        colophon('    colour: "\\u202e' + "色" * 5000 + '"\n', tmp_path)
    told = str(caught.value.errors[0])
    assert "\u202e" not in told
    assert "\\u202e色" in told
    assert len(told) < 500
