"""Kinds of answer: what a question asks for, and what a sentence has to offer.

Likeness cannot tell a question that a passage answers from one that is merely close to it. What can
is whether the passage holds the kind of thing asked for: a person, a date, an amount, a way to get
in touch.
"""

import re
from enum import StrEnum

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
    model_config = ConfigDict(frozen=True)

    kind: AnswerKind
    asks: re.Pattern[str]


def _asks(kind: AnswerKind, pattern: str) -> _Rule:
    return _Rule(kind=kind, asks=re.compile(pattern, re.IGNORECASE))


# In order: the first kind that a question asks for is its main one.
_QUESTION_RULES = (
    _asks(AnswerKind.EMAIL, r"\be-?mails?\b(?! (?:sent|was|were|us\b))"),
    _asks(
        AnswerKind.PHONE,
        r"\bdirect line\b|\b(?:tele)?phone\b|\btel\b|\b(?:what|which|a|the)\b[^?.]*\bnumber\b[^?.]*\b(?:call|ring|for|of)\b(?=.*\b(?:call|ring|contact)\b)"
        r"|\b(?:do|can|should|could) (?:i|we|you) (?:ring|call|phone)\b|\bwho (?:to|do i|can i) (?:ring|call|phone)\b"
        r"|\b(?:contact|phone|ring|call) number\b|\bnumber (?:to|i) (?:can )?(?:ring|call)\b|\bgive me the number\b|\bnumber for\b",
    ),
    _asks(
        AnswerKind.CONTACT,
        r"\b(?:get|take) hold of\b|\bget in touch\b|\b(?:how|who) (?:do|can|should|would|could) (?:i|we|you|families|parents|people) (?:contact|reach|speak|talk)\b"
        r"|\bcontact details\b|\bwho (?:to|do i|can i|should i|do we) (?:contact|speak to|talk to)\b|\bcan i (?:speak|talk) to\b|^\W*contacts?\W*$",
    ),
    _asks(AnswerKind.WEB, r"\bweb ?(?:site|page|address)\b|\burl\b|\bonline\b.*\bwhere\b|\blink\b"),
    _asks(
        AnswerKind.DURATION,
        r"\bhow (?:long|many (?:\w+ )?(?:days|weeks|months|years|hours|minutes|terms))\b|\bhow often\b"
        r"|\b(?:time ?(?:limit|scale|frame)|duration|length of time)\b",
    ),
    _asks(AnswerKind.PERCENT, r"\bper ?cent(?:age)?\b|%|\bproportion\b|\bwhat (?:share|rate)\b|\b(?:absence|interest|pass|success|response|turnout|attendance|satisfaction|refusal|tax) rates?\b"),
    _asks(
        AnswerKind.MONEY,
        r"\bhow much (?!(?:time|notice|longer|progress|support|help|say|detail|influence|input|warning)\b)"
        r"|£|\bhow (?:big|large|bad|high|deep) (?:is|was|will|would|does|are) (?:the |our |its |their )?"
        r"(?:\w+ ){0,3}(?:deficit|overspend|underspend|gap|cost|budget|shortfall|grant|bill|saving|debt|pressure|hole)"
        r"|\bwhat(?:'s| is| was| will| would| are| were)?\b[^?.]*\b(?:cost|budget|price|fee|charge|deficit|overspend|underspend"
        r"|spend|saving|funding|grant|shortfall|salary|fine|income|expenditure|value|outturn|interest|debt|rent|pay|wage|worth|balance)s?\b(?! (?:about|for|attention|into)\b)"
        r"|\b(?:how much|what) (?:do|does|did|will|would) .*\b(?:charge|cost|earn|get paid|owe)\b|\bsale price\b"
        r"|^\W*(?:(?:net|gross|total|annual|capital|revenue) )*(?:cost|budget|outturn|overspend|underspend|saving|salary|price|fee|balance|spend)s?\b(?!.*\b(?:who|when|where|why|how)\b)|^\W*(?:\S+ ){0,4}(?:cost|budget|deficit|overspend|underspend|price|fee|outturn|shortfall|spend|saving)s?\W*$",
    ),
    _asks(AnswerKind.COUNT, r"\bhow many\b|^\W*no\. of\b|\bwhat(?:'s| is)? (?:the )?age\b|\bat what age\b|\bwhat (?:score|ratio|capacity)\b|^\W*(?:number|volume|total)\b|\bhow fast\b|\bnumbers? of\b|\btotal number\b|\bhow (?:big|large|tall|deep|wide|far|old|high|heavy)\b"),
    _asks(AnswerKind.TIME, r"\b(?:what|which|wot|wat) times?\b|\bopening (?:hours|times)\b|\bwhat hours\b"),
    _asks(
        AnswerKind.DATE,
        r"\bwhen(?= (?:is|are|was|were|will|would|do|does|did|can|should|has|have|must|might|may|shall|could)\b|'s)|^\W*when\b|\b(?:and|or|,|;|know|say|told) when\b|\byear of\b|\bwhat days\b|\bwhat (?:date|day|year|month|term|dates|years|period)\b|\bwhich (?:date|day|year|month|term|quarter|years|period)\b"
        r"|\bdates?\b(?=\W*$|.*\?)|\bby what (?:date|time)\b|\bdeadline\b|\bdue\b\W*$|\bhow soon\b|\bhow recent|\bperiod does\b"
        r"|\bsince (?:when|what)\b|\buntil (?:when|what)\b|\bexpir|\b(?:start|end|finish)s? (?:date|when)\b",
    ),
    _asks(
        AnswerKind.LIST,
        r"\b(?:list|name) (?:all|the|them|every|each)\b|^\W*list\b|\bwhat are (?:the|all|its|our|their|your)\b|\bwhich are\b|\bwho are\b|\b(?:board|committee|group|panel|team) members\b|\b(?:background papers|appendices|funding sources|partners|priorities|options)\W*$"
        r"|\bwhat (?:\w+ )?(?:(?:priorit|categor|polic|activit|part)(?:y|ies)|(?:area|appendix|paper|document|option|reason|step|partner|organisation|agenc|group|thing|"
        r"service|school|site|measure|kind|type|sort|objective|aim|outcome|condition|risk|factor|recommendation|background)\w*) "
        r"|\bwhich (?:\w+ )?(?:\w+s|people|children) (?:are|were|have|will|do|did)\b|\ball (?:the|of the) \w+s\b",
    ),
    _asks(
        AnswerKind.NAME,
        r"\bnames? (?:of|for|is)\b(?! (?:it|this|the (?:report|paper|strategy|plan|document|service|scheme|survey|fund|contract)))|\bname the (?:officer|councillor|author)"
        r"|\bwho (?:is|was|are|'s) (?:the |our |your )?(?:\w+ ){0,3}(?:director|officer|manager|chair|head|leader|executive|councillor|lead|secretary|clerk|"
        r"treasurer|mayor|minister|headteacher|coordinator|governor)s?\b|\bchaired by\b|\bwho (?:chairs|chaired)\b",
    ),
    _asks(
        AnswerKind.PERSON,
        r"\bwho(?:'s|se|m)?\b|\bwhich (?:councillor|officer|director|person|organisation|body|board|team|committee|agency|member|"
        r"department|partner|company|firm|contractor|council|service)\b|\bwhat (?:organisation|body|board|team|committee|person|"
        r"company|contractor|council|agency)\b|\bname of the\b|\bperson (?:in|who|responsible)\b|\bby whom\b|\bauthor\b|\b(?:exec(?:utive)? )?director\b(?=[^?]*\?)|^\W*(?:portfolio|post) ?holder|\b(?:what|which) (?:post|job|role)\b"
        r"|\bname the\b|^\W*owner|\bresponsible (?:officer|for)\b|\bin charge\b|\b(?:sign(?:ed)? off|owned|led|run|chaired) by\b",
    ),
    _asks(
        AnswerKind.NAMED,
        r"\bwhich (?!of (?:these|those|the following))|\bwhat (?:firm|charity|school|strategy|appendix|grant|scheme|act|law|regulation|programme|software|hospital|college)s?\b",
    ),
    _asks(AnswerKind.REASON, r"\bwhy\b|\bwhat (?:is|was|were|are) the (?:reason|cause|rationale|purpose|point)\b|\bhow come\b|\breasons?\b"),
    _asks(
        AnswerKind.PLACE,
        r"\bpostcode\b|\bvenues?\b|\bwhere(?! (?:does|do|did|has|have|is|are) (?:the )?(?:money|funding|cash))\b|\bwhat (?:place|address|location|venue|town|site)\b|\bwhich (?:town|area|site|venue|building|room)\b",
    ),
    _asks(
        AnswerKind.YES_NO,
        r"^\W*(?:so |and |but |ok |please )?(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|may|might|must)\b"
        r"|\bis (?:it|there) (?:true|any|a|an)\b|\bright\?\W*$|\b(?:or not|yes or no)\b",
    ),
)


def kinds_asked(question: str) -> tuple[AnswerKind, ...]:
    """The kinds of answer a question asks for, the main one first; ANYTHING when none shows."""
    kinds = [rule.kind for rule in _QUESTION_RULES if rule.asks.search(question)]
    return tuple(kinds) or (AnswerKind.ANYTHING,)


_MONEY = re.compile(r"£\s?\d[\d,]*(?:\.\d+)?\s?(?:bn|billion|m(?:illion|n)?|k|thousand)?\b(?:\.\d+)?|\b\d[\d,.]*p\b", re.IGNORECASE)
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
_PHONE = re.compile(r"(?<!\d)(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}(?!\d)|\b(?:999|111|101|116\s?123|0800\s?1111)\b|\b\d{5}\b(?=.*text)", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:gov\.uk|nhs\.uk|org\.uk|co\.uk|org|com|info|net)\b", re.IGNORECASE)
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
