"""Captions and credits."""

from __future__ import annotations

import pytest

from kexie_digest.parsers.parts import caption


@pytest.mark.parametrize(
    ("line", "text", "credit", "people"),
    [
        (
            "▲孩子们观察睡莲。記者 顧南枝 攝/澄湖視覺",
            "孩子们观察睡莲。",
            "記者 顧南枝 攝/澄湖視覺",
            ["顧南枝 澄湖視覺"],
        ),
        ("澄湖日报记者 顾南枝 摄", "", "澄湖日报记者 顾南枝 摄", ["顾南枝 澄湖日报"]),
        ("开馆现场。顾南枝 摄", "开馆现场。", "顾南枝 摄", ["顾南枝 None"]),
        ("开馆现场(顾南枝 摄)", "开馆现场", "顾南枝 摄", ["顾南枝 None"]),
        (
            "代表合影 本报记者 顾南枝 齐晚舟 摄",
            "代表合影",
            "本报记者 顾南枝 齐晚舟 摄",
            ["顾南枝 本报", "齐晚舟 本报"],
        ),
        ("学生在比赛。（主办方供图）", "学生在比赛。", "主办方供图", []),
        ("图片由望山县科协提供", "", "图片由望山县科协提供", []),
        ("图为农技员在换电机。", "图为农技员在换电机。", None, []),
        ("灯塔下的课堂 澄湖社发", "灯塔下的课堂", "澄湖社发", []),
        ("灯塔下的课堂 澄湖社发（顾南枝 摄）", "灯塔下的课堂", "澄湖社发（顾南枝 摄）", ["顾南枝 None"]),
        ("灯塔下的课堂 顾 南摄", "灯塔下的课堂", "顾 南摄", ["顾南 None"]),
        ("灯塔下的课堂 摄影：云朵儿", "灯塔下的课堂", "摄影：云朵儿", ["云朵儿 None"]),
        ("灯塔下的课堂 澄湖渔业实验室 图", "灯塔下的课堂", "澄湖渔业实验室 图", []),
        ("图①：灯塔下的课堂（资料照片）", "图①：灯塔下的课堂", "资料照片", []),
    ],
)
def test_caption_is_taken_apart(line: str, text: str, credit: str | None, people: list[str]) -> None:
    """Mark, text and credit are told apart, photographers named with their house."""
    found = caption.read(line)
    assert found is not None
    assert line[slice(*found.text)] == text
    assert (found.credit and line[slice(*found.credit)]) == credit
    assert [f"{person.name} {person.affiliation}" for person in found.photographers] == people


@pytest.mark.parametrize("line", ["会议现场", "他一直喜欢拍摄", "记者在山上看到了日出。", ""])
def test_plain_lines_need_the_page_around_them(line: str) -> None:
    """Without mark, pointer or credit a line is not a caption by itself."""
    assert caption.read(line) is None
