"""What code can answer, code answers, before any search by likeness: time limits, actions, services."""

from collections.abc import Callable
from datetime import date

from bot.clocks.answer import answer_from_clocks
from bot.draft import Draft
from bot.register.answer import answer_from_register
from bot.services.answer import answer_from_services
from retrieval.search import Search

# In order: the surest reading of a question first. Each gives nothing when the question is not for it.
_ANSWERERS: tuple[Callable[[str, Search, date], Draft | None], ...] = (
    answer_from_clocks,
    answer_from_register,
    answer_from_services,
)


def answer_by_code(question: str, search: Search, today: date) -> Draft | None:
    """The draft of the first that answers; none when the documents themselves must."""
    for answer in _ANSWERERS:
        draft = answer(question, search, today)
        if draft:
            return draft
    return None
