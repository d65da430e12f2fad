"""Finished files to damage: every check of preflight must be able to fail."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from kexie_digest.model import Edition, Rendition
from kexie_digest.renderers.pdf.preflight import Finding, inspect

Damage = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="session")
def found_in() -> Callable[..., list[str]]:
    """Inspect a file after damage: the names of the checks that found something."""

    def go(rendition: Rendition, damage: Damage, edition: Edition | None = None) -> list[str]:
        return [finding.check for finding in _findings(rendition.content, damage, edition)]

    return go


def _findings(content: bytes, damage: Damage, edition: Edition | None) -> tuple[Finding, ...]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        damage(pdf)
        damaged = io.BytesIO()
        pdf.save(damaged)
    return inspect(damaged.getvalue(), edition).findings
