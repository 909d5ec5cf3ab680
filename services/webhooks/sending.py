"""One signed request to a receiver, after Standard Webhooks 1.0.

The host is resolved once, and the connection goes to the address that was checked. The request uses no proxy and
follows no redirect. Its time and the size of its answer are bounded, whatever the receiver does.
"""

import http.client
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from socket import SHUT_RDWR, create_connection, socket
from threading import Event, Timer
from urllib.parse import urlsplit

from standardwebhooks import Webhook as Signer

from services import clock
from services.webhooks.addresses import Unreachable, resolve

TIMEOUT_S = 20
"""The time for the answer, from the connection on."""
_CONNECT_TIMEOUT_S = 5
_MAX_BODY_BYTES = 1024
GONE = 410
_WAITING = (429, 503)
"""The statuses of which Retry-After is a request to wait."""
_LONGEST_WAIT_S = 10**8  # longer than any retry
_REDIRECTS = range(300, 400)
_SUCCESSES = range(200, 300)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a receiver: its status and the beginning of its body; or an error without an answer."""

    status: int | None
    body: str | None
    error: str | None
    """Why the attempt has failed; null if it succeeded."""
    wait: timedelta | None = None
    """The time for which the receiver has asked to send nothing."""


def send(url: str, secrets: Sequence[str], message_id: str, body: str) -> Answer:
    """Post a message, signed with each of the secrets."""
    now = clock.now()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Communique",
        "Connection": "close",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Signer(secret).sign(message_id, now, body) for secret in secrets),
    }
    try:
        status, beginning, retry_after = _post(url, headers, body.encode())
    except (Unreachable, TimeoutError) as error:
        return Answer(None, None, str(error))
    except ssl.SSLError as error:
        return Answer(None, None, f"TLS has failed: {getattr(error, 'verify_message', None) or error.reason}.")
    except OSError as error:
        return Answer(None, None, f"The connection has failed: {error.strerror or type(error).__name__}.")
    except http.client.HTTPException:
        return Answer(None, None, "The answer is not valid HTTP.")
    if status in _SUCCESSES:
        return Answer(status, beginning, None)
    wait = _wait(retry_after) if status in _WAITING else None
    return Answer(status, beginning, f"The answer is {status}{_advice(status)}.", wait)


def _advice(status: int) -> str:
    if status == GONE:
        return ", which disables the webhook"
    return "; redirects are not followed" if status in _REDIRECTS else ""


def _wait(retry_after: str | None) -> timedelta | None:
    """Read the header Retry-After (RFC 9110): seconds, or a date; None if it is missing or wrong."""
    if retry_after is None:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return timedelta(seconds=min(int(retry_after[:12]), _LONGEST_WAIT_S))
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if until.tzinfo is None:  # "-0000"
        until = until.replace(tzinfo=UTC)
    return max(until - clock.now(), timedelta())


def _post(url: str, headers: dict[str, str], body: bytes) -> tuple[int, str, str | None]:
    """Return the status, the beginning of the body and the header Retry-After."""
    parts = urlsplit(url)
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    connection = (http.client.HTTPSConnection if is_tls else http.client.HTTPConnection)(host, port)
    connection.auto_open = 0  # it would resolve the host again
    opened = _connect(resolve(host, port), port)
    if is_tls:
        opened = _tls().wrap_socket(opened, server_hostname=host, do_handshake_on_connect=False)
    with opened, _deadline(opened):
        if isinstance(opened, ssl.SSLSocket):
            opened.do_handshake()
        connection.sock = opened
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, headers)
        response = connection.getresponse()
        beginning = b""
        with suppress(OSError, http.client.HTTPException):  # the status is the answer
            beginning = response.read(_MAX_BODY_BYTES)
        # Postgres stores no NUL.
        shown = beginning.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
        return response.status, shown, response.getheader("Retry-After")


def _connect(addresses: Sequence[str], port: int) -> socket:
    *others, last = addresses[:3]
    for address in others:
        with suppress(OSError):
            return create_connection((address, port), _CONNECT_TIMEOUT_S)
    try:
        return create_connection((last, port), _CONNECT_TIMEOUT_S)
    except TimeoutError as error:
        raise TimeoutError(f"The connection was not accepted within {_CONNECT_TIMEOUT_S} seconds.") from error


@contextmanager
def _deadline(opened: socket) -> Iterator[None]:
    """Hang up after the timeout: that of a socket starts again with each byte, which a receiver may send slowly."""
    is_over = Event()

    def hang_up() -> None:
        is_over.set()
        with suppress(OSError):
            socket.shutdown(opened, SHUT_RDWR)  # that of an SSLSocket is not for other threads

    timer = Timer(TIMEOUT_S, hang_up)
    timer.daemon = True
    opened.settimeout(TIMEOUT_S)
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        if not is_over.is_set() and not isinstance(error, TimeoutError):
            raise
        is_over.set()
    finally:
        timer.cancel()
    if is_over.is_set():  # what was read may be the beginning of an answer
        raise TimeoutError(f"The answer was not complete within {TIMEOUT_S} seconds.")


@lru_cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
