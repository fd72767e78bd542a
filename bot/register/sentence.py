"""A question that is understood piece by piece: what is understood is taken out, and what is left must be nothing."""

import re
from enum import StrEnum

from bot.register.phrases import any_of, phrases

_SHORTENED = re.compile(r"\b(what|who|when|where|which|that|there|it|here|how)s\b")
_NOT = re.compile(
    r"\b(?:(?:is|are|was|were|has|have|had|does|do|did)nt|(?:has|have|had|is|are|was|were|does|do|did) not|aint)\b"
)
_MARKS = re.compile(r"[^\w/.\-'◆●■▲★·]+")
_LOOSE = re.compile(r"(?<!\w)[/.\-]|[/.\-](?!\d)")


class Mark(StrEnum):
    """What stands in the place of words that were understood."""

    OWNER = "◆"
    STATUS = "●"
    DATE = "■"
    NOUN = "▲"
    PRIORITY = "★"
    OTHER = "·"


def normalise(question: str) -> str:
    """Write a question in small letters, without marks that carry nothing: "Who's late?" is "who is late"."""
    text = question.casefold().replace("’", "'").replace("‘", "'").replace("&", " and ").replace("–", "-")
    text = re.sub(r"\b([a-z]+)n't\b", r"\1nt", text)
    text = re.sub(r"\b(what|who|when|where|which|that|there|it|here|how)'s\b", r"\1 is", text)
    text = re.sub(r"'s\b|s'(?=\s|$)", lambda found: "" if found.group().startswith("'") else "s", text)
    text = _MARKS.sub(" ", text).replace("'", "")
    text = _LOOSE.sub(" ", text)
    text = _SHORTENED.sub(r"\1 is", text)
    return " ".join(_NOT.sub("not", text).split())


class Sentence:
    """A question's words, less what has been understood of them."""

    def __init__(self, text: str) -> None:
        """Start with all of a normalised text."""
        self.text = text

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern is still there to be understood."""
        return bool(pattern.search(self.text))

    def take(self, pattern: re.Pattern[str], mark: Mark = Mark.OTHER) -> re.Match[str] | None:
        """Take out the first words that match, leaving a mark in their place."""
        found = pattern.search(self.text)
        if found:
            self.put(found.start(), found.end(), mark)
        return found

    def take_all(self, pattern: re.Pattern[str], mark: Mark = Mark.OTHER) -> list[str]:
        """Take out everything that matches."""
        taken = []
        while found := self.take(pattern, mark):
            taken.append(found.group().strip())
        return taken

    def put(self, start: int, end: int, mark: Mark) -> None:
        """Take out the words from one place to another."""
        self.text = " ".join(f"{self.text[:start]} {mark} {self.text[end:]}".split())

    def left(self) -> tuple[str, ...]:
        """The words that nothing was made of, small words aside, in unbroken runs."""
        rest = re.sub(r"[◆●■▲★]", Mark.OTHER, self.text)
        rest = re.sub(rf"{Mark.OTHER}(?: (?:and|but|then|also)(?= {Mark.OTHER}))?", Mark.OTHER, rest)
        rest = any_of(phrases().fillers).sub(Mark.OTHER, rest)
        return tuple(run for part in rest.split(Mark.OTHER) if (run := " ".join(part.split())))
