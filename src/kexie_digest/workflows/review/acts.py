"""Acts of making up an edition, by the words that forms and requests use.

Takes a word and what goes with it, gives the act; carrying it out is ``making``.
"""

from kexie_digest.errors import NotFound
from kexie_digest.model import Act, Annotate, Discard, Hold, Move, Pin, Resummarise, Retitle


def act_of(name: str, event: str, *, theme: str = "", position: int = 0, text: str = "") -> Act:
    """Make an act of the words of a form.

    Args:
        name: ``move``, ``pin``, ``hold``, ``discard``, ``retitle``, ``resummarise`` or ``annotate``.
        event: The item.
        theme: Where it moves.
        position: Its place there, 0 for the top.
        text: Title, summary or comment.

    Returns:
        The act.

    Raises:
        NotFound: There is no such act.
    """
    made: dict[str, Act] = {
        "move": Move(event, theme, position),
        "pin": Pin(event),
        "hold": Hold(event),
        "discard": Discard(event),
        "retitle": Retitle(event, text),
        "resummarise": Resummarise(event, text),
        "annotate": Annotate(event, text),
    }
    if name not in made:
        raise NotFound("没有这个动作 (no such act)", subject=name)
    return made[name]
