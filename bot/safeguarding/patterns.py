"""Patterns of words: how a rule is written, and finding it in a message in time that grows with its length only.

A pattern is words and steps parted by spaces:

    hit          a word, whatever its ending; ``=left`` is the word just as it stands
    <partner>    any of the words and patterns of a named group
    (a|<b>|c d)  one of these
    not?         may be missing
    ~3           up to three other words may stand here (``~`` means four), but no denial
    ^            the start of a sentence

Small words that say nothing of the matter may stand between any two steps.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Generic, NamedTuple, TypeVar

from bot.safeguarding.words import Token
from retrieval.words import stem

_ANY_WORDS = 4
_SMALL_WORDS = 3  # how many of them may stand between two steps
_STEP = re.compile(r"\^|~\d*|<[a-z_]+>\??|\([^()\s]+\)\??|=?[a-z0-9]+\??")
_CHOICE = re.compile(r"\(([^()]*)\)(\??)")
START = "^"

Span = tuple[int, int]
Owner = TypeVar("Owner")


class Step(NamedTuple):
    """One place of a pattern: what may stand there, whether it may be missing, and how many words may come before."""

    keys: tuple[str, ...]
    optional: bool
    gap: int


class Pattern(NamedTuple):
    """A pattern ready to be looked for."""

    text: str
    steps: tuple[Step, ...]


def parse(text: str) -> list[Pattern]:
    """Read a pattern; one with choices of several words becomes several. Raises ValueError for what is no pattern."""
    return [_parse_one(plain) for plain in _without_long_choices(text)]


def _without_long_choices(text: str) -> list[str]:
    for choice in _CHOICE.finditer(text):
        names = choice[1].split("|")
        before, after = text[: choice.start()], text[choice.end() :]
        if before.count("(") > before.count(")"):  # a choice within a choice
            return [plain for name in names for plain in _without_long_choices(before + name + after)]
        long = [name for name in names if " " in name]
        if not long:
            continue
        if choice[2]:
            raise ValueError(f"in the pattern {text!r}, a choice of several words may not be missing")
        short = [name for name in names if " " not in name]
        parts = [*(["(" + "|".join(short) + ")"] if short else []), *long]
        return [plain for part in parts for plain in _without_long_choices(before + part + after)]
    return [text]


def _parse_one(text: str) -> Pattern:
    steps: list[Step] = []
    gap = 0
    for piece in text.split():
        if not _STEP.fullmatch(piece):
            raise ValueError(f"in the pattern {text!r}, {piece!r} is no step")
        if piece.startswith("~"):
            gap = int(piece[1:] or _ANY_WORDS)
            continue
        optional = piece.endswith("?")
        names = piece.rstrip("?").strip("()").split("|")
        steps.append(Step(tuple(map(_key, names)), optional, gap))
        gap = 0
    if not steps or steps[0].optional or steps[0].gap or gap:
        raise ValueError(f"the pattern {text!r} must begin and end with a step")
    return Pattern(text, tuple(steps))


def _key(name: str) -> str:
    if name == START or name[0] in "<=":
        return name
    if name.isdigit():
        return "=" + name
    return stem(name)


def words_in(patterns: Iterable[str]) -> set[str]:
    """The plain words that patterns are made of."""
    return {word for text in patterns for word in re.findall(r"(?<![<\w])[a-z]+(?![\w>])", text)}


class Chart:
    """A message, and what has been found in it so far: for each word or group, where it starts and ends."""

    def __init__(self, tokens: list[Token], small: frozenset[str], denials: frozenset[str]) -> None:
        """Begin with the words alone. ``small`` may stand between steps; ``denials`` may not be passed over."""
        self.tokens = tokens
        self.found: dict[str, dict[int, list[int]]] = defaultdict(dict)
        self._sentences: dict[str, int] = defaultdict(int)  # in which sentences a key is met, a bit for each
        self._small = [token.word in small for token in tokens]
        self._denied = [token.word in denials for token in tokens]
        before = -1
        for place, token in enumerate(tokens):
            self.add(token.stem, place, place + 1)
            self.add("=" + token.word, place, place + 1)
            if token.word.isdigit():
                self.add("<number>", place, place + 1)
            if token.sentence != before:
                self.add(START, place, place)
            before = token.sentence

    def add(self, key: str, start: int, end: int) -> None:
        """Note that the key stands from one word to before another."""
        ends = self.found[key].setdefault(start, [])
        if end not in ends:
            ends.append(end)
            self._sentences[key] |= 1 << self.tokens[start].sentence

    def denied_before(self, place: int) -> bool:
        """Whether a denial stands just before, small words aside."""
        first = self.tokens[place].sentence if place < len(self.tokens) else -1
        for back in range(place - 1, max(-1, place - 2 - _SMALL_WORDS), -1):
            if self.tokens[back].sentence != first:
                return False
            if self._denied[back]:
                return True
            if not self._small[back]:
                return False
        return False

    def spans(self, pattern: Pattern) -> list[Span]:
        """Everywhere that the pattern stands; of several ends for one start, the last."""
        met = self._sentences
        all_met = -1
        for step in pattern.steps:
            if not step.optional:
                all_met &= reduce(or_, [met[key] for key in step.keys if key in met], 0)
                if not all_met:
                    return []
        starts: dict[int, set[int]] = {}
        for key in pattern.steps[0].keys:
            for start, ends in self.found.get(key, {}).items():
                if all_met >> self.tokens[start].sentence & 1:
                    starts.setdefault(start, set()).update(ends)
        spans = []
        for start, reached in starts.items():
            for step in pattern.steps[1:]:
                reached = self._next(start, reached, step)
                if not reached:
                    break
            if reached:
                spans.append((start, max(reached)))
        return spans

    def _next(self, start: int, ends: set[int], step: Step) -> set[int]:
        sentence = self.tokens[start].sentence if start < len(self.tokens) else -1
        reached = set(ends) if step.optional else set()
        groups = [group for key in step.keys if (group := self.found.get(key))]
        if not groups:
            return reached
        for end in ends:
            gap, small, place = step.gap, _SMALL_WORDS, end
            while place < len(self.tokens) and self.tokens[place].sentence == sentence:
                for group in groups:
                    reached.update(group.get(place, ()))
                if self._denied[place]:
                    break
                if self._small[place] and small:
                    small -= 1
                elif gap:
                    gap -= 1
                else:
                    break
                place += 1
        return reached


class Shelf(Generic[Owner]):
    """Patterns kept by a word that each of them needs, so that a message is held against those few that it may meet."""

    def __init__(self, entries: Iterable[tuple[Owner, Pattern]], commonness: Mapping[str, float]) -> None:
        """Keep patterns, each with what it belongs to. ``commonness`` tells how often each key is met."""
        self._entries = tuple(entries)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for place, (_, pattern) in enumerate(self._entries):
            for key in rarest_step(pattern, commonness).keys:
                self._by_key[key].append(place)

    def said_in(self, chart: Chart) -> Iterator[tuple[Owner, Span]]:
        """Every place where one of the patterns stands, in the order in which they were kept."""
        places = {place for key in chart.found if key in self._by_key for place in self._by_key[key]}
        for place in sorted(places):
            owner, pattern = self._entries[place]
            for span in chart.spans(pattern):
                yield owner, span


def rarest_step(pattern: Pattern, commonness: Mapping[str, float]) -> Step:
    """The step that a pattern needs and that fewest messages meet."""
    needed = [step for step in pattern.steps if not step.optional]
    return min(needed, key=lambda step: step_commonness(step, commonness))


def step_commonness(step: Step, commonness: Mapping[str, float]) -> float:
    """How often one of the step's keys is met."""
    return sum(commonness.get(key, 0) for key in step.keys)


def put_in_order(groups: Mapping[str, Iterable[str]]) -> list[str]:
    """The groups' names, each after those that it is made of. Raises ValueError for one that is missing or circular."""
    ordered: list[str] = []

    def place(name: str, above: tuple[str, ...]) -> None:
        if name in ordered:
            return
        if name in above or name not in groups:
            raise ValueError(f"the group <{name}> is {'made of itself' if name in above else 'not defined'}")
        for text in groups[name]:
            for other in re.findall(r"<([a-z_]+)>", text):
                if other != "number":
                    place(other, (*above, name))
        ordered.append(name)

    for name in groups:
        place(name, ())
    return ordered
