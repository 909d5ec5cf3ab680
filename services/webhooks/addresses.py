"""Addresses that webhooks may reach: those of the public internet, and those in networks that the settings allow."""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network

# Public by their number, but served inside clouds: the metadata of Oracle, the platform of Azure.
_REFUSED = (IPv4Network("192.0.0.0/24"), IPv4Network("168.63.129.16/32"))
_GLOBAL_UNICAST = IPv6Network("2000::/3")

_ADVICE = "The setting COMMUNIQUE_WEBHOOK_NETWORKS can allow its network."

_allowed: list[Network] = []


class Unreachable(Exception):  # noqa: N818 (as the errors of services are named)
    """A host that has no address, or none that webhooks may reach; str() of it is a sentence."""


def allow(networks: Iterable[str]) -> None:
    """Allow these networks, in this process and its forks. Raises ValueError for one that is malformed."""
    _allowed[:] = map(ip_network, networks)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, the preferred one first; raises Unreachable.

    A host of which any address is refused is unreachable: no attacker can choose which one is used.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"The host {host} has no address.") from error
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    for address in addresses:
        if not is_allowed(address):
            name = host if host == address else f"{host}, at {address},"
            raise Unreachable(f"{name} is not on the public internet. {_ADVICE}")
    return addresses


def is_allowed(address: str) -> bool:
    """Return whether webhooks may reach an address."""
    given = ip_address(address.partition("%")[0])
    ip = getattr(given, "ipv4_mapped", None) or given
    if any(ip in network for network in _allowed):
        return True
    return _is_public(ip) and not any(ip in network for network in _REFUSED)


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address) and (ip not in _GLOBAL_UNICAST or ip.sixtofour or ip.teredo):
        return False  # the others, and tunnels, may lead to any IPv4 address
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
