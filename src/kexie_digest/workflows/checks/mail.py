"""Look whether large receivers will believe our mail: ``doctor mail``.

Takes settings and a resolver, gives findings, each with the record or command that mends
it: SPF, DKIM, DMARC with alignment, the server's reverse name, TLS, the unsubscribe
address. It changes nothing and sends nothing.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol
from urllib.parse import urlsplit

from kexie_digest import mailings
from kexie_digest.errors import DeliveryError
from kexie_digest.workflows.checks.diagnose import Finding, Health

#: RFC 8058 asks for no length; lines of a header that is not folded do.
_LONGEST_LINK = 74

#: Where organisations register one label deeper, such as ``kexie.org.cn``.
_SECOND_LEVEL = re.compile(r"\.(com|org|net|gov|edu|ac)\.[a-z]{2}$")


class Resolver(Protocol):
    """What the world's name servers say."""

    def texts(self, name: str) -> list[str]:
        """Give TXT records."""
        ...

    def addresses(self, name: str) -> list[str]:
        """Give addresses of a host."""
        ...

    def names(self, address: str) -> list[str]:
        """Give names an address points back to."""
        ...


@dataclass(frozen=True, slots=True)
class MailMachine:
    """What is looked at: ``senders`` of the digests, accounts, key, addresses."""

    senders: tuple[str, ...]
    public_url: str
    accounts: tuple[str, ...] = field(default=(), repr=False)
    dkim_key: bytes | None = field(default=None, repr=False)
    dkim_selector: str = "kexie"
    bounce_address: str = ""


def diagnose_mail(machine: MailMachine, resolver: Resolver) -> Iterator[Finding]:
    """Look at every part in turn.

    Args:
        machine: Settings and configuration.
        resolver: Name servers, or what a test says they say.

    Yields:
        Findings.
    """
    for sender in dict.fromkeys(machine.senders):
        try:
            domain = mailings.normalise_address(sender).rpartition("@")[2]
        except DeliveryError as error:
            yield Finding(f"发件人 sender {sender!a}", Health.MISSING, error.message, error.advice)
            continue
        envelope, is_signed = (
            machine.bounce_address.rpartition("@")[2] or domain,
            machine.dkim_key is not None,
        )
        yield _answered("SPF", partial(_spf, envelope, resolver))
        yield _answered("DKIM", partial(_dkim, machine, domain, resolver))
        yield _answered("DMARC", partial(_dmarc, domain, envelope, resolver, is_signed=is_signed))
    for account in machine.accounts:
        yield _tls(account)
        yield _answered("反向解析 PTR", partial(_reverse, account, resolver))
    yield _answered("退订网址 unsubscribe URL", partial(_unsubscribing, machine.public_url, resolver))


def _answered(part: str, check: Callable[[], Finding]) -> Finding:
    """Look at one part; name servers that keep silent say nothing about it."""
    try:
        return check()
    except DeliveryError as error:
        return Finding(f"{part} {error.subject}", Health.WARNING, error.message, error.advice)


def _spf(domain: str, resolver: Resolver) -> Finding:
    part = f"SPF {domain}"
    records = [text for text in resolver.texts(domain) if text.lower().startswith("v=spf1")]
    remedy = f'{domain}. IN TXT "v=spf1 a mx -all"（按邮件服务商的说明填写）'
    if not records:
        return Finding(part, Health.MISSING, "没有 SPF 记录 (no SPF record)", remedy)
    if len(records) > 1:
        return Finding(
            part, Health.MISSING, "有多条 SPF 记录，等于没有 (several records count as none)", remedy
        )
    if not records[0].rstrip().lower().endswith(("-all", "~all")) and "redirect=" not in records[0]:
        return Finding(part, Health.WARNING, f"结尾不是 -all 或 ~all (open end): {records[0]}", remedy)
    return Finding(part, Health.OK, records[0])


def _dkim(machine: MailMachine, domain: str, resolver: Resolver) -> Finding:
    if machine.dkim_key is None:
        return Finding(
            f"DKIM {domain}",
            Health.WARNING,
            "没有设置私钥：须由发信服务器签名，且签名要包含 List-Unsubscribe 和 List-Unsubscribe-Post "
            "(not set: the relay must sign, both list headers included)",
            "openssl genrsa -out dkim.pem 2048 && export KEXIE_DKIM_KEY=dkim.pem",
        )
    try:
        key = mailings.read_key(machine.dkim_key)
    except DeliveryError as error:
        return Finding(f"DKIM {domain}", Health.MISSING, error.message, error.advice)
    signer = mailings.Signer(domain, machine.dkim_selector, dt.datetime.min.replace(tzinfo=dt.UTC), key)
    part, remedy = f"DKIM {signer.dns_name}", f'{signer.dns_name}. IN TXT "{signer.dns_text()}"'
    published = ["".join(text.split()) for text in resolver.texts(signer.dns_name)]
    if not published:
        return Finding(part, Health.MISSING, "没有公钥记录 (no key is published)", remedy)
    wanted = signer.dns_text().rpartition("p=")[2]
    if not any(text.rpartition("p=")[2].split(";")[0] == wanted for text in published):
        return Finding(part, Health.MISSING, "公钥与私钥不符 (another key is published)", remedy)
    return Finding(part, Health.OK, "公钥与私钥相符 (the published key is ours)")


def _dmarc(domain: str, envelope: str, resolver: Resolver, *, is_signed: bool) -> Finding:
    part = f"DMARC _dmarc.{domain}"
    places = [f"_dmarc.{domain}", f"_dmarc.{_organisation(domain)}"]
    records = [text for place in dict.fromkeys(places) for text in resolver.texts(place)]
    found = [text for text in records if text.lower().replace(" ", "").startswith("v=dmarc1")]
    remedy = f'_dmarc.{domain}. IN TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@{domain}"'
    if not found:
        return Finding(part, Health.MISSING, "没有 DMARC 记录 (no DMARC record)", remedy)
    if _organisation(envelope) != _organisation(domain) and not is_signed:
        return Finding(
            part,
            Health.MISSING,
            f"退信地址的域名 {envelope} 与发件人不一致，又没有签名 (neither SPF nor DKIM is aligned)",
            "请把 KEXIE_BOUNCE_ADDRESS 设在发件人的域名下，或设置 KEXIE_DKIM_KEY。",
        )
    return Finding(part, Health.OK, found[0])


def _organisation(domain: str) -> str:
    """Give the domain an organisation registered: two labels, three under such as ``org.cn``."""
    labels = domain.split(".")
    return ".".join(labels[-3:] if _SECOND_LEVEL.search(domain) else labels[-2:])


def _tls(account: str) -> Finding:
    parts = urlsplit(account)
    part = f"加密 TLS {parts.hostname}"
    if parts.scheme in {"smtps", "file"} or "starttls" in parts.query:
        return Finding(part, Health.OK, "加密连接 (encrypted)")
    return Finding(
        part,
        Health.WARNING,
        "连接不加密 (not encrypted)",
        "请改用 smtps://，或在 KEXIE_SMTP_URL 末尾加 ?starttls。",
    )


def _reverse(account: str, resolver: Resolver) -> Finding:
    host = urlsplit(account).hostname or ""
    part = f"反向解析 PTR {host}"
    if not host:
        return Finding(part, Health.OK, "写入文件，不经网络 (files, no network)")
    addresses = resolver.addresses(host)
    if not addresses:
        return Finding(
            part, Health.MISSING, "服务器名解析不到地址 (the host has no address)", "请核对 KEXIE_SMTP_URL。"
        )
    for address in addresses:
        if any(address in resolver.addresses(name) for name in resolver.names(address)):
            return Finding(part, Health.OK, f"{address} 正反解析一致 (forward and reverse agree)")
    return Finding(
        part,
        Health.WARNING,
        f"{addresses[0]} 的正反解析不一致 (forward and reverse disagree)",
        "请让网络服务商把该地址反向解析到发信服务器名；用邮件服务商转发时由其负责。",
    )


def _unsubscribing(public_url: str, resolver: Resolver) -> Finding:
    part, parts = "退订网址 unsubscribe URL", urlsplit(public_url)
    link = f"{public_url}/u/{'T' * 24}"
    remedy = "export KEXIE_PUBLIC_URL=https://digest.example.org"
    if parts.scheme != "https":
        return Finding(
            part, Health.MISSING, f"一键退订须用 https (one-click needs https): {public_url}", remedy
        )
    if len(link) > _LONGEST_LINK:
        return Finding(part, Health.WARNING, f"网址过长 (longer than {_LONGEST_LINK}): {link}", remedy)
    if not resolver.addresses(parts.hostname or ""):
        return Finding(part, Health.MISSING, f"域名解析不到地址 (no address): {parts.hostname}", remedy)
    return Finding(part, Health.OK, link)
