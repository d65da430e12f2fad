"""What the program is at, for every log line written meanwhile.

Takes a run's id, a stage, a source or an edition for as long as the work on it lasts; gives
what holds now. The set-up of logs puts it into each line; nothing is decided by it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

#: The marks there are, in the order they are shown.
NAMES = ("run", "stage", "source", "edition")

_marks: ContextVar[Mapping[str, str]] = ContextVar("log_marks", default=MappingProxyType({}))


@contextmanager
def marked(**marks: str) -> Iterator[None]:
    """Mark the log lines of a piece of work.

    Args:
        marks: ``run``, ``stage``, ``source``, ``edition``; empty ones end a mark of around it.

    Yields:
        Nothing; while inside, the marks hold in this thread.
    """
    token = _marks.set({**_marks.get(), **marks})
    try:
        yield
    finally:
        _marks.reset(token)


def present() -> dict[str, str]:
    """Give the marks that hold now.

    Returns:
        Name → value, in their order, without empty ones.
    """
    marks = _marks.get()
    return {name: marks[name] for name in NAMES if marks.get(name)}
