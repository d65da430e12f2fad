"""The engine starts without what it does not need, and everything is put back."""

from __future__ import annotations

import ctypes.util
import gc
import subprocess
import sys

import pytest

from kexie_digest.renderers.pdf.justify import haste

STARTED = """\
import sys
sys.addaudithook(lambda event, words: event == "subprocess.Popen" and print("started", words[0]))
from kexie_digest.renderers.pdf import fonts
fonts.require()
from kexie_digest.renderers.pdf.engine import _engine
_engine()
print("fontTools.subset" in sys.modules, "fontTools.varLib.instancer" in sys.modules)
import fontTools.subset
print(fontTools.subset.Subsetter.__name__)
"""


@pytest.mark.render
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries have other names")
def test_a_start_runs_no_program_and_loads_no_subsetter() -> None:
    """No ldconfig, gcc or ld; fontTools' large modules are there once somebody asks."""
    result = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False", "False", "Subsetter"]


def test_stand_ins_go_and_the_finder_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Afterwards others find libraries and modules as before, after a failure too."""
    monkeypatch.delitem(sys.modules, "fontTools.subset", raising=False)
    finder = ctypes.util.find_library

    def fail() -> None:
        with haste.quick_import():
            assert type(sys.modules["fontTools.subset"]) is haste._Later
            raise OSError("no Pango")

    with pytest.raises(OSError, match="no Pango"):
        fail()
    assert ctypes.util.find_library is finder
    assert "fontTools.subset" not in sys.modules


def test_a_function_taken_early_is_the_real_one_when_called() -> None:
    """What the engine took from a stand-in loads the module and calls into it."""
    assert haste._Later("json").loads("[1]") == [1]
    with pytest.raises(AttributeError):
        _ = haste._Later("json").__path__


def test_collections_are_rare_inside_and_usual_after() -> None:
    """The collector's thresholds come back."""
    before = gc.get_threshold()
    with haste.rare_collections():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
