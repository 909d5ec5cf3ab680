import socket

import pytest

from services.webhooks import addresses
from services.webhooks.addresses import Unreachable, is_allowed, resolve


@pytest.fixture(autouse=True)
def none_allowed():
    addresses.allow([])
    yield
    addresses.allow([])


@pytest.fixture
def names(monkeypatch):
    """Makes every name have these addresses."""

    def have(*found):
        answers = [(0, 0, 0, "", (address, 0)) for address in found]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)

    return have


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "168.63.129.16",
        "192.0.0.192",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "fe80::1",
        "fe80::1%lo",
        "fec0::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
    ],
)
def test_inside(address):
    assert not is_allowed(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8"])
def test_outside(address):
    assert is_allowed(address)


@pytest.mark.parametrize(
    ("network", "address", "expected"),
    [
        ("10.0.0.0/8", "10.1.2.3", True),
        ("10.0.0.0/8", "::ffff:10.1.2.3", True),
        ("10.0.0.0/8", "192.168.1.1", False),
        ("fd00::/8", "fd00::1", True),
        ("::1", "::1", True),
        ("::1", "127.0.0.1", False),
    ],
)
def test_networks_of_the_settings(network, address, expected):
    addresses.allow([network])
    assert is_allowed(address) is expected


def test_all_addresses_of_a_name_must_be_allowed(names):
    names("8.8.8.8", "8.8.8.8", "8.8.4.4")
    assert resolve("hooks.example", 443) == ["8.8.8.8", "8.8.4.4"]
    names("8.8.8.8", "10.0.0.1")
    with pytest.raises(Unreachable, match=r"hooks\.example, at 10\.0\.0\.1, is not on the public internet\."):
        resolve("hooks.example", 443)


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "localhost", "::1"])
def test_other_ways_to_write_an_address(host):
    with pytest.raises(Unreachable, match="public internet"):
        resolve(host, 80)


@pytest.mark.parametrize("host", ["no.such.name.invalid", f"{'x' * 70}.example", "a..b"])
def test_host_without_an_address(host):
    with pytest.raises(Unreachable, match="has no address"):
        resolve(host, 80)
