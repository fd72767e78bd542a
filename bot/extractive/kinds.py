"""Kinds of answer: what a question asks for, and what a sentence has to offer.

Likeness cannot tell a question that a passage answers from one that is merely close to it. What can
is whether the passage holds the kind of thing asked for: a person, a date, an amount, a way to get
in touch.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class AnswerKind(StrEnum):
    """What would count as an answer."""

    PERSON = "person"
    NAME = "name"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    CONTACT = "contact"
    NAMED = "named"
    PLACE = "place"
    LIST = "list"
    REASON = "reason"
    YES_NO = "yes_no"
    ANYTHING = "anything"


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
    r"|half|quarter|third|once|twice|none|no)"
)
_UNIT = r"(?:day|week|month|year|hour|minute|term|fortnight|night)s?"


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: AnswerKind
    when: tuple[str, ...]

    def asks(self, question: str) -> bool:
        """Whether a question asks for this kind."""
        return any(_compiled(pattern).search(question) for pattern in self.when)


class _Rules(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    asks: tuple[_Rule, ...]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _rules() -> tuple[_Rule, ...]:
    text = (files("bot.extractive") / "asks.yaml").read_text(encoding="utf-8")
    return _Rules.model_validate(yaml.safe_load(text)).asks


def kinds_asked(question: str) -> tuple[AnswerKind, ...]:
    """The kinds of answer a question asks for, the main one first; ANYTHING when none shows."""
    kinds = [rule.kind for rule in _rules() if rule.asks(question)]
    return tuple(kinds) or (AnswerKind.ANYTHING,)


_MONEY = re.compile(
    r"£\s?\d[\d,]*(?:\.\d+)?\s?(?:bn|billion|m(?:illion|n)?|k|thousand)?\b(?:\.\d+)?|\b\d[\d,.]*p\b", re.IGNORECASE
)
_PERCENT = re.compile(r"\d[\d,.]*\s?(?:%|per ?cent)|\b" + _NUMBER_WORD + r" per ?cent", re.IGNORECASE)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b(?:,?\s+\d{{4}})?|\b{_MONTH}\s+\d{{4}}\b|\b(?:end|start|beginning|middle)\s+of\s+{_MONTH}\b"
    rf"|\bby\s+(?:the\s+)?(?:end\s+of\s+)?{_MONTH}\b|\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:spring|summer|autumn|winter)(?:\s+term)?\b|\bQ[1-4]\b|\b(?:first|second|third|fourth|next|last) (?:quarter|year|month|term)\b"
    r"|\b(?:immediately|forthwith)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|noon)\b|\bnoon\b|\bmidnight\b|\b\d{1,2}:\d\d\b", re.IGNORECASE)
_DURATION = re.compile(
    rf"\b(?:\d[\d.,]*|{_NUMBER_WORD}|several|a)(?:[ -](?:working|school|calendar|full|further|to|and|or|more|half))*[ -](?:\d+[ -])?{_UNIT}\b"
    r"|\b(?:annual|month|week|quarter|term|dai|year)ly\b|\bannual\b|\b(?:every|each|per) (?:\w+ )?(?:day|week|month|year|quarter|term)\b"
    r"|\bovernight\b|\bpermanent\w*\b|\b(?:19|20)\d\d\s?(?:to|[-–])\s?(?:20)?\d\d\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?<![£\d.,/–-])(?<!paragraph )(?<!Appendix )\b(?!(?:19|20)\d\d\b(?! (?:people|children|pupils|families|places|homes|hours|replies|responses)))"
    rf"\d[\d,]*(?:\.\d+)?(?![\d%/]|\s?%|\.\d|(?:st|nd|rd|th)\b|\s?(?:am|pm)\b|\s+{_MONTH}\b)|\b{_NUMBER_WORD}(?:[ -]{_NUMBER_WORD})*\b",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<!\d)(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}(?!\d)|\b(?:999|111|101|116\s?123|0800\s?1111)\b|\b\d{5}\b(?=.*text)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"\bhttps?://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:gov\.uk|nhs\.uk|org\.uk|co\.uk|org|com|info|net)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:at|in|near|to|from|on|across|between|off|by|outside|along|within|around)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}?(?:[A-Z][\w'’-]+)"
    r"|\b[A-Z][\w'’-]+ (?:Street|Road|Lane|Avenue|House|Hall|Centre|Center|Park|School|Library|Depot|Harbour|Quay|Hospital|Building|Room|Bridge|Hill|Close|Way)\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b(?:online|website|local offer|balance sheet|home|county hall|council offices)\b",
)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|as a result|so that|in order to|to (?:ensure|make|allow|enable|help|support|meet|reduce|avoid|protect|keep|give|bring)"
    r"|therefore|reasons?|caus(?:e|ed|es)|led to|leads? to|result(?:ed|s)? (?:in|from)|given that|meaning|means that|enables?|offers?|after|following|as (?:the|a|it|they|there|this)|for)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lady|Lord)\.?\s+(?:[A-Z]\.?\s*)*[A-Z][\w'’-]+"
    r"|\b[A-Z]\.?\s[A-Z][\w'’-]{2,}|\b[A-Z][a-z'’-]+(?:\s[A-Z]\.)?(?:\s+[A-Z][a-z'’-]+){1,2}\b"
)
_BODY = (
    r"(?:Board|Council|Team|Committee|Partnership|Service|Group|Trust|School|College|Academy|Authority|Association|Ltd|Limited|plc|Department|"
    r"Cabinet|Director|Officer|Head|Manager|Lead|Leader|Chair|Inspectorate|Commission|Agency|Forum|Alliance|Charity|Hospital|University|"
    r"Surgeon|Engineer|Treasurer|Secretary|Minister|Ombudsman|Tribunal|Foundation|Society|Union|Network|Panel|Police|Centre|Parents|Carers|Advisor|Co-?ordinator|"
    r"Organisation|Office|Executive|Member|Holder|Portfolio|Friends|England|Councillor|Cllr|Ofsted|NHS)"
)
_PERSON = re.compile(
    rf"{_NAME.pattern}|(?:\b[A-Z][\w'’&-]*,? (?:(?:of|for|and|the|in|&) )*)*\b{_BODY}s?\b(?:,? (?:(?:of|for|and|the|in|&|–) )*[A-Z][\w'’&-]*)*"
    r"|\b(?:director|officer|head|manager|board|council|team|committee|panel|leader|chair|authority|coordinator|inspector|headteacher|trust|college|"
    r"department|ministry|governor|contractor|company|provider|association|agency|councillor|staff|parent|carer|famil(?:y|ie)|volunteer|resident|teacher|"
    r"partner|specialist|therapist|psychologist|nurse|doctor|clinic|surveyor|engineer|consultant)s?\b"
    r"|\b[A-Z]{2,}[A-Za-z]*\b",
)

# A proper noun: capitals that are not there for the start of a sentence, or a lettered or numbered thing.
_NAMED = re.compile(
    r"(?<=[a-z,;:(] )(?:[A-Z][\w'’&-]+)(?: (?:(?:of|and|for|the|in) )?[A-Z][\w'’&-]+)*|\b(?:Appendix|Option|Table|Phase|Section|Annex) \w+"
    r"|^[A-Z][\w'’&-]+(?: (?:(?:of|and|for|the|in) )?[A-Z][\w'’&-]+)+|(?<=\) )[A-Z][\w'’&-]+(?: [A-Z][\w'’&-]+)*",
    re.MULTILINE,
)

_PATTERNS: dict[AnswerKind, re.Pattern[str]] = {
    AnswerKind.MONEY: _MONEY,
    AnswerKind.PERCENT: _PERCENT,
    AnswerKind.DATE: _DATE,
    AnswerKind.TIME: _TIME,
    AnswerKind.DURATION: _DURATION,
    AnswerKind.COUNT: _COUNT,
    AnswerKind.PHONE: _PHONE,
    AnswerKind.EMAIL: _EMAIL,
    AnswerKind.WEB: _WEB,
    AnswerKind.PLACE: _PLACE,
    AnswerKind.REASON: _REASON,
    AnswerKind.PERSON: _PERSON,
    AnswerKind.NAME: _NAME,
    AnswerKind.NAMED: _NAMED,
    AnswerKind.CONTACT: re.compile(f"{_PHONE.pattern}|{_EMAIL.pattern}|{_WEB.pattern}", re.IGNORECASE),
}


class Value(BaseModel):
    """Something of a kind, found in a text."""

    model_config = ConfigDict(frozen=True)

    kind: AnswerKind
    text: str
    start: int
    end: int


# What looks like a name by its capitals, but names a post, a body or a paper.
_NO_NAMES = re.compile(
    r"\b(?:director|officer|head|manager|board|council|team|committee|panel|service|services|partnership|group|cabinet|leader|chair|"
    r"member|authority|lead|executive|corporate|legal|democratic|portfolio|holder|section|chief|assistant|strategy|plan|report|fund|act|"
    r"grant|school|college|house|library|centre|street|road|park|education|health|care|association|trust|review|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|appendix|option|phase|north|south|east|west|"
    r"the|this|these|our|we|no|all|government|national|local|public|special|high|financial|risk|next|children|young|people|early|social|authorities|capital|finance|financial|accounting|regulations|"
    r"england|inspection|dorset|high|needs|block|schools|dedicated|quarter|area|parent|carer|care|quality|commission|background|papers|brief|summary|other|implications)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def values_in(text: str, kind: AnswerKind) -> tuple[Value, ...]:
    """Everything of a kind that a text holds. Kinds that any sentence can satisfy hold nothing."""
    pattern = _PATTERNS.get(kind)
    if pattern is None:
        return ()
    return tuple(
        Value.model_construct(kind=kind, text=found.group().strip(), start=found.start(), end=found.end())
        for found in pattern.finditer(text)
        if kind is not AnswerKind.NAME or not _NO_NAMES.search(found.group())
    )


def can_be_seen(kind: AnswerKind) -> bool:
    """Whether a sentence shows on its face that it holds this kind."""
    return kind in _PATTERNS
