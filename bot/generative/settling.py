"""Settles what is said when a model has written: its proved statements, the documents' own sentences, or both."""

from collections.abc import Sequence

from bot.answer import FallBack, Mode, Status
from bot.draft import Draft, DraftStatement, Lack
from bot.generative.compose import Composed
from bot.generative.shapes import Completeness
from knowledge.quotes import stands_in

SURE = 0.8  # how likely the documents' own sentences must answer to overrule a model that found no answer


def settle(composed: Composed, own: Draft, language: str) -> Draft:
    """The draft to present. ``own`` is what the documents' own sentences say.

    What has been shown stays: a model that breaks off is followed by the documents' own sentences. A model
    that finds no answer is believed, unless the documents' own sentences are likely to be one: a lie by
    silence would keep help from a family.
    """
    if composed.statements and composed.fell_back is None:
        partial = composed.complete is not Completeness.COMPLETE
        return own.model_copy(
            update={
                "statements": composed.statements,
                "unanswered": (),
                "lack": None,
                "mode": Mode.GENERATIVE,
                "status": Status.PARTIAL if partial else None,
                "language": language,
            }
        )
    if composed.statements:
        return own.model_copy(
            update={
                "statements": (*composed.statements, *_not_said(own.statements, composed.statements)),
                "lack": None,
                "mode": Mode.GENERATIVE,
                "status": Status.PARTIAL,
                "fell_back": composed.fell_back,
                "language": language,
            }
        )
    if composed.fell_back is None and own.chance < SURE:
        return Draft(lack=own.lack or Lack.EVIDENCE, unanswered=own.unanswered, looked_at=own.looked_at)
    return own.model_copy(update={"fell_back": composed.fell_back or FallBack.UNPROVED})


def _not_said(more: Sequence[DraftStatement], said: Sequence[DraftStatement]) -> list[DraftStatement]:
    quotes = [proof.quote for statement in said for proof in statement.proofs]
    return [statement for statement in more if not any(stands_in(statement.text, quote) for quote in quotes)]
