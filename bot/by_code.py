"""What code can answer, code answers, before any search by likeness: time limits, actions, services."""

from collections.abc import Callable
from datetime import date

from bot.answer import AnsweredBy, Status
from bot.clocks.answer import answer_from_clocks
from bot.draft import Draft
from bot.register.answer import answer_from_query, answer_from_register
from bot.services.answer import answer_from_services
from knowledge.actions import ActionQuery
from retrieval.search import Search

# In order: the surest reading of a question first. Each gives nothing when the question is not for it.
_ANSWERERS: dict[AnsweredBy, Callable[[str, Search, date], Draft | None]] = {
    AnsweredBy.CLOCKS: answer_from_clocks,
    AnsweredBy.REGISTER: answer_from_register,
    AnsweredBy.DIRECTORY: answer_from_services,
}


def answer_by_code(question: str, search: Search, today: date, typed: ActionQuery | None = None) -> Draft | None:
    """The draft of the first that answers; none when the documents themselves must.

    ``typed`` is the question to the register as a model typed it: it stands in where the rules in plain
    sight would have to ask back, or do not know the question for one to the register.
    """
    draft = None
    for answered_by, answer in _ANSWERERS.items():
        if draft := answer(question, search, today):
            draft = draft.model_copy(update={"answered_by": answered_by})
            break
    if typed and (draft is None or draft.status is Status.CLARIFY):
        by_query = answer_from_query(typed, search)
        return by_query.model_copy(update={"answered_by": AnsweredBy.REGISTER}) if by_query else draft
    return draft
