"""What every shape is: its settings and no others, each of its own type."""

from pydantic import ConfigDict

STRICT = ConfigDict(extra="forbid", strict=True, frozen=True)
