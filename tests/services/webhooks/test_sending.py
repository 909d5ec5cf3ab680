"""One signed request: where it goes, and what proves who sent it."""

import socket
import ssl
import subprocess
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from services.webhooks import addresses, sending
from services.webhooks.sending import send

SECRETS = ["whsec_bmV3IHNlY3JldCBvZiB0aGUgdGVzdHMgaGVyZQ==", "whsec_b2xkIHNlY3JldCBvZiB0aGUgdGVzdHMgaGVyZQ=="]
BODY = '{"type":"quote.update","data":{"id":"quo_ä"}}'


@pytest.fixture
def names(monkeypatch):
    """Makes every host an address of this machine, and counts how often a host is resolved."""
    resolved = []

    def resolve(host, port, *_, **__):
        resolved.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return resolved


@pytest.fixture
def certificate(tmp_path):
    """The files of a key and of a certificate for hooks.example."""
    key, file = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", key, "-out", file, "-subj", "/CN=hooks.example"]
    command += ["-addext", "subjectAltName=DNS:hooks.example"]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("needs openssl")
    return key, file


@pytest.fixture
def asked(receiver, certificate, monkeypatch):
    """Lets the receiver speak TLS; the names that it is asked for."""
    key, file = certificate
    found = []
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(file, key)
    server.sni_callback = lambda _socket, name, _context: found.append(name)
    receiver.server.socket = server.wrap_socket(receiver.server.socket, server_side=True)
    monkeypatch.setattr(sending, "_tls", lambda: ssl.create_default_context(cafile=file))
    return found


def test_each_secret_verifies_the_bytes_that_are_sent(receiver, set_clock):
    set_clock(datetime.now(UTC))
    assert send(receiver.url, SECRETS, "dlv_1", BODY).error is None
    (message,) = receiver.messages
    assert message.body == BODY.encode()
    for secret in SECRETS:
        assert Verifier(secret).verify(message.body, message.headers)["type"] == "quote.update"
    with pytest.raises(WebhookVerificationError):
        Verifier(SECRETS[0]).verify(message.body + b" ", message.headers)


def test_signature_is_that_of_openssl(receiver):
    """The commands in docs/webhooks.md."""
    send(receiver.url, SECRETS[:1], "dlv_1", BODY)
    (message,) = receiver.messages
    commands = (
        f"key=$(echo {SECRETS[0].removeprefix('whsec_')} | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n');"
        f"{{ printf '%s.%s.' dlv_1 {message.headers['webhook-timestamp']}; cat; }}"
        '| openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64'
    )
    signature = subprocess.run(["sh", "-c", commands], input=message.body, capture_output=True, check=True).stdout
    assert message.headers["webhook-signature"] == f"v1,{signature.decode().strip()}"


def test_host_is_resolved_once_and_named(receiver, names):
    assert send(f"http://hooks.example:{receiver.port}/", SECRETS, "dlv_1", BODY).status == 200
    assert receiver.messages[0].headers["host"] == f"hooks.example:{receiver.port}"
    assert names.count("hooks.example") == 1


def test_tls_has_the_name_of_the_host(receiver, names, asked):
    assert send(f"https://hooks.example:{receiver.port}/", SECRETS, "dlv_1", BODY).status == 200
    assert asked == ["hooks.example"]
    assert names.count("hooks.example") == 1
    assert receiver.messages[0].headers["host"] == f"hooks.example:{receiver.port}"


@pytest.mark.usefixtures("names", "asked")
def test_certificate_of_another_host_is_refused(receiver):
    answer = send(f"https://other.example:{receiver.port}/", SECRETS, "dlv_1", BODY)
    assert answer.status is None
    assert answer.error.startswith("TLS has failed: Hostname mismatch")
    assert receiver.messages == []


def test_no_proxy_is_used(receiver, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert send(receiver.url, SECRETS, "dlv_1", BODY).status == 200


@pytest.mark.usefixtures("receiver")
def test_nobody_listens():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        answer = send(f"http://127.0.0.1:{probe.getsockname()[1]}/", SECRETS, "dlv_1", BODY)
    assert (answer.status, answer.error) == (None, "The connection has failed: Connection refused.")


def test_address_that_is_not_allowed_is_not_connected_to(receiver):
    addresses.allow([])
    assert "127.0.0.1 is not on the public internet" in send(receiver.url, SECRETS, "dlv_1", BODY).error
    assert receiver.messages == []
