"""Start the command line: ``python -m kexie_digest`` or ``kexie-digest``."""

from kexie_digest.cli import app


def main() -> None:
    """Run the command line and exit with its code."""
    app()


if __name__ == "__main__":
    main()
