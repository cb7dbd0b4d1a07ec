"""Where nothing is sent to: networks that only this machine, or those beside it, can reach.

An administrator of one municipality must not reach the servers of the operator through Samplan. What counts
is the address that is connected to, so names are looked up once, what is found is checked, and the connection
is made to that very address: a name that means something else a moment later changes nothing.
"""

import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from django.conf import settings

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
#: Gives the addresses of a host's name; raises `OSError` if there are none.
Resolve = Callable[[str, int], Iterable[str]]

#: What counts as public, but is not: services that cloud providers have for the machine itself, protocol
#: assignments (RFC 6890), relays of 6to4.
NOT_PUBLIC = (ip_network("168.63.129.16/32"), ip_network("192.0.0.0/24"), ip_network("192.88.99.0/24"))
#: IPv6 addresses with an IPv4 address in their last 32 bits: mapped (RFC 4291), NAT64 (RFC 6052).
WITH_IPV4 = (ip_network("::ffff:0:0/96"), ip_network("64:ff9b::/96"))
#: IPv6 addresses with one elsewhere, by which a relay might be had: Teredo, 6to4.
TUNNELS = (ip_network("2001::/32"), ip_network("2002::/16"))


class RefusedAddress(Exception):
    """The host is in a network that nothing is sent to."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What an operator allows all the same: hosts by name, and networks."""

    hosts: frozenset[str]
    networks: tuple[Network, ...]

    @classmethod
    def by_settings(cls) -> "Allowed":
        """What `WEBHOOK_ALLOWED_HOSTS` says: names, addresses, networks."""
        hosts, networks = set(), []
        for word in settings.WEBHOOK_ALLOWED_HOSTS:
            try:
                networks.append(ip_network(word.strip("[]"), strict=False))
            except ValueError:
                hosts.add(word.casefold().rstrip("."))
        return cls(frozenset(hosts), tuple(networks))

    def has(self, host: str, address: Address) -> bool:
        """Whether the operator vouches for it."""
        return host.casefold().rstrip(".") in self.hosts or any(
            address.version == network.version and address in network for network in self.networks
        )


def is_public(address: Address) -> bool:
    """Whether the address belongs to the public internet, whichever way it is written."""
    if isinstance(address, IPv6Address):
        if any(address in network for network in WITH_IPV4):
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.is_site_local or any(address in network for network in TUNNELS):
            return False
    elif any(address in network for network in NOT_PUBLIC):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def permitted(host: str, port: int, resolve: Resolve, seconds: float) -> list[str]:
    """The addresses of a host that may be connected to, in the order in which they should be tried.

    Raises `RefusedAddress` if it has others only, `OSError` if it has none, `TimeoutError` if nobody says.
    """
    allowed = Allowed.by_settings()
    found = [ip_address(text.partition("%")[0]) for text in in_time(lambda: resolve(host, port), seconds)]
    kept = [str(address) for address in found if is_public(address) or allowed.has(host, address)]
    if found and not kept:
        raise RefusedAddress(host)
    return kept


def looked_up(host: str, port: int) -> Sequence[str]:
    """What the machine's own resolver says; also of the odd spellings of addresses that it knows."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def in_time(ask: Callable[[], Iterable[str]], seconds: float) -> list[str]:
    """The answer, if it comes in time: a resolver has no time limit that a caller could set."""
    answers: list[list[str]] = []
    errors: list[OSError] = []

    def run() -> None:
        try:
            answers.append(list(ask()))
        except OSError as error:
            errors.append(error)
        except UnicodeError as error:
            errors.append(socket.gaierror(str(error)))

    asking = threading.Thread(target=run, daemon=True)
    asking.start()
    asking.join(seconds)
    if errors:
        raise errors[0]
    if not answers:
        raise TimeoutError
    return answers[0]
