"""What a register's own rows tell the understanding of questions: its references, priorities and words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from knowledge.actions import Action, ActionRegister
from knowledge.actions.organisations import fold
from knowledge.documents import Document, DocumentStatus

_PARTS = re.compile(r"([a-z]*)\W*0*(\d+(?:\D\d+)*[a-z]?)")
_SMALL = frozenset("a an the and of to for in on with at by or from".split())


def compact_ref(ref: str) -> str:
    """Write a reference so that "EI-03", "ei 3" and "EI03" are the same."""
    found = _PARTS.fullmatch(fold(ref).replace("_", " "))
    return f"{found.group(1)}{found.group(2)}" if found else fold(ref)


@dataclass(frozen=True)
class Lexicon:
    """The words of one register."""

    refs: Mapping[str, str]
    prefixes: frozenset[str]
    priorities: Mapping[str, tuple[str, ...]]
    words: frozenset[str]
    plans: tuple[str, ...]

    def speaks_of(self, text: str) -> bool:
        """Whether every word stands, as it is or in the singular, in the words of some row."""
        return all(word in self.words or word.removesuffix("s") in self.words for word in fold(text).split())


_known: "WeakKeyDictionary[ActionRegister, Lexicon]" = WeakKeyDictionary()


def lexicon_of(register: ActionRegister) -> Lexicon:
    """The lexicon of a register, made once."""
    found = _known.get(register)
    if found is None:
        found = _known[register] = _lexicon(register.actions)
    return found


def _lexicon(actions: tuple[Action, ...]) -> Lexicon:
    refs = {compact_ref(action.ref): action.ref for action in actions if action.ref}
    texts = (part for action in actions for part in (action.action, action.measure, action.notes) if part)
    words = {word for text in texts for word in fold(text).split()}
    names = dict.fromkeys(action.priority for action in actions if action.priority)
    return Lexicon(
        refs=refs,
        prefixes=frozenset(found.group() for ref in refs if (found := re.match(r"[a-z]+", ref))),
        priorities=_priority_words(names),
        words=frozenset(words | {word.removesuffix("s") for word in words}),
        plans=tuple(dict.fromkeys(action.document_id for action in actions)),
    )


def _priority_words(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each way to name a priority, the priorities it may mean."""
    found: dict[str, list[str]] = {}
    for name in names:
        words = fold(name)
        parts = [words, *words.split(" and "), *(word for word in words.split() if len(word) > 4)]
        for part in dict.fromkeys(" ".join(w for w in part.split()) for part in parts):
            if part not in _SMALL:
                found.setdefault(part, []).append(name)
    return {part: tuple(dict.fromkeys(those)) for part, those in found.items()}


def current_plans(lexicon: Lexicon, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The plans that hold now: the current ones, or all when the library knows of none."""
    now = tuple(
        plan for plan in lexicon.plans if plan in documents and documents[plan].status is DocumentStatus.CURRENT
    )
    return now or lexicon.plans


def year_of(document: Document) -> int | None:
    """The year that a plan is called by: the first in its title, or the one it takes effect or was published in."""
    found = re.search(r"\b20\d\d\b", document.title)
    if found:
        return int(found.group())
    day = document.effective_from or document.published
    return day.year if day else None
