"""The press's colour profile: the printer's, a common one, or a clear refusal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import ImageCms

from kexie_digest.errors import RenderError
from kexie_digest.renderers.pdf.press import profiles


@pytest.mark.parametrize(
    ("description", "condition"),
    [
        ("Coated FOGRA39 (ISO 12647-2:2004)", "FOGRA39"),
        ("PSO Uncoated v3 (FOGRA52)", "FOGRA52"),
        ("ISO Coated v2 300% (ECI)", "FOGRA39"),
        ("FOGRA39L Coated", "FOGRA39"),
        ("Japan Color 2001 Coated", "JC200103"),
        ("U.S. Web Coated (SWOP) v2", "CGATS TR 001"),
        ("Press hall 2, Tuesday", ""),
    ],
)
def test_registered_conditions_are_recognised(description: str, condition: str) -> None:
    """The condition's registered name is read from the description; an unknown one stays unnamed."""
    assert profiles.named_condition(description) == condition


def test_common_profile_comes_with_a_warning() -> None:
    """Without a setting a common profile is used, and the owner is told what to do."""
    profile, warnings = profiles.find("")
    assert profile.content[36:40] == b"acsp"
    assert "press:" in warnings[0]


def test_named_profile_comes_without_a_warning() -> None:
    """The printer's own profile is what the owner wanted; a stated condition wins."""
    profile, warnings = profiles.find(str(profiles.COMMON[0]), "FOGRA47")
    assert (profile.condition, warnings) == ("FOGRA47", ())


def test_missing_file_is_named(tmp_path: Path) -> None:
    """A wrong path is no reason to print with another press's inks."""
    with pytest.raises(RenderError) as caught:
        profiles.find(str(tmp_path / "city.icc"))
    assert caught.value.code == "profile_unusable"
    assert "city.icc" in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"no profile at all", b"\0" * 4096])
def test_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    """Anything that is no profile is refused, not passed to the engine."""
    (tmp_path / "broken.icc").write_bytes(content)
    with pytest.raises(RenderError) as caught:
        profiles.find(str(tmp_path / "broken.icc"))
    assert caught.value.code == "profile_unusable"


def test_profile_of_a_screen_is_refused(tmp_path: Path) -> None:
    """An RGB profile describes no press."""
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    (tmp_path / "screen.icc").write_bytes(screen.tobytes())
    assert ImageCms.ImageCmsProfile(io.BytesIO(screen.tobytes())).profile.xcolor_space.strip() == "RGB"
    with pytest.raises(RenderError, match="CMYK"):
        profiles.find(str(tmp_path / "screen.icc"))


def test_machine_without_profiles_is_told_the_next_step(tmp_path: Path) -> None:
    """No profile at all: the error names the setting and the package."""
    with pytest.raises(RenderError) as caught:
        profiles.find("", common=(tmp_path / "none.icc",))
    assert caught.value.code == "no_profile"
    assert "libgs-common" in caught.value.advice
