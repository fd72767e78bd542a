"""What makes a question to the register doubtful though every word of it is known; it is then put back."""

import re

from bot.register.lexicon import Lexicon
from bot.register.phrases import alternatives, any_of, phrases
from bot.register.sentence import Mark

_NOUNS_APART = re.compile(rf"{Mark.NOUN}(?! (?:and|or) {Mark.NOUN}).* (?:and|or|plus) .*{Mark.NOUN}")


def doubt(text: str, lexicon: Lexicon, *, dated: bool, owned: bool) -> str | None:
    """The question to put back, if the words say more than rows can be chosen by.

    ``text`` has its nouns marked. ``dated``: a date or the lack of one was asked for; ``owned``: an owner,
    or the lack of one.
    """
    words = phrases()
    having = any_of(words.having).search(text)
    if having:
        return words.ask_back.format(words=f"“{having.group()}”", example=words.example)
    if not dated and _says_due(text):
        return words.ask_when
    if not owned and _says_owned(text):
        return words.ask_who
    numbered = re.search(r"\b(?:priority|theme) (?:\d|one|two|three|four|five|six)\b", text)
    if numbered:
        names = dict.fromkeys(name for names in lexicon.priorities.values() for name in names)
        return words.ask_priority.format(words=", ".join(names))
    if _NOUNS_APART.search(text):
        return words.ask_back.format(words="two lists of actions in one question", example=words.example)
    return None


def _says_due(text: str) -> bool:
    pattern = rf"\b{alternatives(phrases().due)}\b(?! dates?)"
    return bool(re.search(pattern, text)) and not re.search(r"\bwhen\b", text)


def _says_owned(text: str) -> bool:
    words = phrases()
    if any_of(words.who).search(text):
        return False
    pronoun, owning = alternatives(words.pronouns), alternatives(words.owning)
    by_us = rf"\b(?:owned by|led by|by|for|with) {pronoun}\b"
    we_own = rf"\b{pronoun} (?:\w+ )?{owning}\b"
    return bool(any_of(words.owned).search(text) or re.search(by_us, text) or re.search(we_own, text))
