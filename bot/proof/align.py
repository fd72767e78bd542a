"""Holds a statement's words against a form of its quote, word by word, from the first to the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.proof.forms import Form
from bot.proof.meaning import same_meaning
from bot.proof.parts import Part
from bot.proof.words import Word

_IT = {"it", "they", "them"}
_THEIR = {"their", "his", "her"}
_GENERIC = {"a", "an", "any", "each", "every"}
_YOUR_CHILD = ("your", "child", "'s")

Step = tuple[int, int, Part | None]


def is_form(said: Sequence[Word], form: Form) -> bool:
    """Whether the statement is this form, less parts that may go, in words that mean the same."""
    return _Aligning(said, form).holds()


class _Aligning:
    def __init__(self, said: Sequence[Word], form: Form) -> None:
        self.said = said
        self.form = form
        self.dead: set[tuple[int, int]] = set()
        self.has_family = bool(form.you)
        self.says_you = any(word.text in {"you", "your"} for word in said)

    def holds(self) -> bool:
        return self._from(0, 0, ())

    def _from(self, here: int, there: int, gone: tuple[Part, ...]) -> bool:
        if here == len(self.said) and there == len(self.form.words):
            return _leaves_enough(gone)
        if (here, there) in self.dead:
            return False
        for here_next, there_next, part in self._steps(here, there):
            if self._from(here_next, there_next, (*gone, part) if part else gone):
                return True
        self.dead.add((here, there))
        return False

    def _steps(self, here: int, there: int) -> Iterator[Step]:
        said, words = self.said, self.form.words
        if here < len(said) and there < len(words):
            if said[here].same(words[there]):
                yield here + 1, there + 1, None
            yield from self._phrases(here, there)
            yield from self._pointing(here, there)
        if here < len(said) and said[here].is_free:
            yield here + 1, there, None
        if there < len(words):
            if words[there].is_free:
                yield here, there + 1, None
            for end, part in self.form.skips.get(there, ()):
                yield here, end, part
            for end, _ in self.form.names.get(there, ()):
                yield from self._named_shortly(here, there, end)

    def _phrases(self, here: int, there: int) -> Iterator[Step]:
        same = same_meaning()
        for length in range(1, min(same.longest, len(self.said) - here) + 1):
            phrase = tuple(word.key for word in self.said[here : here + length])
            for other in same.others(phrase):
                run = self.form.words[there : there + len(other)]
                if tuple(word.key for word in run) == other and _agree(self.said[here], run[0], length, len(other)):
                    yield here + length, there + len(other), None

    def _pointing(self, here: int, there: int) -> Iterator[Step]:
        """ "You" for a family, "it" for what the statement has named."""
        word, words = self.said[here], self.form.words
        family_ends = self.form.you.get(there)
        if word.text == "you" and family_ends:
            yield here + 1, family_ends, None
        if word.text == "your":
            if family_ends and family_ends < len(words) and words[family_ends].text == "'s":
                yield here + 1, family_ends + 1, None
            if (self.has_family and words[there].text in _THEIR) or words[there].text in _GENERIC:
                yield here + 1, there + 1, None
            if tuple(one.text for one in self.said[here : here + 3]) == _YOUR_CHILD and words[there].text in _GENERIC:
                yield here + 3, there + 1, None
        if self.has_family and self.says_you:
            if word.text == "you" and words[there].text in {"they", "them"}:
                yield here + 1, there + 1, None
            if word.text in {"yourself", "yourselves"} and words[there].text == "themselves":
                yield here + 1, there + 1, None
        for end, is_subject in self.form.names.get(there, ()):
            if word.text in _IT and self._was_named(there, end, is_subject):
                yield here + 1, end, None

    def _named_shortly(self, here: int, start: int, end: int) -> Iterator[Step]:
        """ "The adviser", once the statement has said "the mediation adviser"."""
        words = [word for word in self.form.words[start:end] if not word.is_free]
        keys = [word.key for word in words]
        said = [word.key for word in self.said[:here] if not word.is_free]
        was_said = any(said[place : place + len(keys)] == keys for place in range(len(said)))
        if len(words) > 1 and all(word.kind == "noun" for word in words) and was_said:
            yield here, end - 1, None

    def _was_named(self, start: int, end: int, is_subject: bool) -> bool:
        """Whether the form names the same before, in the same part: as who does, or as what is done to."""
        wanted = [one.key for one in self.form.words[start:end] if not one.is_free]
        for begin, others in self.form.names.items():
            for close, was_subject in others:
                keys = [one.key for one in self.form.words[begin:close] if not one.is_free]
                if close <= start and was_subject == is_subject and keys[-len(wanted) :] == wanted and wanted:
                    return True
        return False


def _agree(said: Word, other: Word, length: int, others: int) -> bool:
    """Single words must be in the same form; of phrases the list itself says that they mean the same."""
    return length != 1 or others != 1 or said.kind == other.kind


def _leaves_enough(gone: tuple[Part, ...]) -> bool:
    """Of things joined, one at least is still named."""
    places = frozenset(place for part in gone for place in part.places)
    return not any(part.group and part.group <= places for part in gone)
