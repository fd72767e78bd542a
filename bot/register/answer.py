"""Answers a question from the action register: every row that fits, each with the passage it came from."""

from collections.abc import Mapping
from datetime import date

from bot.answer import OwnerShown, Status
from bot.draft import Draft, DraftAction, DraftStatement, Proof
from bot.register.changes import Change, find_changes
from bot.register.finding import find_rows
from bot.register.lexicon import current_plans, lexicon_of
from bot.register.question import ActionQuestion, Wants
from bot.register.understand import understand_action_question
from bot.register.wording import due_words, status_words
from knowledge.actions import Action, ActionQuery
from knowledge.documents import Document, Passage
from knowledge.quotes import stands_in
from retrieval.search import Search

LONGEST_QUOTE = 700
_CELLS = " | "


def answer_from_register(question: str, search: Search, today: date) -> Draft | None:
    """The answer in rows; None when the question is not to the register, and the documents should answer it.

    A question that was not wholly understood gives a draft of status ``clarify``, with one short
    question back in ``understood``.
    """
    ring = search.ring
    asked = understand_action_question(question, ring.register, ring.documents, today)
    if asked is None:
        return None
    if asked.ask_back:
        return Draft(status=Status.CLARIFY, understood=asked.ask_back)
    if asked.wants is Wants.COMPARE:
        compared = find_changes(asked, ring.register, ring.documents)
        return Draft(
            status=Status.ANSWERED if compared.newer else Status.NOT_FOUND,
            understood=compared.understood,
            statements=tuple(_statements(compared.changes, search)),
        )
    return _rows(asked, search)


def answer_from_query(query: ActionQuery, search: Search) -> Draft | None:
    """The answer to a question that was typed elsewhere, by a model say; None where there is no current plan."""
    ring = search.ring
    current = current_plans(lexicon_of(ring.register), ring.documents)
    return _rows(ActionQuestion(query=query.model_copy(update={"documents": current})), search) if current else None


def _rows(asked: ActionQuestion, search: Search) -> Draft:
    ring = search.ring
    found = find_rows(asked, ring.register, ring.documents)
    passages = {action.passage_id: _passage(action, search) for action in found.rows}
    return Draft(
        status=Status.ANSWERED,
        understood=found.understood,
        actions=tuple(draft_action(action, passages[action.passage_id], ring.documents) for action in found.rows),
    )


def _passage(action: Action, search: Search) -> Passage:
    return search.ring.passages[search.ring.row_of[action.passage_id]]


def draft_action(action: Action, passage: Passage, documents: Mapping[str, Document]) -> DraftAction:
    """A row to show, in words that stand in its passage."""
    words = action.action if _is_in(action.action, passage.text) else passage.text
    ref = action.ref if action.ref and _is_in(action.ref, passage.text) else None
    quote = quote_of(passage.text, tuple(part for part in (ref, words) if part))
    return DraftAction(
        ref=ref,
        action=words,
        owners=tuple(
            OwnerShown(
                role=owner.role or (None if owner.organisation else owner.written), organisation=owner.organisation
            )
            for owner in action.owners
        ),
        due=due_words(action),
        status=status_words(action),
        proof=Proof(document=documents[passage.document_id], passage=passage, quote=quote),
    )


def quote_of(text: str, parts: tuple[str, ...]) -> str:
    """The whole text, or when it is long the fewest cells next to each other that hold all the parts."""
    if len(text) <= LONGEST_QUOTE:
        return text
    cells = text.split(_CELLS)
    runs = (
        _CELLS.join(cells[start:end])
        for count in range(1, len(cells) + 1)
        for start, end in ((place, place + count) for place in range(len(cells) - count + 1))
    )
    return next((run for run in runs if all(_is_in(part, run) for part in parts)), text)


def _statements(changes: tuple[Change, ...], search: Search) -> list[DraftStatement]:
    """One statement for each row that changed, in the words of the newer plan, proved by both rows."""
    said: dict[str, DraftStatement] = {}
    for change in changes:
        rows = [row for row in (change.new, change.old) if row]
        if rows[0].passage_id + rows[0].action not in said:
            drafts = [draft_action(row, _passage(row, search), search.ring.documents) for row in rows]
            text = _from_ref_to_action(drafts[0])
            said[rows[0].passage_id + rows[0].action] = DraftStatement(
                text=text, proofs=tuple(draft.proof for draft in drafts)
            )
    return list(said.values())


def _from_ref_to_action(draft: DraftAction) -> str:
    """The stretch of the row that begins with its reference and ends with the action."""
    quote = draft.proof.quote
    start = quote.find(f"{draft.ref}{_CELLS}") if draft.ref else -1
    end = quote.find(draft.action, max(start, 0))
    return quote[start : end + len(draft.action)] if 0 <= start < end else draft.action


def _is_in(part: str, text: str) -> bool:
    # Most words stand there as they are; of thousands of rows only the rest need white space evened out.
    return part in text or stands_in(part, text)
