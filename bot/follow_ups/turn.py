"""A question of a conversation once it stands alone: its own words, and what it is about."""

from typing import NamedTuple

from bot.follow_ups.phrases import leaning_speech
from retrieval.words import STOPWORDS, words_of

MOST_CARRIED = 12  # words that carry meaning; more would drown the question's own


class Turn(NamedTuple):
    """``core`` is the question; ``about`` what of earlier ones goes with it, the nearest first."""

    core: str
    about: tuple[str, ...] = ()
    leaned: bool = False

    @property
    def text(self) -> str:
        """The question as it is asked of the documents, and shown."""
        kept = _kept(self.core, self.about)
        return f"{self.core} ({'; '.join(kept)})?" if kept else self.core


def _kept(core: str, about: tuple[str, ...]) -> list[str]:
    """What adds something to the question, up to so many words."""
    said = content_of(core)
    kept: list[str] = []
    room = MOST_CARRIED
    for piece in about:
        new = content_of(piece) - said
        if not new or len(new) > room and kept:
            continue
        kept.append(piece)
        said |= new
        room -= len(new)
    return kept


def content_of(text: str) -> set[str]:
    """The stems of the words that carry meaning."""
    return {word.stem for word in words_of(text) if word.text not in STOPWORDS}


def telling(text: str) -> set[str]:
    """The stems of the words that tell what a question is about, not only what is asked."""
    speech = leaning_speech()
    little = STOPWORDS | speech.somebody
    words = (word for word in words_of(text) if word.text.removesuffix("'s") not in little and not word.text.isdigit())
    return {word.stem for word in words} - speech.little


def gist(text: str) -> str:
    """A question's words from the first that carries meaning to the last: what it is about."""
    text = leaning_speech().pattern("there").sub(" ", leaning_speech().pattern("how_much").sub("", text))
    words = words_of(text)
    carrying = [word for word in words if word.text not in STOPWORDS]
    return text[carrying[0].start : carrying[-1].end] if carrying else ""


def handed_on(turn: Turn) -> tuple[str, ...]:
    """What a question hands on to one that leans on it."""
    own = gist(turn.core)
    return (own, *turn.about) if own else turn.about
