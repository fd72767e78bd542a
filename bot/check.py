"""Check: a statement is said only if every quote that should prove it stands in its passage, and it in a quote."""

from bot.draft import Draft, DraftAction, DraftConflict, DraftReading, DraftStatement, Proof
from bot.proof import follows, keeps_specifics
from bot.question import ENGLISH
from knowledge.quotes import stands_in


def is_proved(proof: Proof) -> bool:
    """Whether the quote stands in its passage, character for character once white space is normalised."""
    return proof.passage.document_id == proof.document.id and stands_in(proof.quote, proof.passage.text)


def check(draft: Draft) -> Draft:
    """The draft without what is not proved. A conflict needs two proved readings."""
    statements = tuple(statement for statement in draft.statements if is_proved_statement(statement))
    conflicts = tuple(
        kept
        for conflict in draft.conflicts
        if len((kept := conflict.model_copy(update={"readings": _proved_readings(conflict)})).readings) > 1
    )
    looked_at = tuple(proof for proof in draft.looked_at if is_proved(proof))
    actions = tuple(action for action in draft.actions if _action_is_proved(action))
    return draft.model_copy(
        update={"statements": statements, "conflicts": conflicts, "actions": actions, "looked_at": looked_at}
    )


def _action_is_proved(action: DraftAction) -> bool:
    """The row's quote stands in its passage, and the action's words and ref in the quote."""
    parts = [part for part in (action.action, action.ref) if part]
    return is_proved(action.proof) and all(stands_in(part, action.proof.quote) for part in parts)


def is_proved_statement(statement: DraftStatement) -> bool:
    """Whether all its quotes stand in their passages, and one of them says what the statement says."""
    proved = [proof for proof in statement.proofs if is_proved(proof)]
    return len(proved) == len(statement.proofs) > 0 and any(_says_it(proof, statement) for proof in proved)


def _says_it(proof: Proof, statement: DraftStatement) -> bool:
    if not statement.written_by_model:
        return stands_in(statement.text, proof.quote)
    if statement.language != ENGLISH:
        return keeps_specifics(statement.text, proof.quote)
    return follows(statement.text, proof.quote) is None


def _proved_readings(conflict: DraftConflict) -> tuple[DraftReading, ...]:
    return tuple(
        reading
        for reading in conflict.readings
        if is_proved(reading.proof) and stands_in(reading.value, reading.proof.quote)
    )
