"""No test reaches another machine: a socket may only be connected to this one."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest


class NetworkBlocked(OSError):
    """A test tried to reach another machine."""


def is_here(address: object) -> bool:
    """Whether an address is of this machine: a local socket, or 127.0.0.1 and what stands for it."""
    if not isinstance(address, tuple):
        return True
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return address[0] == "localhost"


@pytest.fixture(scope="session", autouse=True)
def only_this_machine() -> Iterator[None]:
    """Refuse connections to other machines, and looking up their names."""
    kept = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}
    look_up = socket.getaddrinfo

    def guarded(act: Callable[..., Any]) -> Callable[..., Any]:
        def checked(self: socket.socket, *args: Any) -> Any:
            if self.family in {socket.AF_INET, socket.AF_INET6} and not is_here(args[-1]):
                raise NetworkBlocked(f"A test tried to reach {args[-1]}. Tests may only reach 127.0.0.1.")
            return act(self, *args)

        return checked

    def looked_up(host: Any, *args: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name and not is_here((name,)) and name not in {"0.0.0.0", "::"}:
            raise NetworkBlocked(f"A test tried to look up {name}. Tests may only reach 127.0.0.1.")
        return look_up(host, *args, **more)

    for name, act in kept.items():
        setattr(socket.socket, name, guarded(act))
    socket.getaddrinfo = looked_up
    try:
        yield
    finally:
        for name, act in kept.items():
            setattr(socket.socket, name, act)
        socket.getaddrinfo = look_up
