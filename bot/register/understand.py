"""Understands a question to the action register: by rules in plain sight, every word accounted for.

What is understood is taken out of the question piece by piece. If words are left that nothing was made of,
the question is put back rather than answered with rows that do not fit it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.register.doubts import doubt
from bot.register.lexicon import Lexicon, lexicon_of
from bot.register.owners import OwnersAsked, take_owners
from bot.register.phrases import alternatives, any_of, phrases
from bot.register.question import ActionQuestion, ChangeKind, Wants
from bot.register.sentence import Mark, Sentence, normalise
from bot.register.standing import take_statuses
from bot.register.subjects import take_about, take_before_noun, take_priorities, take_refs
from bot.register.typing_slips import put_right
from bot.register.versions import VersionAsked, take_version
from bot.register.when import DatesAsked, asks_due_in_words, take_dates
from knowledge.actions import ActionQuery, ActionRegister, ActionStatus
from knowledge.documents import Document

_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\n+")


@dataclass
class _Asked:
    """What has been understood so far."""

    refs: tuple[str, ...] = ()
    version: VersionAsked = field(default_factory=lambda: VersionAsked(()))
    dates: DatesAsked = field(default_factory=DatesAsked)
    text: str | None = None
    priorities: tuple[str, ...] = ()
    statuses: tuple[ActionStatus, ...] = ()
    owners: OwnersAsked = field(default_factory=OwnersAsked)
    without_owner: bool = False
    without_date: bool = False
    joint: bool | None = None
    notes: tuple[str, ...] = ()
    ask_backs: tuple[str, ...] = ()

    @property
    def pieces(self) -> int:
        """How many things were understood that rows can be chosen by."""
        version = self.version
        chosen = (self.refs, self.dates.fields, self.text, self.priorities, self.statuses, self.owners.owner)
        others = (self.without_owner, self.without_date, self.joint is not None, version.named, self.ask_backs)
        return sum(map(bool, (*chosen, *others, version.changes or version.everything)))


def understand_action_question(
    question: str, register: ActionRegister, documents: Mapping[str, Document], today: date
) -> ActionQuestion | None:
    """The question typed; None when it is not to the register of actions."""
    sentences = [part for part in _SENTENCE_END.split(question) if Sentence(normalise(part)).left()]
    if len(sentences) > 1:
        return _one_at_a_time(sentences, register, documents, today)
    lexicon = lexicon_of(register)
    text = normalise(question)
    if not lexicon.plans or any_of(phrases().not_ours).search(text):
        return None
    text, slips = put_right(text, lexicon)
    sentence = Sentence(text)
    asked = _Asked(refs=take_refs(sentence, lexicon, question))
    _mark_nouns(sentence)
    marked = sentence.text
    _take_apart(asked, sentence, lexicon, documents, today)
    is_ours = bool(asked.refs) or Mark.NOUN in marked
    if is_ours and not asked.refs and asked.text is None:
        asked.text = take_before_noun(sentence, lexicon)
    doubtful = None
    if is_ours and not asked.refs and not asked.ask_backs:
        dated = bool(asked.dates.fields or asked.without_date)
        owned = bool(asked.owners.owner or asked.without_owner or asked.version.changes)
        doubtful = doubt(marked, lexicon, dated=dated, owned=owned)
        asked.ask_backs = (doubtful,) if doubtful else ()
    left = () if asked.refs else sentence.left()
    if not is_ours and (left or not _plainly_of_the_register(asked, text)):
        return None
    if len(left) > 2 * asked.pieces:
        return None
    return _question(asked, _wants(asked, text), slips, left)


def _one_at_a_time(
    sentences: list[str], register: ActionRegister, documents: Mapping[str, Document], today: date
) -> ActionQuestion | None:
    """What stands beside a question may narrow it ("I work for NHS Dorset. What is late?"), so it is put back."""
    understood = ((part, understand_action_question(part, register, documents, today)) for part in sentences)
    ours = next(((part, one) for part, one in understood if one), None)
    if ours is None:
        return None
    ask_back = phrases().ask_one_thing.format(words=ours[0].strip())
    return ours[1].model_copy(update={"unclear": tuple(sentences), "ask_back": ask_back})


def _take_apart(
    asked: _Asked, sentence: Sentence, lexicon: Lexicon, documents: Mapping[str, Document], today: date
) -> None:
    """Take out everything that is understood. The order matters: what holds other words comes first."""
    words = phrases()
    sentence.take(any_of(words.counts))
    asked.without_owner = bool(sentence.take_all(any_of(words.without_owner)))
    asked.without_date = bool(sentence.take_all(any_of(words.without_date)))
    asked.version = take_version(sentence, lexicon, documents)
    asked.dates = take_dates(sentence, today)
    if asked.dates.fields:
        sentence.take_all(any_of(words.due))
    asked.text, about_priority, about_ask = take_about(sentence, lexicon)
    asked.joint = True if sentence.take_all(any_of(words.joint)) else None
    if asked.joint is None and sentence.take_all(any_of(words.single)):
        asked.joint = False
    asked.statuses = take_statuses(sentence)
    asked.owners = take_owners(sentence, shared=bool(asked.joint))
    named = take_priorities(sentence, lexicon)
    asked.priorities = tuple(dict.fromkeys((*named, *((about_priority,) if about_priority else ()))))
    sentence.take_all(any_of(words.owning))
    # "Where DC is not the owner": both cannot hold, so "not" was said of something else.
    denied = words.ask_who if asked.without_owner and asked.owners.owner else None
    asks = (denied, asked.version.ask_back, asked.dates.ask_back, about_ask, asked.owners.ask_back)
    asked.ask_backs = tuple(ask for ask in asks if ask)


def _mark_nouns(sentence: Sentence) -> None:
    sentence.take_all(re.compile(r"\baction plans?\b"))
    sentence.take_all(any_of(phrases().nouns), Mark.NOUN)


def _plainly_of_the_register(asked: _Asked, text: str) -> bool:
    """Whether a question that does not say "action" can only be about actions."""
    words = phrases()
    if asked.priorities and any_of(words.who).search(text) and any_of(words.answering_for).search(text):
        return True
    begins_late = re.match(alternatives(words.late), text)
    if not begins_late and not any_of(words.things + words.counts).search(text):
        return False
    changed = {ChangeKind.SLIPPED, ChangeKind.OWNERS_CHANGED} & set(asked.version.changes)
    return bool(
        "late_on" in asked.dates.fields
        or asked.dates.fields
        and asks_due_in_words(text)
        or changed
        or (asked.version.changes or asked.version.everything)
        and (asked.version.named or asked.version.since or " plan" in text)
        or asked.owners.owner
        and any_of(words.plain_owning).search(text)
        or asked.text
        and asked.version.named
        or asked.without_owner
        or asked.without_date
        or asked.statuses
        and (any_of(words.colours).search(text) or asked.version.named)
    )


def _wants(asked: _Asked, text: str) -> Wants:
    if asked.version.changes or asked.version.everything:
        return Wants.COMPARE
    if any_of(phrases().counts).search(text):
        return Wants.COUNT
    return Wants.OWNER if any_of(phrases().who).search(text) else Wants.LIST


def _question(asked: _Asked, wants: Wants, slips: tuple[str, ...], left: tuple[str, ...]) -> ActionQuestion:
    base = _base_query(asked)
    owners = asked.owners
    alternatives = [base.model_copy(update={"owner": owner}) for owner in owners.or_else]
    alternatives += [base.model_copy(update={"priority": priority}) for priority in asked.priorities[1:]]
    alternatives += [base.model_copy(update={"ref": ref}) for ref in asked.refs[1:]]
    several = sum(map(bool, (owners.or_else, asked.priorities[1:])))
    changes = tuple(ChangeKind) if asked.version.everything else asked.version.changes
    ask_back = asked.ask_backs[0] if asked.ask_backs else _ask_about(left) if left or several > 1 else None
    return ActionQuestion(
        query=base,
        wants=wants,
        also=tuple(ActionQuery(owner=owner) for owner in owners.also),
        or_else=tuple(alternatives),
        changes=() if asked.refs and not changes else changes,
        older_plan=asked.version.older,
        notes=(*slips, *(() if asked.refs else asked.dates.notes)),
        unclear=() if asked.refs and not asked.version.ask_back else left or (("",) if ask_back else ()),
        ask_back=asked.version.ask_back if asked.refs else ask_back,
    )


def _base_query(asked: _Asked) -> ActionQuery:
    documents = asked.version.documents
    if asked.refs:
        # "Is EI-03 on track?" asks of one action whatever else it says: its row answers.
        return ActionQuery(ref=asked.refs[0], documents=documents)
    owners = asked.owners
    return ActionQuery(
        owner=owners.owner,
        organisation=owners.organisation,
        priority=asked.priorities[0] if asked.priorities else None,
        statuses=asked.statuses,
        without_owner=asked.without_owner,
        without_date=asked.without_date,
        joint=None if owners.also else asked.joint,
        text=asked.text,
        documents=documents,
        **asked.dates.fields,
    )


def _ask_about(left: tuple[str, ...]) -> str:
    words = phrases()
    return words.ask_back.format(words=" and ".join(f"“{run}”" for run in left), example=words.example)
