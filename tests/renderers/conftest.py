"""What tests of the outputs ask for."""

from __future__ import annotations

import pytest

from kexie_digest.renderers import Tools
from kexie_digest.renderers._jinja import environment


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The project's own templates and a public address."""
    return Tools(environment(), public_url="https://kexie.example.org")
