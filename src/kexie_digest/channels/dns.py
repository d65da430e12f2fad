"""What the world's name servers say of a mail domain.

Takes names, gives records; a name without any gives none, silence is an error: a network
that is down says nothing about a domain. It judges nothing.
"""

from typing import Any

import dns.exception
import dns.name
import dns.resolver
import dns.reversename

from kexie_digest.errors import DeliveryError

_SECONDS = 5.0


class SystemResolver:
    """Asks the machine's name servers."""

    def __init__(self) -> None:
        """Read the machine's name servers.

        Raises:
            DeliveryError: Code ``no_resolver``: none is configured.
        """
        try:
            self._resolver = dns.resolver.Resolver()
        except dns.resolver.NoResolverConfiguration as error:
            raise DeliveryError(
                "没有可用的域名服务器 (no name server is configured)",
                code="no_resolver",
                advice="请检查 /etc/resolv.conf。",
            ) from error
        self._resolver.lifetime = _SECONDS

    def texts(self, name: str) -> list[str]:
        """Give the TXT records of a name, each joined from its pieces."""
        return [
            "".join(part.decode("utf-8", "replace") for part in one.strings) for one in self._ask(name, "TXT")
        ]

    def addresses(self, name: str) -> list[str]:
        """Give the addresses of a host."""
        return [one.address for kind in ("A", "AAAA") for one in self._ask(name, kind)]

    def names(self, address: str) -> list[str]:
        """Give the names an address points back to."""
        try:
            reverse = dns.reversename.from_address(address).to_text()
        except dns.exception.SyntaxError:
            return []
        return [one.target.to_text(omit_final_dot=True) for one in self._ask(reverse, "PTR")]

    def _ask(self, name: str, kind: str) -> list[Any]:
        try:
            return list(self._resolver.resolve(name, kind))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.name.LabelTooLong, dns.name.EmptyLabel):
            return []
        except dns.exception.DNSException as error:
            raise DeliveryError(
                "域名服务器没有回答 (the name servers gave no answer)",
                recipient=name,
                code="no_dns_answer",
                advice="请检查网络和 /etc/resolv.conf，再运行 kexie-digest doctor mail。",
            ) from error
