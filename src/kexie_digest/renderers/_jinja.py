"""The template environment: where templates are looked for, with autoescape always on.

Looks in the owner's folder, then ``templates/`` beside ``sources.yaml``, then the
copy inside the wheel, then the checkout (an editable install has no packaged copy).
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from kexie_digest.renderers._colours import Colours

PACKAGED = Path(__file__).parent.parent / "_templates"
CHECKOUT = Path(__file__).parents[3] / "templates"


def bulletin_styles(*folders: Path) -> tuple[str, ...]:
    """List the bulletin styles: folders of ``bulletin/`` that hold a page template.

    Args:
        folders: Folders to look in besides the built-in templates.

    Returns:
        Their names in order of the alphabet.
    """
    pages = (page for root in (*folders, PACKAGED, CHECKOUT) for page in root.glob("bulletin/*/page.html.j2"))
    return tuple(sorted({page.parent.name for page in pages}))


def environment(*folders: Path) -> Environment:
    """Make the Jinja2 environment all renderers share.

    Args:
        folders: Folders to look in before the built-in templates, first wins.

    Returns:
        An environment that escapes HTML, refuses undefined names and trims blocks.
        Only ``.txt.j2`` templates are not escaped. Templates run in Jinja's sandbox: a
        template that somebody was given shows an edition, it does not reach the machine.
    """
    made = SandboxedEnvironment(
        loader=FileSystemLoader([*folders, PACKAGED, CHECKOUT]),
        autoescape=lambda name: name is None or not name.endswith(".txt.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["colours"] = Colours()  # of what belongs to no digest: letters to one reader
    return made
