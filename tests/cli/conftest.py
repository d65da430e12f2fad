"""A desk whose archive holds the sample pages."""

from __future__ import annotations

import pytest

from kexie_digest.workflows.collect import collect
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.run import scope_of

from desk import Desk, sample_pages


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that collected the sample pages and published nothing."""
    desk = Desk(tmp_path_factory.mktemp("archive"))
    desk.drop(*sample_pages())
    with desk.opened() as context:
        scope = scope_of(context, drops=desk.drops)
        journal = Journal("test", desk.clock)
        collect(context, scope.drops, scope.sources, journal)
    assert not journal.result().failures
    return desk
