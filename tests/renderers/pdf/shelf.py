"""Renditions that several processes of one test run share: each edition is printed once."""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.model.serialization import to_json


@dataclass(frozen=True)
class Shelf:
    """A folder of renditions by key; the same key gives the same bytes (tests of that print anew)."""

    folder: Path

    def get(self, key: str, make: Callable[[], Rendition]) -> Rendition:
        """Give the rendition that is kept; make it where nobody did, others wait for it."""
        path = self.folder / hashlib.sha256(key.encode()).hexdigest()
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.with_suffix(".json").exists():
                made = make()
                path.write_bytes(made.content)
                about = {"name": made.name, "media_type": made.media_type, "warnings": made.warnings}
                path.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
        about = json.loads(path.with_suffix(".json").read_text("utf-8"))
        return Rendition(about["name"], about["media_type"], path.read_bytes(), tuple(about["warnings"]))


def key_of(edition: Edition, digest: Digest) -> str:
    """Name what is printed."""
    return json.dumps([to_json(edition), to_json(digest)], ensure_ascii=False)
