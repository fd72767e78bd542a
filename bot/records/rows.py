"""Between answers and rows: the one place that decides which parts of an answer are kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from bot.answer import Answer, Citation, Statement, Versions
from bot.question import Question
from bot.records.kept import FeedbackState, KeptAnswer, KeptCitation, KeptFeedback, Tokens
from bot.records.tables import AnswerRow, CitationRow, FeedbackRow
from knowledge.documents import Audience


def answer_values(
    answer: Answer, question: Question, asked_at: datetime, stand_alone: str | None, tokens: Tokens | None
) -> dict[str, Any]:
    """The columns of an answer. Of ``question`` only where it came from is used: its text is not masked."""
    # People write here what they have told nobody. Nobody reads these records in time to help, so they are not kept.
    is_about_a_risk = answer.urgent is not None
    return {
        "id": answer.id,
        "conversation": answer.conversation or question.conversation,
        "surface": question.surface.value,
        "audience": _ring(answer).value,
        "asked_at": asked_at,
        "asked_on": asked_at.date(),
        "question": None if is_about_a_risk else answer.question,
        "stand_alone": None if is_about_a_risk else stand_alone,
        "status": answer.status.value,
        "mode": answer.mode.value,
        "kind": answer.kind.value if answer.kind else None,
        "risk": answer.urgent.kind.value if answer.urgent else None,
        "fell_back": answer.fell_back.value if answer.fell_back else None,
        "language": answer.language,
        "statements": [statement.model_dump(mode="json") for statement in answer.statements],
        "versions": answer.versions.model_dump(mode="json"),
        "took_ms": answer.took_ms,
        "tokens_in": tokens.read if tokens else None,
        "tokens_out": tokens.written if tokens else None,
    }


def citation_values(citation: Citation) -> dict[str, Any]:
    """The columns of a citation, but for its answer. Its address ends in the passage's anchor."""
    return {
        "number": citation.number,
        "document_id": citation.document.id,
        "passage_id": f"{citation.document.id}:{urlsplit(citation.url).fragment}",
        "locator": citation.locator,
        "quote": citation.quote,
    }


def kept_answer(row: AnswerRow) -> KeptAnswer:
    """The answer of a row."""
    has_tokens = row.tokens_in is not None and row.tokens_out is not None
    return KeptAnswer(
        id=row.id,
        conversation=row.conversation,
        surface=row.surface,
        audience=row.audience,
        asked_at=row.asked_at,
        question=row.question,
        stand_alone=row.stand_alone,
        status=row.status,
        mode=row.mode,
        kind=row.kind,
        risk=row.risk,
        fell_back=row.fell_back,
        language=row.language,
        statements=tuple(Statement.model_validate(one) for one in row.statements),
        citations=tuple(_kept_citation(one) for one in row.citations),
        versions=Versions.model_validate(row.versions),
        took_ms=row.took_ms,
        tokens=Tokens(read=row.tokens_in, written=row.tokens_out) if has_tokens else None,
        feedback=kept_feedback(row.feedback),
    )


def kept_feedback(rows: Sequence[FeedbackRow]) -> tuple[KeptFeedback, ...]:
    """The feedback of rows."""
    return tuple(
        KeptFeedback(
            id=row.id,
            verdict=row.verdict,
            reason=row.reason,
            comment=row.comment,
            given_at=row.given_at,
            state=FeedbackState(row.state),
        )
        for row in rows
    )


def _kept_citation(row: CitationRow) -> KeptCitation:
    return KeptCitation(
        number=row.number,
        document_id=row.document_id,
        passage_id=row.passage_id,
        locator=row.locator,
        quote=row.quote,
    )


def _ring(answer: Answer) -> Audience:
    """The narrowest ring of anything in the answer, whatever ring it says it was given to."""
    rings = {answer.audience, *(citation.document.audience for citation in answer.citations)}
    return max(rings, key=list(Audience).index)
