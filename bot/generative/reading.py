"""Reads a question with a model: its kind, the question made to stand alone, its language, and what it asks of plans.

Nothing of this is shown as it is. A reading that strays from what was asked is not used.
"""

from collections.abc import Sequence
from datetime import date

from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict

from bot.generative.shapes import ModelReading, NoRisk
from bot.model.background import Stop
from bot.model.model import LanguageModel
from bot.proof.specifics import specifics_in
from bot.question import ENGLISH, QuestionKind
from bot.safeguarding.kinds import RiskKind
from knowledge.actions import ActionQuery, load_organisations
from prompts.prompt import prompt
from retrieval.words import content_stems

TURNS = 5
KEPT = 0.6  # the share of a rewritten question's words that must come from what was asked


class Reading(BaseModel):
    """What may be used of a model's reading. ``stand_alone`` is in English, whatever the question's language."""

    model_config = ConfigDict(frozen=True)

    kind: QuestionKind
    confidence: float
    language: str
    stand_alone: str | None
    at_risk: RiskKind | None
    actions: ActionQuery | None


def read_with_model(
    question: str,
    history: Sequence[str],
    kinds: str,
    model: LanguageModel,
    today: date,
    stop: Stop | None = None,
) -> Reading:
    """The model's reading of a question, with what strays left out. Raises ModelFailed.

    ``kinds`` describes the kinds of question, one a line.
    """
    earlier = list(history[-TURNS:])
    told = prompt("understand").fill(
        kinds=kinds,
        history="\n".join(f"- {turn}" for turn in earlier) or "(none)",
        question="in the next message.",
        today=today.isoformat(),
    )
    read = model.ask([SystemMessage(told), HumanMessage(question)], ModelReading, stop)
    asked = " ".join((*earlier, question))
    return Reading(
        kind=read.kind,
        confidence=min(max(read.confidence, 0.0), 1.0),
        language=read.language.lower()[:2],
        stand_alone=read.stand_alone if _keeps_to(read.stand_alone, asked, read.language) else None,
        at_risk=None if isinstance(read.at_risk, NoRisk) else read.at_risk,
        actions=read.actions if read.actions and _is_asked(read.actions, f"{asked} {read.stand_alone}") else None,
    )


def _keeps_to(rewritten: str, asked: str, language: str) -> bool:
    """Whether a rewritten question holds no figure of its own and, in English, few words of its own."""
    given = {one.value for one in specifics_in(asked)}
    if any(one.value not in given for one in specifics_in(rewritten)):
        return False
    words = content_stems(rewritten)
    if not words:
        return False
    if language.lower()[:2] != ENGLISH:
        return True
    known = set(content_stems(asked))
    return sum(word in known for word in words) >= KEPT * len(words)


def _is_asked(query: ActionQuery, asked: str) -> bool:
    """Whether every name and word in the query comes from the question; a wrong set of rows is worse than none."""
    words = set(content_stems(asked))
    organisations = load_organisations()
    for name in (query.owner, query.organisation):
        named = organisations.organisation(name) if name else None
        if name and not set(content_stems(name)) & words and not (named and set(content_stems(named)) & words):
            return False
    said = [text for text in (query.priority, query.text, query.ref) if text]
    return all(set(content_stems(text)) <= words for text in said)
