"""Links: what on a page may be clicked, and where it goes."""

import re
from typing import NamedTuple

_WAYS = re.compile(
    r"(?P<web>https?://[^\s<>\"]+[^\s<>\".,;:)])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<phone>(?<![\w/.-])\+?\d[\d ]{1,15}\d(?![\w/-]))"
)
_SHORT_NUMBERS = re.compile(r"999|112|111|101|116\d{3}")
_LONG_NUMBERS = re.compile(r"0\d{7,10}|\+44\d{9,10}")


class ContactPart(NamedTuple):
    """A piece of a contact: its text, and what a click on it does, if anything."""

    text: str
    href: str | None = None


def safe_href(url: str | None) -> str | None:
    """Give the address if it is a page of ours or on the web, and None for anything else."""
    if not url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    ours = url.startswith("/") and not url.startswith("//") and "\\" not in url
    return url if ours or re.match(r"https?://[^/]", url) else None


def contact_parts(contact: str) -> tuple[ContactPart, ...]:
    """Split a contact so that its phone numbers, emails and web addresses can be links, and nothing else."""
    parts: list[ContactPart] = []
    done = 0
    for match in _WAYS.finditer(contact):
        href = _href(match)
        if href is None:
            continue
        if match.start() > done:
            parts.append(ContactPart(contact[done : match.start()]))
        parts.append(ContactPart(match.group(), href))
        done = match.end()
    if done < len(contact):
        parts.append(ContactPart(contact[done:]))
    return tuple(parts)


def _href(match: re.Match[str]) -> str | None:
    text = match.group()
    if match["web"]:
        return safe_href(text)
    if match["email"]:
        return f"mailto:{text}"
    number = text.replace(" ", "")
    rings = _SHORT_NUMBERS.fullmatch(number) or _LONG_NUMBERS.fullmatch(number)
    return f"tel:{number}" if rings else None
