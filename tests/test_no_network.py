"""The tests themselves cannot reach another machine."""

import asyncio
import socket

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 443), ("93.184.216.34", 80)])
def test_a_socket_to_another_machine_is_refused(address: tuple[str, int]) -> None:
    with socket.socket() as asking, pytest.raises(OSError, match=r"may only reach 127\.0\.0\.1"):
        asking.connect(address)


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(OSError, match=r"may only reach 127\.0\.0\.1"):
        socket.create_connection(("api.openai.com", 443), timeout=1)


def test_nor_from_an_event_loop() -> None:
    with pytest.raises(OSError, match=r"may only reach 127\.0\.0\.1"):
        asyncio.run(asyncio.open_connection("192.0.2.1", 443))


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as there, socket.create_connection(there.getsockname()) as here:
        assert here.getpeername() == there.getsockname()
