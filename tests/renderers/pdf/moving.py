"""Animated pictures in the three formats that have them, as a website hands them out."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

#: Of the first frame, which is what a page shows; the second is the other one.
FIRST, SECOND = (200, 30, 30), (30, 30, 200)
SIZE = (640, 400)
NAMES = ("moving.gif", "moving.png", "moving.webp")
MOVING = tuple({"path": f"pictures/{name}", "caption": "水车转动"} for name in NAMES)


def write(folder: Path) -> None:
    """Write one picture of two frames in each format."""
    frames = [Image.new("RGB", SIZE, colour) for colour in (FIRST, SECOND)]
    for name in NAMES:
        exact = {"lossless": True} if name.endswith("webp") else {}
        frames[0].save(folder / name, save_all=True, append_images=frames[1:], duration=200, **exact)
