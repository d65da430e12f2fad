"""Speaker lines in the orders papers print them."""

import pytest

from kexie_digest.parsers.parts.speaker import names_voice, read_speaker


@pytest.mark.parametrize(
    ("raw", "name", "body", "post"),
    [
        ("望山县气象学会秘书长 顾南枝", "顾南枝", "望山县气象学会", "秘书长"),
        ("顾南枝（望山县气象学会会员）", "顾南枝", "望山县气象学会", "会员"),
        ("顾南枝 望山县气象学会理事", "顾南枝", "望山县气象学会", "理事"),
        ("石桥村菜农顾 南：", "顾南", None, "石桥村菜农"),
    ],
)
def test_body_post_and_name_are_told_apart(raw: str, name: str, body: str | None, post: str) -> None:
    """Whichever of them comes first, the parts are the same."""
    found = read_speaker(raw, 2)
    assert (found.name, found.affiliation, found.position, found.before_paragraph) == (name, body, post, 2)
    assert names_voice(raw.replace("（", "(").replace("）", ")").replace("：", ":"))


@pytest.mark.parametrize("line", ["山里的春天 来得很慢", "他说：明天再来。", "会长 会长"])
def test_other_lines_name_no_voice(line: str) -> None:
    """A headline in two parts ends with no person."""
    assert not names_voice(line.replace("：", ":").replace("。", "。"))


def test_an_unknown_shape_is_kept_whole() -> None:
    """What cannot be taken apart is the name."""
    assert read_speaker("主 持", 0).name == "主持"
