"""Nothing is sent to where only this machine, or those beside it, can reach."""

from ipaddress import ip_address

import pytest

from interchange.webhooks.addresses import RefusedAddress, is_public, looked_up, permitted

INSIDE = """
127.0.0.1 127.8.8.8 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200 0.0.0.0
192.0.0.192 192.0.2.1 198.18.0.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::127.0.0.1 64:ff9b::a00:1
fe80::1 fec0::1 fc00::1 fd00:ec2::254 ff02::1 ff0e::1 2001:db8::1 2002:7f00:1::1 2001:0:4136:e378::1 100::1
"""


OUTSIDE = ["193.10.1.1", "2a00:1450::1", "::ffff:193.10.1.1", "64:ff9b::193.10.1.1"]


def test_an_address_that_leads_inside_is_not_public_however_it_is_written():
    assert [text for text in [*INSIDE.split(), *OUTSIDE] if is_public(ip_address(text))] == OUTSIDE


def test_of_a_host_only_public_addresses_are_connected_to(settings):
    settings.WEBHOOK_ALLOWED_HOSTS = []

    assert permitted("x.example", 443, lambda *_: ["10.0.0.1", "193.10.1.1"], 1) == ["193.10.1.1"]
    with pytest.raises(RefusedAddress):
        permitted("x.example", 443, lambda *_: ["10.0.0.1", "fe80::1%eth0"], 1)


def test_an_operator_allows_hosts_and_networks(settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["Inne.example", "10.2.0.0/16", "fd00::1"]

    assert permitted("inne.example.", 80, lambda *_: ["192.168.0.1"], 1) == ["192.168.0.1"]
    assert permitted("x.example", 80, lambda *_: ["10.2.3.4", "10.3.0.1", "fd00::1"], 1) == [
        "10.2.3.4",
        "fd00::1",
    ]


def test_odd_spellings_of_this_machine_are_looked_up_before_they_are_checked(settings):
    settings.WEBHOOK_ALLOWED_HOSTS = []

    for odd in ("0x7f000001", "2130706433", "127.1", "0177.0.0.1", "localhost"):
        with pytest.raises(RefusedAddress):
            permitted(odd, 80, looked_up, 5)
