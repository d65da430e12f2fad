"""The addresses of a host, asked for no longer than a limit.

Takes a name, gives what the system's resolver says. That one blocks, for half a minute where no name
server answers (resolv.conf(5): 5 s, twice, each of three), and would hold up the round of all others.
"""

import socket
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Thread

#: Gives the IP addresses of a host and port; tests hand in answers that change.
Resolver = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for a host's addresses.

    Args:
        host: A name or an address in any spelling.
        port: The port to be connected to.

    Returns:
        All addresses, without doubles, in the system's order of preference.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolve_in_time(resolver: Resolver, host: str, port: int, seconds: float) -> Sequence[str]:
    """Ask a resolver that may block; whoever waits too long leaves it behind.

    Args:
        resolver: Asks.
        host: Name.
        port: Port.
        seconds: How long to wait.

    Returns:
        Its answer.

    Raises:
        TimeoutError: There is none yet. The thread that asked ends when the system gives up.
        Exception: As the resolver's own: OSError, ValueError or OverflowError where there is no such name.
    """
    answer: Future[Sequence[str]] = Future()

    def ask() -> None:
        try:
            answer.set_result(resolver(host, port))
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            answer.set_exception(error)

    Thread(target=ask, name="resolver", daemon=True).start()
    return answer.result(seconds)
