"""``smtp://`` and ``smtps://``: deliver over a connection that is kept between messages.

Takes a Message, gives the server's reply. It opens, secures and logs in; the
transaction itself is ``_transaction.py``. It never retries: a caller who gets
``connection_lost`` knows that nothing was delivered and may call again.
"""

import contextlib
import smtplib
import ssl

from kexie_digest.channels import Arm
from kexie_digest.channels._smtp_address import Security, SmtpAddress, read_address
from kexie_digest.channels._transaction import Connection
from kexie_digest.channels.limits import PER_CONNECTION, limits_of
from kexie_digest.errors import DeliveryError
from kexie_digest.model import Message, Reply


class _TlsConnection(Connection, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class SmtpChannel:
    """One account on one server; use one per thread."""

    def __init__(
        self,
        address: SmtpAddress,
        context: ssl.SSLContext | None = None,
        *,
        per_connection: int = PER_CONNECTION,
    ) -> None:
        """Remember where to connect.

        Args:
            address: Server, security, account.
            context: How certificates are checked; default: the system's authorities.
            per_connection: Messages after which a new connection is opened; 0 for no limit.
        """
        self._per_connection = per_connection
        self._address = address
        self._context = context
        self._connection: Connection | None = None
        self._sent = 0

    def deliver(self, message: Message, arm: Arm) -> Reply:
        """Deliver one message, opening a connection when there is none.

        Args:
            message: The copy, complete.
            arm: Called once, right before the final dot.

        Returns:
            The server's 2xx reply.

        Raises:
            DeliveryError: Before the dot: ``cannot_connect``, ``no_tls``,
                ``login_refused``, ``refused_temporarily``, ``refused``,
                ``connection_lost``, ``not_armed``. After it: ``refused_temporarily``,
                ``refused``, or ``uncertain`` when no answer came.
        """
        if self._connection is None or not self._connection.is_open:
            own_name = message.envelope_from.rpartition("@")[2] or "localhost"
            self._connection = self._connect(own_name, message.recipient)
            self._sent = 0
        try:
            return self._connection.transact(message, arm)
        finally:
            self._sent += 1
            if self._sent == self._per_connection:
                self.close()

    def check(self) -> None:
        """Connect, secure, log in and say goodbye.

        Raises:
            DeliveryError: ``cannot_connect``, ``no_tls`` or ``login_refused``.
        """
        self.close()
        self._connection = self._connect("localhost", "")
        self.close()

    def close(self) -> None:
        """Say goodbye if somebody listens."""
        connection, self._connection = self._connection, None
        if connection is not None and connection.is_open:
            with contextlib.suppress(OSError):
                connection.quit()
            connection.drop()

    def _connect(self, own_name: str, recipient: str) -> Connection:
        """Open a connection; we introduce ourselves by the sender's domain.

        Asking the machine for its own name, as smtplib would, may wait for DNS.
        """
        address = self._address
        connection: Connection | None = None
        try:
            connection = self._open(own_name)
            connection.disable_nagle()
            connection.expect_signs_of_life()
            connection.ehlo_or_helo_if_needed()
            if address.security is Security.STARTTLS:
                connection.starttls(context=self._context or ssl.create_default_context())
                connection.ehlo()
            if address.user:
                connection.login(address.user, address.password)
        except OSError as error:
            if connection is not None:
                connection.drop()
            # "from None": a server may repeat what was sent to it, and that may be the password.
            raise _failure(address, recipient, error) from None
        return connection

    def _open(self, own_name: str) -> Connection:
        host, port, timeout = self._address.host, self._address.port, self._address.timeout
        if self._address.security is not Security.TLS:
            return Connection(host, port, own_name, timeout)
        context = self._context or ssl.create_default_context()
        return _TlsConnection(host, port, own_name, timeout=timeout, context=context)


def open_channel(url: str) -> SmtpChannel:
    """Open the channel of an SMTP URL.

    Args:
        url: ``smtp://user:password@host:port?starttls`` or ``smtps://…``.

    Returns:
        The channel, not yet connected.

    Raises:
        DeliveryError: ``bad_url``, ``insecure_login``.
    """
    return SmtpChannel(read_address(url), per_connection=limits_of(url).per_connection)


def _failure(address: SmtpAddress, recipient: str, error: OSError) -> DeliveryError:
    """Name what failed before a transaction could begin."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        code, what = "login_refused", f"用户名或密码被拒绝 (login refused): {error.smtp_code}"
        advice = "请核对 KEXIE_SMTP_URL 里的用户名和密码（多数邮箱要用授权码）。"
    elif isinstance(error, smtplib.SMTPNotSupportedError) and "AUTH" in str(error):
        code, what = "login_refused", "服务器不支持登录 (the server offers no login)"
        advice = "请去掉 KEXIE_SMTP_URL 里的用户名和密码，或换成服务器的发信端口（465 或 587）。"
    elif isinstance(error, (ssl.SSLError, smtplib.SMTPNotSupportedError)):
        code, what = "no_tls", "不能建立加密连接 (no secure connection)"
        advice = "请核对服务器名与证书；服务器不支持 STARTTLS 时改用 smtps://。"
    else:
        # strerror is the system's text (Connection refused); a server's own words are left out.
        system = "" if isinstance(error, smtplib.SMTPException) else error.strerror
        cause = system or type(error).__name__
        code, what = "cannot_connect", f"连不上邮件服务器 (cannot connect): {cause}"
        advice = "请检查 KEXIE_SMTP_URL 的服务器名和端口，以及网络。"
    return DeliveryError(f"{what} [{address.place}]", recipient=recipient, code=code, advice=advice)
