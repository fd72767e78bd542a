"""Screen: makes a question fit to be read, or says at once why it is not."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict

from bot.answer import Status
from bot.attacks.hostile import Hostile, hostile
from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.masker import Masker
from bot.question import Question
from bot.safeguarding.kinds import Urgent
from bot.safeguarding.likeness import Likeness
from bot.safeguarding.recognise import recognise
from bot.safeguarding.rest import rest_of
from bot.safeguarding.urgent import urgent_for
from knowledge.folding import plain_letters
from knowledge.unseen import without_unseen
from prompts.attacks import attack_notices
from prompts.notices import notices
from retrieval.spelling import english_words, everyday_word

# Control characters, and the invisible ones with which text is hidden in text.
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
TURNS = 5  # earlier questions that are read
LONGEST_READ = 20_000  # characters of a message that is too long to answer in which a risk is looked for
_GAPS = re.compile(r"\s+")


class Screened(BaseModel):
    """A message made fit to be answered.

    ``message`` is all of it and ``question`` what may be answered of it, both tidy and without personal data.
    With a ``status`` it ends here, with the ``notice``. One that is not English can be read by a model only.
    """

    model_config = ConfigDict(frozen=True)

    message: str
    question: Question
    status: Status | None = None
    notice: str | None = None
    urgent: Urgent | None = None
    removed: tuple[PersonalDataKind, ...] = ()
    is_english: bool = True


class Screen:
    """Sees to what comes before any search and any model: risk, personal data, attacks, and what cannot be asked."""

    def __init__(self, most: int, likeness: Callable[[], Likeness | None] = lambda: None) -> None:
        """Take questions of up to ``most`` characters. ``likeness`` is a second look for risk, if there is one."""
        self._most = most
        self._likeness = likeness

    def __call__(self, question: Question, is_public: Callable[[str], bool]) -> Screened:
        """Screen a question. ``is_public`` says whether a name or a contact stands in the asker's documents."""
        whole = tidy(question.text[:LONGEST_READ])
        attack = hostile(whole)
        # The second look has learned from no attacks and takes many for a risk; the rules do not.
        risk = recognise(whole, question.audience, None if attack else self._likeness())
        urgent = urgent_for(risk, question.audience) if risk else None
        rest = rest_of(whole, risk) if risk else attack.rest if attack else whole
        earlier = screen_history(question.history[-TURNS:], self._most)
        message, kept, *history = Masker(is_public).mask_all(
            [whole[: self._most], (rest or "")[: self._most], *earlier]
        )
        screened = Screened(
            message=message.text,
            question=question.model_copy(update={"text": kept.text, "history": tuple(one.text for one in history)}),
            urgent=urgent,
            removed=message.removed,
            is_english=_is_english((rest or "")[: self._most]),
        )
        status, notice = self._stop(question.text, rest, urgent, attack)
        return screened.model_copy(update={"status": status, "notice": notice})

    def _stop(
        self, text: str, rest: str | None, urgent: Urgent | None, attack: Hostile | None
    ) -> tuple[Status | None, str | None]:
        """How a message ends that is not answered; none if it is."""
        if urgent and not rest:
            return Status.URGENT, None
        if attack and not rest:
            return Status.DECLINED, attack_notices().say(attack.kind.value)
        if len(text) > self._most:
            return Status.CLARIFY, notices().say("too_long", length=f"{len(text):,}", most=f"{self._most:,}")
        if not any(character.isalnum() for character in rest or ""):
            return Status.CLARIFY, notices().say("empty")
        return None, None


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
    latin = sum(character.isascii() or "LATIN" in unicodedata.name(character, "") for character in letters)
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
