"""Links are made from what is surely a phone number, an email or a web address, and from nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.links import contact_parts, safe_href


@pytest.mark.parametrize(
    ("contact", "hrefs"),
    [
        ("01305 228558", ["tel:01305228558"]),
        ("0800 7838058", ["tel:08007838058"]),
        ("+44 1305 228558", ["tel:+441305228558"]),
        ("0800 1111", ["tel:08001111"]),
        ("116 123", ["tel:116123"]),
        ("Ring 999.", ["tel:999"]),
        ("01305 751360 (West Dorset), 01202 636158 (East Dorset)", ["tel:01305751360", "tel:01202636158"]),
        ("dhc.pals@nhs.net", ["mailto:dhc.pals@nhs.net"]),
        ("https://www.example.org/a-b.", ["https://www.example.org/a-b"]),
        ("https://example.org/01305228558", ["https://example.org/01305228558"]),
        ("Text SHOUT to 85258", []),
        ("17 December 2024, page 999-1, 2024 2025", []),
        ("ref 01305-228558-77/4", []),
        ("javascript:alert(1) data:x //evil.example", []),
    ],
)
def test_a_contact(contact: str, hrefs: list[str]) -> None:
    assert [part.href for part in contact_parts(contact) if part.href] == hrefs


@given(st.text())
def test_no_text_is_lost_or_changed(contact: str) -> None:
    parts = contact_parts(contact)
    assert "".join(part.text for part in parts) == contact
    for part in parts:
        assert part.href is None or part.href.startswith(("tel:", "mailto:", "https://", "http://"))


@pytest.mark.parametrize("url", ["/sources/a?passage=1#1", "/", "https://example.org", "http://a.b/c"])
def test_a_page_of_ours_or_of_the_web_is_a_link(url: str) -> None:
    assert safe_href(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        " javascript:x",
        "//evil",
        "/\\evil",
        "/a\tb",
        "data:x",
        "https:///x",
        "a",
        "\x01/",
    ],
)
def test_anything_else_is_not(url: str | None) -> None:
    assert safe_href(url) is None
