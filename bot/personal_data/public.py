"""What the documents and the directory of services already tell everybody, and so stays in a question."""

import re
from collections.abc import Iterable
from functools import cache
from weakref import WeakKeyDictionary

from bot.personal_data.contacts import find_emails, find_phones, find_postcodes
from bot.personal_data.rules import given_names, not_names, rules
from knowledge.services import services
from retrieval.rings import Ring

_WORD = r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*"
_NAMES = re.compile(rf"(?:[A-Z]\.? |[A-Z]{_WORD} ?)(?:(?:[a-z]{{2,3}} )?[A-Z](?:{_WORD}|\.)? ?)*")
_OWNED = re.compile(r"[’']s\b|[’']$")


class PublicTexts:
    """Knows the names and contacts in some texts. Called with a text, says whether it stands there.

    A first name alone never does: that a Grace has written a report says nothing of somebody's child.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Read the texts once: for a library, give those of the passages that the asker may see."""
        self._contacts: set[str] = set()
        self._names: set[str] = set()
        for text in texts:
            self._read(text)

    def _read(self, text: str) -> None:
        for find in (find_emails, find_phones, find_postcodes):
            self._contacts.update(_bare(text[span.start : span.end]) for span in find(text))
        for match in _NAMES.finditer(text):
            words = _words(match.group())
            self._names.update(
                " ".join(words[start:end])
                for start in range(len(words))
                for end in range(start + 1, min(len(words), start + _LONGEST) + 1)
            )

    def __call__(self, text: str) -> bool:
        """Whether a name of more than a first name, or a contact, stands in the texts."""
        if "@" in text or any(character.isdigit() for character in text):
            return _bare(text) in self._contacts
        words = _words(text)
        if len(words) == 1 and (words[0] in given_names().names or words[0] in given_names().everyday):
            return False
        return bool(words) and " ".join(words) in self._names


_LONGEST = 5


@cache
def _not_part() -> frozenset[str]:
    named = rules().names
    return named.titles | {title.lower() for title in named.capital_titles} | {"miss"}


def _words(text: str) -> list[str]:
    found = [_OWNED.sub("", word).lower().replace("’", "'") for word in re.findall(_WORD, text)]
    return [word for word in found if word not in _not_part()]


def _bare(text: str) -> str:
    """A contact without spaces and marks; a number without the country."""
    digits = re.sub(r"\D", "", text)
    if "@" not in text and len(digits) >= 9:
        return "0" + digits.removeprefix("00").removeprefix("44").lstrip("0")
    return re.sub(r"[^\w@.+\-]", "", text).lower()


_of_rings: "WeakKeyDictionary[Ring, PublicTexts]" = WeakKeyDictionary()


def public_texts(ring: Ring) -> PublicTexts:
    """The names and contacts in the documents of a ring, read once."""
    found = _of_rings.get(ring)
    if found is None:
        found = _of_rings[ring] = PublicTexts(passage.text for passage in ring.passages)
    return found


@cache
def directory() -> PublicTexts:
    """What the directory of services, and not_names.yaml, make public."""
    entries = [one.model_dump_json() for one in services()]
    return PublicTexts([*entries, *not_names().public_contacts])
