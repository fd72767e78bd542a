"""Takes what actions are about out of a question: a reference, words of the action, or its priority."""

import re
from functools import cache

from bot.register.lexicon import Lexicon, compact_ref
from bot.register.owners import names_an_owner
from bot.register.phrases import Words, alternatives, any_of, phrases
from bot.register.sentence import Mark, Sentence
from knowledge.actions.organisations import fold

_REF = re.compile(r"(?<![\w/-])([a-z]{1,6})(-| |)(\d{1,3}(?:\.\d{1,3})*[a-z]?)(?![\w/]|-\d)")
_NUMBER_REF = re.compile(
    r"\b(?:action|actions|ref|reference)(?: (?:no|number|ref))? (\d{1,3}(?:\.\d{1,3})*[a-z]?|\d{1,3})(?![\w/])"
)
_MOST_WORDS = 5
_EMPTY = frozenset("a an the and of to for in on with at by from our their pupil pupils children".split())


def take_refs(sentence: Sentence, lexicon: Lexicon, question: str) -> tuple[str, ...]:
    """Take out the references of actions, written as the register writes them where it has them."""
    refs: list[str] = []
    place = 0
    while found := _REF.search(sentence.text, place):
        letters, gap, number = found.groups()
        known = lexicon.refs.get(compact_ref(f"{letters}{number}"))
        # "in 12 months" and "IN-12" differ only by the mark between.
        sure = gap == "-" or not gap or f"{letters.upper()} {number}" in question
        if not sure or not (known or letters in lexicon.prefixes) or letters == "q":
            place = found.end()
            continue
        refs.append(known or f"{letters.upper()}-{number}")
        sentence.put(found.start(), found.end(), Mark.OTHER)
    numbered = _NUMBER_REF.search(sentence.text)
    if numbered and compact_ref(numbered.group(1)) in lexicon.refs:
        refs.append(lexicon.refs[compact_ref(numbered.group(1))])
        sentence.put(numbered.start(1), numbered.end(1), Mark.OTHER)
    return tuple(dict.fromkeys(refs))


@cache
def _about() -> re.Pattern[str]:
    words = phrases()
    ends = alternatives(words.about_ends)
    until = rf"(?=\s*(?:[◆●■▲★·]|\b{ends}\b|$))"
    status = alternatives(_statuses())
    after_noun = rf"(?:{Mark.NOUN}|\banything|\bsomething) (?!{status}\b){alternatives(words.about_after_noun)}"
    return re.compile(
        rf"(?:\b{alternatives(words.about)}|{after_noun})"
        rf"(?: the| our| any)? (?!{status}\b)(?P<text>[a-z0-9/ -]+?){until}"
    )


def _statuses() -> Words:
    return tuple(word for words in phrases().statuses.values() for word in words)


def take_about(sentence: Sentence, lexicon: Lexicon) -> tuple[str | None, str | None, str | None]:
    """Take out what the actions speak of. Gives (text, priority, question back)."""
    found = _about().search(sentence.text)
    if not found:
        return None, None, None
    written = found["text"].strip()
    kept_noun = Mark.NOUN if found.group().startswith(Mark.NOUN) else Mark.OTHER
    if names_an_owner(written):
        return None, None, phrases().ask_owner_or_text.format(words=f"“{written}”")
    priority = _whole_priority(written, lexicon)
    text = None if priority else words_to_find(written)
    if priority is None and re.search(r"\bor\b", written):
        sentence.put(found.start(), found.end(), kept_noun)
        return None, None, phrases().ask_either.format(words=", or about ".join(re.split(r" or ", written)))
    if priority is None and text is None:
        return None, None, None
    sentence.put(found.start(), found.end(), kept_noun)
    return text, priority, None


def take_before_noun(sentence: Sentence, lexicon: Lexicon) -> str | None:
    """Take out the words straight before "actions", when rows of the register hold them: "short breaks actions"."""
    found = re.search(rf"((?:[a-z0-9/-]+ )+){Mark.NOUN}", sentence.text)
    runs = [run for run in sentence.left() if found and re.search(rf"\b{re.escape(run)} {Mark.NOUN}", sentence.text)]
    if not runs or any_of(phrases().never_subject).search(runs[-1]):
        return None
    text = words_to_find(runs[-1])
    if text is None or not lexicon.speaks_of(text):
        return None
    sentence.take(re.compile(rf"\b{re.escape(runs[-1])} (?={Mark.NOUN})"))
    return text


def words_to_find(written: str) -> str | None:
    """The words that a row must hold, in the singular; None when there are none or more than anyone would look for."""
    words = [word for word in fold(written).split() if word not in _EMPTY]
    single = [word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word for word in words]
    return " ".join(single) if 0 < len(single) <= _MOST_WORDS else None


def _whole_priority(written: str, lexicon: Lexicon) -> str | None:
    plain = re.sub(r"\b(?:priority|priorities|theme)\b", "", written).strip()
    return _the_one(plain, lexicon)


def _the_one(words: str, lexicon: Lexicon) -> str | None:
    meant = lexicon.priorities.get(fold(words), ())
    return words if len(meant) == 1 else None


def take_priorities(sentence: Sentence, lexicon: Lexicon) -> tuple[str, ...]:
    """Take out the priorities that are named, each as words that only its name holds."""
    ways = {way: way for way, meant in lexicon.priorities.items() if len(meant) == 1}
    ways |= {
        short: full for short, full in phrases().priority_names.items() if _the_one(full, lexicon) and short not in ways
    }
    if not ways:
        return ()
    pattern = any_of(tuple(sorted(ways, key=len, reverse=True)))
    taken = sentence.take_all(pattern, Mark.PRIORITY)
    sentence.take_all(
        re.compile(
            rf"(?:the )?\b(?:priority|theme) (?:of )?(?={Mark.PRIORITY})|(?<={Mark.PRIORITY}) (?:priority|theme)\b"
        )
    )
    named = [_full_name(ways.get(way) or ways[way.replace("the ", "")], lexicon) for way in taken]
    return tuple(dict.fromkeys(named))


def _full_name(words: str, lexicon: Lexicon) -> str:
    return lexicon.priorities[fold(words)][0]
