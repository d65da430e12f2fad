"""Start the command line: ``python -m kexie_digest`` or ``kexie-digest``.

Everything is imported inside :func:`main`, so that Ctrl-C in the first second ends with a
sentence too, and so does a terminal that cannot show Chinese: it shows question marks.
"""

import gc
import io
import signal
import sys

#: Exit code of a command that Ctrl-C ended: 128 + SIGINT, as shells have it.
INTERRUPTED = 130

#: New objects between two collections of cycles: at Python's 700 each start went three times through
#: all that it had just imported, 0.25 s of 2 s.
_BETWEEN_COLLECTIONS = 10_000


def main() -> None:
    """Run the command line and exit with its code.

    Raises:
        SystemExit: Always, with the code of the command.
    """
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        from kexie_digest.cli import app

        app()
    except SystemExit as ended:
        code = ended.code
    except BaseException as error:
        if not _is_interrupt(error):
            raise
        code = INTERRUPTED
    if code == INTERRUPTED:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C changes nothing
        sys.stderr.write("\n已中断，再运行一次即可 (interrupted; just run again)\n")
    sys.exit(code)


def _is_interrupt(error: BaseException | None) -> bool:
    """Tell Ctrl-C, also wrapped: class bodies and C modules raise errors of their own from it."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


if __name__ == "__main__":
    main()
