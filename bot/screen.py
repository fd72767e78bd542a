"""Screen: makes a question fit to be read, or says at once why it is not."""

import re
import unicodedata
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from bot.attacks.hostile import hostile
from knowledge.folding import plain_letters
from knowledge.unseen import without_unseen
from prompts.notices import notices
from retrieval.spelling import english_words, everyday_word

# Control characters, and the invisible ones with which text is hidden in text.
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_GAPS = re.compile(r"\s+")


class Screened(BaseModel):
    """A question made tidy, and the notice that answers it when it cannot be asked."""

    model_config = ConfigDict(frozen=True)

    question: str
    notice: str | None = None


def screen(question: str, most: int) -> Screened:
    """Take out what cannot be seen, and stop what is empty, too long or not English."""
    if len(question) > most:
        notice = notices().say("too_long", length=f"{len(question):,}", most=f"{most:,}")
        return Screened(question=tidy(question[:most]), notice=notice)
    clean = tidy(question)
    if not any(character.isalnum() for character in clean):
        return Screened(question=clean, notice=notices().say("empty"))
    if not _is_english(clean):
        return Screened(question=clean, notice=notices().say("not_english"))
    return Screened(question=clean)


def screen_history(history: Sequence[str], most: int) -> tuple[str, ...]:
    """The questions asked before, tidied; what could not have been asked, or attacks, has no part in what follows."""
    kept: list[str] = []
    for text in history:
        clean = tidy(text[: most + 1])
        attack = hostile(clean)
        clean = (attack.rest or "") if attack else clean
        if len(text) <= most and any(character.isalnum() for character in clean):
            kept.append(clean)
    return tuple(kept)


def tidy(text: str) -> str:
    """Fold white space, drop what cannot be seen, and write letters plainly."""
    spaced = _GAPS.sub(" ", text)
    seen = "".join(character for character in spaced if unicodedata.category(character) not in _INVISIBLE)
    plain = without_unseen(unicodedata.normalize("NFC", plain_letters(without_unseen(seen))))
    return _GAPS.sub(" ", unicodedata.normalize("NFC", plain)).strip()


def _is_english(question: str) -> bool:
    """False for another script, and for four or more words with more small words of other languages than English."""
    letters = [character for character in question if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    if letters and latin < len(letters) / 2:
        return False
    words = re.findall(r"[^\W\d_]+", question.lower())
    if len(words) < 4:
        return True
    # The English list holds short words of other languages too, so the small words decide.
    english = sum(word in _FUNCTION_WORDS or everyday_word(word) in _FUNCTION_WORDS for word in words)
    foreign = sum(word in _FOREIGN_WORDS for word in words)
    known = sum(word in english_words() for word in words) / len(words)
    if foreign > 1 and foreign >= sum(word in _FUNCTION_WORDS for word in words):
        return False  # one alone proves nothing: LA is a local authority
    return known >= (0.3 if english else 0.4)


_FOREIGN_WORDS = frozenset(
    "de la le les el los las der das und est que qui para por pour con nie jest czy ist ein eine il che di het et y"
    " oder wie wer si se su una uno des du au aux mon nous vous je w z na kto jak mae yn yr sut beth un une cum pentru"
    " meu este care sunt dla moje mojego się como posso um com mi puedo della sono mein meine kann ich für å og kaip"
    " dėl".split()
)
_FUNCTION_WORDS = frozenset(
    "the a an is are was were do does did what who when where why how which of for to in on and or can will would "
    "should my our your their his her i we you they it this that with about from by at be have has had not no if "
    "there any".split()
)
