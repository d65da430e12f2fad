"""Which files are pages of one issue, told by their names."""

from __future__ import annotations

import pytest

from kexie_digest.sources.issue_names import issue_in_name, page_in_name


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("海岚报_2026-11-20_01.txt", "01"),
        ("海岚报20261120第A2版.pdf", "A2"),
        ("2026-11-20/03-综合.txt", "03"),
        ("海岚报 2026年11月20日 第三版 副刊.docx", "三"),
        ("2026-11-20_04_副刊.txt", "04"),
        ("01-头版.txt", "01"),
        ("海岚报_2026-11-20.txt", ""),
        ("第3158期.txt", ""),
        ("十四种水草.txt", ""),
        ("2026年大事.txt", ""),
    ],
)
def test_the_page_is_read_from_the_name(address: str, page: str) -> None:
    """Figures of the day, the issue or a title are no page."""
    assert page_in_name(address) == page


def test_pages_of_one_issue_have_one_name() -> None:
    """By paper and day in the file's name, or by the day's folder."""
    assert issue_in_name("海岚报_2026-11-20_01.txt") == issue_in_name("海岚报_20261120_12.pdf") != ""
    assert issue_in_name("a/2026-11-20/01-头版.txt") == issue_in_name("a/2026-11-20/02-要闻.txt") != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("海岚报_2026-11-20_01.txt", "海岚报_2026-11-21_02.txt"),
        ("海岚报_2026-11-20_01.txt", "青梧报_2026-11-20_02.txt"),
        ("a/海岚报_2026-11-20_01.txt", "b/海岚报_2026-11-20_02.txt"),
    ],
)
def test_other_days_papers_and_folders_are_other_issues(one: str, other: str) -> None:
    """Each has an issue of its own."""
    assert issue_in_name(one) != issue_in_name(other)


@pytest.mark.parametrize("address", ["01-头版.txt", "海岚报_2026-11-20.txt", "通讯.docx"])
def test_a_name_without_day_or_page_tells_no_issue(address: str) -> None:
    """Such a file stands for itself."""
    assert issue_in_name(address) == ""
