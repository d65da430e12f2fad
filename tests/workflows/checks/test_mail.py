"""``doctor mail``: what large receivers look at, from a resolver that says what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from kexie_digest import mailings
from kexie_digest.errors import DeliveryError
from kexie_digest.workflows.checks.mail import MailMachine, diagnose_mail

from fakes import FakeClock

PEM = rsa.generate_private_key(65537, 2048).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)
SIGNER = mailings.Signer("kexie.org.cn", "kexie", FakeClock().now(), mailings.read_key(PEM))
MACHINE = MailMachine(
    senders=("digest@kexie.org.cn",),
    public_url="https://d.kexie.org.cn",
    accounts=("smtps://user:geheim@mx.kexie.org.cn",),
    dkim_key=PEM,
    bounce_address="bounce@kexie.org.cn",
)


@dataclass
class FakeResolver:
    """A small world of names in good order; a test breaks one thing."""

    text: dict[str, list[str]] = field(
        default_factory=lambda: {
            "kexie.org.cn": ["v=spf1 mx -all", "other"],
            "kexie._domainkey.kexie.org.cn": [SIGNER.dns_text()],
            "_dmarc.kexie.org.cn": ["v=DMARC1; p=quarantine"],
        }
    )
    host: dict[str, list[str]] = field(
        default_factory=lambda: {"mx.kexie.org.cn": ["192.0.2.1"], "d.kexie.org.cn": ["192.0.2.2"]}
    )
    back: dict[str, list[str]] = field(default_factory=lambda: {"192.0.2.1": ["mx.kexie.org.cn"]})

    def texts(self, name: str) -> list[str]:
        """TXT."""
        return self.text.get(name, [])

    def addresses(self, name: str) -> list[str]:
        """A."""
        return self.host.get(name, [])

    def names(self, address: str) -> list[str]:
        """PTR."""
        return self.back.get(address, [])


def health(machine: MailMachine, resolver: FakeResolver) -> dict[str, str]:
    """First word of each part → how it is."""
    return {finding.part.split()[0]: finding.health.value for finding in diagnose_mail(machine, resolver)}


def test_a_domain_in_good_order() -> None:
    """Everything is well, and no password is shown."""
    findings = list(diagnose_mail(MACHINE, FakeResolver()))
    assert {finding.health.value for finding in findings} == {"ok"}
    assert "geheim" not in str(findings)


@pytest.mark.parametrize(
    ("name", "records", "part", "expected"),
    [
        ("kexie.org.cn", [], "SPF", "missing"),
        ("kexie.org.cn", ["v=spf1 a -all", "v=spf1 mx -all"], "SPF", "missing"),
        ("kexie.org.cn", ["v=spf1 a +all"], "SPF", "warning"),
        ("kexie._domainkey.kexie.org.cn", [], "DKIM", "missing"),
        ("kexie._domainkey.kexie.org.cn", ["v=DKIM1; p=AAAA"], "DKIM", "missing"),
        ("_dmarc.kexie.org.cn", [], "DMARC", "missing"),
    ],
)
def test_a_missing_or_wrong_record_is_named(name: str, records: list[str], part: str, expected: str) -> None:
    """Each with the record to publish."""
    resolver = FakeResolver()
    resolver.text[name] = records
    findings = [finding for finding in diagnose_mail(MACHINE, resolver) if finding.part.startswith(part)]
    assert [finding.health.value for finding in findings] == [expected]
    assert "IN TXT" in findings[0].remedy


def test_the_key_to_publish_is_printed() -> None:
    """The DNS text, and nothing of the private key."""
    resolver = FakeResolver(text={})
    (finding,) = [one for one in diagnose_mail(MACHINE, resolver) if one.part.startswith("DKIM")]
    assert SIGNER.dns_text() in finding.remedy
    assert "PRIVATE" not in str(finding)


@pytest.mark.parametrize(
    ("changes", "part", "expected"),
    [
        ({"dkim_key": None}, "DKIM", "warning"),
        ({"dkim_key": None, "bounce_address": "b@relay.example.com"}, "DMARC", "missing"),
        ({"bounce_address": "b@bounce.kexie.org.cn", "dkim_key": None}, "DMARC", "ok"),
        ({"accounts": ("smtp://mx.kexie.org.cn",)}, "加密", "warning"),
        ({"accounts": ("smtp://nowhere.example",)}, "反向解析", "missing"),
        ({"public_url": "http://d.kexie.org.cn"}, "退订网址", "missing"),
        ({"public_url": "https://nowhere.example"}, "退订网址", "missing"),
        (
            {"public_url": "https://a-very-long-name-of-an-association.kexie.org.cn/digest"},
            "退订网址",
            "warning",
        ),
    ],
)
def test_settings_that_receivers_dislike(changes: dict[str, object], part: str, expected: str) -> None:
    """Alignment, encryption, reverse names, one-click."""
    machine = replace(MACHINE, **changes)  # type: ignore[arg-type]  # a test names the fields it needs
    assert health(machine, FakeResolver())[part] == expected


def test_a_reverse_name_must_lead_back() -> None:
    """FCrDNS: the name an address points to must have that address."""
    resolver = FakeResolver(back={"192.0.2.1": ["dynamic.isp.example"]})
    assert health(MACHINE, resolver)["反向解析"] == "warning"


class SilentResolver(FakeResolver):
    """A network that is down."""

    def texts(self, name: str) -> list[str]:
        """Nobody answers."""
        raise DeliveryError("没有回答 (no answer)", recipient=name, code="no_dns_answer")


def test_a_network_that_is_down_accuses_nobody() -> None:
    """What could not be looked up is doubtful, not missing; the rest is still looked at."""
    found = health(MACHINE, SilentResolver())
    assert {found[part] for part in ("SPF", "DKIM", "DMARC")} == {"warning"}
    assert found["反向解析"] == "ok"
