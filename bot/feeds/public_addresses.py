"""Tells addresses of the public internet from those of this machine or around it."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_UNICAST = IPv6Network("2000::/3")
"""All addresses allocated as public: IANA, "Internet Protocol Version 6 Address Space"."""
_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as IPv6-only networks see them (RFC 6052); the last 32 bits are the IPv4 address."""
_NOT_PUBLIC = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments, Oracle Cloud's metadata among them
    IPv4Network("192.88.99.0/24"),  # relays of 6to4, given up: RFC 7526
    IPv4Network("168.63.129.16/32"),  # Azure's metadata, which looks public from outside
    IPv6Network("3fff::/20"),  # documentation: RFC 9637
)


def is_public(address: str, *, loopback: bool = False) -> bool:
    """Returns whether a numeric address may be connected to; with `loopback`, this machine's own may, too.

    Private, link-local, shared, multicast, reserved and unspecified ones may not, nor those that wrap such an
    IPv4 address in IPv6. What is no numeric address is not public.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if loopback and found.is_loopback:
        return True
    return _is_public_v4(found) if isinstance(found, IPv4Address) else _is_public_v6(found)


def _is_public_v4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and not _is_listed(address)


def _is_public_v6(address: IPv6Address) -> bool:
    if address in _NAT64:
        return _is_public_v4(IPv4Address(int(address) & 0xFFFF_FFFF))
    if address.sixtofour is not None and not _is_public_v4(address.sixtofour):
        return False
    named = address.scope_id is not None  # the same address once for each network of this machine
    return address in _UNICAST and address.is_global and not named and not _is_listed(address)


def _is_listed(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in _NOT_PUBLIC)
