"""A desk to test on: folders, a standing clock and the whole program, in-process or as a command."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import SecretStr

from kexie_digest import app, config
from kexie_digest.config import Settings
from kexie_digest.model import Config, Run
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.run import run, scope_of

import launcher
import stores
from fakes import FakeClock

#: Outputs of paper: typesetting takes seconds of a processor.
PAPER = ("bulletin.pdf", "bulletin.docx", "bulletin-print.pdf")
#: For commands of tests about what happens to an edition, not how it looks.
WITHOUT_PAPER = f"from kexie_digest.renderers import RENDERERS\nfor name in {PAPER}: RENDERERS.pop(name)"
#: ``schedule`` and ``serve`` that tick twice a second and take a file that stood still for one.
HASTY = f"""
from kexie_digest import scheduler
from kexie_digest.sources.drop_folder import DropFolder
scheduler.TICK_SECONDS = 0.5
DropFolder.look.__kwdefaults__["wait"] = 1.0
{launcher.BEGIN}
"""

SAMPLES = Path(__file__).parent / "samples"


def sample_pages() -> list[Path]:
    """The project's own pages."""
    return sorted(path for path in SAMPLES.glob("[0-9]*") if path.suffix != ".jpg")


def sample_pictures() -> list[Path]:
    """The pictures that lie beside some of them."""
    return sorted(SAMPLES.glob("[0-9]*.jpg"))


@dataclass
class Desk:
    """One association's desk in a temporary folder."""

    root: Path
    clock: FakeClock = field(default_factory=FakeClock)
    smtp_url: str | None = None
    public_url: str = "https://digest.invalid"

    def __post_init__(self) -> None:
        """Make the drop folder."""
        self.drops.mkdir(parents=True, exist_ok=True)

    @property
    def drops(self) -> Path:
        """Where pages are put in."""
        return self.root / "drops"

    @property
    def output(self) -> Path:
        """Where editions come out."""
        return self.root / "out"

    @property
    def settings(self) -> Settings:
        """Settings that point into the temporary folder."""
        var = self.root / "var"
        return Settings(
            var_dir=var,
            database_url=SecretStr(stores.url_in(var)),
            public_url=self.public_url,
            smtp_url=SecretStr(self.smtp_url) if self.smtp_url else None,
        )

    def drop(self, *pages: Path) -> None:
        """Put copies of pages into the drop folder."""
        for page in pages:
            (self.drops / page.name).write_bytes(page.read_bytes())

    def copied(self, root: Path) -> Desk:
        """Copy this desk, whose program is closed, with all that it holds."""
        shutil.copytree(self.root, root, dirs_exist_ok=True)
        stores.copied(self.root / "var", root / "var")
        return replace(self, root=root, clock=FakeClock(self.clock.now()))

    def configuration(self, yaml: str = "") -> Config:
        """The built-in default, or what some YAML says."""
        if not yaml:
            return config.load(None, kinds=("feed",), folder=self.root)
        file = self.root / "sources.yaml"
        file.write_text(yaml, encoding="utf-8")
        return config.load(file, kinds=("feed",))

    @contextmanager
    def opened(self, yaml: str = "") -> Iterator[Context]:
        """The program put together over this desk."""
        stores.prepared(self.root / "var")
        with app.opened(
            self.configuration(yaml), settings=self.settings, output=self.output, clock=self.clock
        ) as context:
            yield context

    def run(self, yaml: str = "", **options: object) -> Run:
        """One manual run over the drop folder, in this process."""
        with self.opened(yaml) as context:
            return run(context, scope_of(context, drops=self.drops, **options))  # type: ignore[arg-type] # of scope_of

    def environment(self, **extra: str) -> dict[str, str]:
        """Environment of a command run at this desk."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("KEXIE_")}  # noqa: TID251 - for the child
        var = self.root / "var"
        return {**clean, "KEXIE_VAR_DIR": str(var), "KEXIE_DATABASE_URL": stores.url_in(var), **extra}

    def command(
        self, *words: str, first: str = "", typed: str = "", **extra: str
    ) -> subprocess.CompletedProcess[str]:
        """Run ``kexie-digest`` as a stranger would; ``first`` is Python that its process does before."""
        environment = self.environment(**extra)
        return launcher.run(words, self.root, environment, timeout=280, first=first, typed=typed)
