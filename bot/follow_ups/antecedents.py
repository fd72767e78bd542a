"""What a pointing word points at, among the phrases of the questions before it."""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Span, Token

from bot.follow_ups.grammar import parsed, phrases_of
from bot.follow_ups.leaning import pointing_words
from bot.follow_ups.phrases import leaning_speech
from bot.follow_ups.slots import Sort, mentions
from bot.follow_ups.turn import Turn, handed_on, telling

_AS_SUBJECT = {"dobj": 3, "attr": 3, "nsubj": 2, "nsubjpass": 2, "ROOT": 3, "pobj": 1, "conj": 1}


def with_antecedents(question: str, before: Sequence[Turn]) -> Turn:
    """The question with what it points at in the place of its pointing words, and what else it needs."""
    text, named, of = question, "", before[-1]
    for token in reversed(_first_of_each(pointing_words(parsed(question)))):
        found = _pointed_at(token, before)
        if found is None:
            continue
        if found.phrase is None:
            of = found.turn
            continue
        piece, is_whole_name = found.phrase, found.takes_noun
        start, end = token.idx, token.idx + len(token)
        if is_whole_name:
            end = token.head.idx + len(token.head)
        text = (
            text[:start]
            + (f"{piece}'s" if token.lower_ in leaning_speech().words("owning") and token.dep_ == "poss" else piece)
            + text[end:]
        )
        named = piece if token.lower_ not in leaning_speech().words("person") else ""
    if named and telling(named) and (_is_name(named) or len(telling(named)) > 1):
        return Turn(text, (), leaned=True)
    earlier = handed_on(of) if of is not before[-1] else ()
    return Turn(text, tuple(dict.fromkeys((*handed_on(before[-1]), *earlier))), leaned=True)


def _first_of_each(tokens: list[Token]) -> list[Token]:
    """A pronoun said twice is put in words once."""
    seen: dict[str, Token] = {}
    for token in tokens:
        group = next(
            (
                str(sorted(words))
                for words in (leaning_speech().words("person"), leaning_speech().words("several"))
                if token.lower_ in words
            ),
            token.lower_,
        )
        seen.setdefault(group, token)
    return list(seen.values())


def _is_name(text: str) -> bool:
    return any(token.pos_ == "PROPN" or token.text.isupper() for token in parsed(text))


class _PointedAt(NamedTuple):
    """What a word points at: a phrase of a turn, or the answer to it, which is not known."""

    turn: Turn
    phrase: str | None = None
    takes_noun: bool = False


def _pointed_at(token: Token, before: Sequence[Turn]) -> _PointedAt | None:
    """What it points at, and whether the noun after it ("that service") goes with it."""
    word = token.lower_
    for turn in reversed(before):
        doc = parsed(turn.core)
        phrases = [phrase for phrase in phrases_of(doc) if not _is_time(phrase)]
        if _is_one_of(token) and (singles := [phrase for phrase in phrases if phrase[0].lower_ in {"a", "an"}]):
            return _PointedAt(turn, singles[-1][1:].text + "s")
        if word in {"that", "this", "those", "these"} and token.dep_ == "det":
            same = [phrase for phrase in phrases if phrase.root.lemma_.lower() == token.head.lemma_.lower()]
            return _PointedAt(turn, _whole(same[-1]), takes_noun=True) if same else None
        if word in {"one", "ones", "there", "such", "ours", "mine"}:
            return None
        if word in leaning_speech().words("several") | leaning_speech().words("person") and leaning_speech().pattern(
            "asks_who"
        ).match(turn.core):
            return _PointedAt(turn)
        refs = [one.text for one in mentions(turn.core) if one.sort is Sort.REF]
        if refs and word not in leaning_speech().words("person") | leaning_speech().words("several"):
            return _PointedAt(turn, refs[-1])
        fitting = [phrase for phrase in phrases if _fits(word, phrase)]
        if fitting:
            best = max(fitting, key=_rank)
            is_plain = len(fitting) == 1 or best.root.dep_ in {"attr", "dobj", "ROOT"}
            is_plain = (_is_name(best.text) or is_plain) and not _asks_which(token)
            return _PointedAt(turn, _whole(best) if is_plain or word in leaning_speech().words("person") else None)
    return None


def _is_one_of(token: Token) -> bool:
    """ "One of those": several, of which only one may have been named."""
    found = leaning_speech().pattern("one_of").finditer(token.doc.text)
    return any(match.start() <= token.idx < match.end() for match in found)


def _asks_which(token: Token) -> bool:
    """ "Which case was that?" asks for a thing, and points at all that was said."""
    return (
        token.lower_ in {"that", "this"}
        and token.i == len(token.doc) - 1
        and token.doc[0].lower_ in {"which", "what", "how"}
    )


def _fits(word: str, phrase: Span) -> bool:
    is_person = phrase.root.lower_ in leaning_speech().somebody
    if word in leaning_speech().words("person"):
        return is_person and phrase.root.tag_ != "NNS" and phrase.root.lower_ not in leaning_speech().words("bodies")
    if word in leaning_speech().words("several"):
        names = any(token.pos_ == "PROPN" for token in phrase)
        many = phrase.root.tag_ in {"NNS", "NNPS"} and (word != "they" or is_person)  # things do not act
        return names or many or phrase.root.lemma_.lower() in leaning_speech().words("bodies")
    return not is_person or phrase.root.lower_ in leaning_speech().words("bodies_of_people")


def _rank(phrase: Span) -> tuple[int, int, int]:
    names = any(token.pos_ == "PROPN" for token in phrase)
    return (bool(telling(phrase.text)), 2 * names + _AS_SUBJECT.get(phrase.root.dep_, 0), -phrase.start)


def _is_time(phrase: Span) -> bool:
    return any(
        one.sort in {Sort.DATE, Sort.AGE, Sort.PLACE} and one.text.lower() in phrase.text.lower()
        for one in mentions(phrase.text)
    ) and not telling(phrase.text)


def _whole(phrase: Span) -> str:
    """A phrase with a name that "and" joins to it, and the "of ..." that belongs to it."""
    doc = phrase.doc
    end = phrase.end
    while end < len(doc) and doc[end].lower_ in {"and", "of", "for", "&"} and end + 1 < len(doc):
        following = next((other for other in doc.noun_chunks if other.start == end + 1), None)
        joined = doc[end].lower_ in {"of", "for"} or phrase.root.pos_ == "PROPN"
        if following is None or not joined or following.root.pos_ == "PRON":
            break
        end = following.end
    start = phrase.start + (phrase[0].lower_ in {"and", "or", "any", "a", "an", "all"})
    return doc[start:end].text
