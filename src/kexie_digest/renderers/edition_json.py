"""``edition.json``: the edition as data, for other programs and for the archive."""

import json

from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.model.serialization import to_json
from kexie_digest.renderers import Tools


def render(edition: Edition, _digest: Digest, _tools: Tools) -> Rendition:
    """Write the edition as indented UTF-8 JSON.

    Args:
        edition: What to write.
        _digest: Not needed; the edition is complete.
        _tools: Not needed.

    Returns:
        ``edition.json``.
    """
    text = json.dumps(to_json(edition), ensure_ascii=False, indent=1) + "\n"
    return Rendition(name="edition.json", media_type="application/json", content=text.encode())
