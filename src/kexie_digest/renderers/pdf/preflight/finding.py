"""What preflight says: findings, each about one thing, and the report that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an error must not go to the reader or the press."""

    ERROR = "error"
    WARNING = "warning"


class Kind(StrEnum):
    """What a file is for."""

    SCREEN = "screen"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: which check found it, on which page (None: the whole file)."""

    check: str
    message: str
    severity: Severity = Severity.ERROR
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in one file, with the file's size in bytes and its SHA-256."""

    kind: Kind
    pages: int
    size: int
    sha256: str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)
