"""Which addresses may be connected to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.feeds.public_addresses import is_public

PUBLIC = ["93.184.216.34", "8.8.8.8", "100.63.255.255", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]
PRIVATE = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",  # shared: carriers' networks, and Alibaba's metadata at 100.100.100.200
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
]
PRIVATE_V6 = [
    "::",
    "::1",
    "::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "3fff::1",
    "4000::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "fec0::1",
    "ff02::1",
]
ODD = ["", "localhost", "127.1", "2130706433", "0x7f000001", "017700000001", "example.org", "1.2.3.4:80"]


@pytest.mark.parametrize("address", PUBLIC)
def test_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", [*PRIVATE, *PRIVATE_V6, *ODD])
def test_what_is_around_this_machine_is_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_loopback_is_open_only_where_it_is_asked_for(address: str) -> None:
    assert is_public(address, loopback=True)
    assert not is_public("10.0.0.1", loopback=True)


@given(st.ip_addresses(v=4) | st.sampled_from([IPv4Address(each) for each in PRIVATE]))
@example(IPv4Address("93.184.216.34"))
@example(IPv4Address("8.8.8.8"))
def test_an_address_is_no_more_public_for_being_wrapped(address: IPv4Address) -> None:
    nat64 = IPv6Address(int(IPv6Address("64:ff9b::")) | int(address))
    sixtofour = IPv6Address(0x2002 << 112 | int(address) << 80 | 1)
    mapped = IPv6Address(0xFFFF << 32 | int(address))
    assert is_public(str(nat64)) == is_public(str(address))
    assert is_public(str(address)) or not is_public(str(sixtofour))
    assert not is_public(str(mapped))


@given(st.ip_addresses(v=6))
def test_only_what_is_given_out_as_public_is(address: IPv6Address) -> None:
    wrapped = int(address) >> 32 == 0x64FF9B << 64
    assert not is_public(str(address)) or wrapped or int(address) >> 125 == 1
