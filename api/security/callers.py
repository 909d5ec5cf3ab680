"""Addresses of callers, as limits tell them apart."""

import re
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from typing import Any

# A proxy may write the port of the caller, too, and brackets around an IPv6 address.
_WITH_PORT = re.compile(r"\[([^\]]*)\](?::[0-9]+)?|([0-9.]+):[0-9]+")
_HOST_BITS = 64  # of an IPv6 address: one caller may have all addresses that differ in these only


def address_of(environ: Mapping[str, Any]) -> str:
    """Return the address that a request comes from, or its /64 if it is IPv6; "unknown" for none."""
    given = environ.get("REMOTE_ADDR") or ""
    if match := _WITH_PORT.fullmatch(given):
        given = match[1] or match[2]
    try:
        address = ip_address(given.partition("%")[0])  # without the interface of the server
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> _HOST_BITS << _HOST_BITS))
