"""The form in which names are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.store.facts.names import fold_name


def test_marks_spaces_width_and_script_are_left_out() -> None:
    """Two settings of one name have one form."""
    assert fold_name("「海嵐」 省ＡＩ學會") == fold_name("“海岚”省ai学会") == "海岚省ai学会"


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_a_part_of_a_name_folds_to_a_part(before: str, part: str, after: str) -> None:
    """Whatever stands around it: or a longer name would not be found by its part."""
    assert fold_name(part) in fold_name(before + part + after)
