"""What the store keeps of a report for events."""

from __future__ import annotations

import json

from events.reports import report
from kexie_digest.events.signature import sign
from kexie_digest.events.signature.traits import from_traits, to_traits


def test_traits_are_read_back_whole() -> None:
    """What the store keeps makes the same signature again."""
    signature = sign(
        report("a", "岚川市博物馆“青苗行动”启动", "5月3日，首届东川学术论坛在岚川市举行。", day="2024-05-03")
    )
    assert signature.heads
    assert from_traits(json.loads(json.dumps(to_traits(signature)))) == signature


def test_traits_of_another_version_are_not_read() -> None:
    """Whoever asks signs the report anew."""
    traits = to_traits(sign(report("a", "首届岚湖湿地论坛开幕", "正文。", day="2024-05-03")))
    assert from_traits({name: value for name, value in traits.items() if name != "told"}) is None
    assert from_traits({**traits, "mood": "calm"}) is None
