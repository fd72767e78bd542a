"""Whatever is asked together, the rows are those that a plain filter over the plan gives."""

import re
from calendar import monthrange
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Status
from bot.register import answer_from_register
from bot.register.spans import read_span
from knowledge.actions import Action, ActionStatus
from retrieval.search import Search
from tests.register.conftest import TODAY

NHS, DC, DPCC = "NHS Dorset Integrated Care Board", "Dorset Council", "Dorset Parent Carer Council"
OWNERS = {"NHS Dorset": NHS, "the ICB": NHS, "DC": DC, "Dorset Counicl": DC, "the parent carer council": DPCC}
STATUSES = {
    "red": {ActionStatus.DELAYED},
    "amber": {ActionStatus.AT_RISK},
    "outstanding": set(ActionStatus) - {ActionStatus.COMPLETE, ActionStatus.CLOSED},
    "not complete": set(ActionStatus) - {ActionStatus.COMPLETE, ActionStatus.CLOSED},
    "complete": {ActionStatus.COMPLETE},
}
PRIORITIES = {"early identification": "Early Identification", "sufficiency": "Sufficiency and Provision"}
MONTHS = "January February March April May June July August September October November December".split()


@given(
    owner=st.none() | st.sampled_from(sorted(OWNERS)),
    status=st.none() | st.sampled_from(sorted(STATUSES)),
    priority=st.none() | st.sampled_from(sorted(PRIORITIES)),
    month=st.none() | st.tuples(st.integers(1, 12), st.integers(2025, 2027)),
    word=st.sampled_from(["by", "before", "after", "in"]),
)
@settings(max_examples=150, deadline=None)
def test_filters_together_give_what_a_plain_filter_gives(
    search: Search,
    owner: str | None,
    status: str | None,
    priority: str | None,
    month: tuple[int, int] | None,
    word: str,
) -> None:
    question = "list actions"
    question += f" under {priority}" if priority else ""
    question += f" owned by {owner}" if owner else ""
    question += f" that are {status}" if status else ""
    question += f" due {word} {MONTHS[month[0] - 1]} {month[1]}" if month else ""
    draft = answer_from_register(question, search, TODAY)
    assert draft is not None
    assert draft.status is Status.ANSWERED, draft.understood

    def fits(action: Action) -> bool:
        organisations = {one.organisation for one in action.owners}
        return (
            action.document_id == "plan-2025"
            and (owner is None or OWNERS[owner] in organisations)
            and (status is None or action.status in STATUSES[status])
            and (priority is None or action.priority == PRIORITIES[priority])
            and (month is None or due_fits(action.due.latest, word, *month))
        )

    wanted = [action.ref for action in search.ring.register.actions if fits(action)]
    assert [action.ref for action in draft.actions] == wanted


def due_fits(due: date | None, word: str, month: int, year: int) -> bool:
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if due is None:
        return False
    return {"by": due <= last, "before": due < first, "after": due > last, "in": first <= due <= last}[word]


@given(today=st.dates(date(2020, 1, 1), date(2035, 12, 31)), month=st.sampled_from(MONTHS))
def test_a_month_without_a_year_is_the_next_one_to_come(today: date, month: str) -> None:
    span = read_span(month.lower(), today)
    assert span is not None
    assert span.first.day == 1
    assert today <= span.last
    assert (span.last - today).days <= 366
    assert span.said is not None
    assert re.search(rf"{month} {span.first.year}", span.said)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_fail(search: Search, text: str) -> None:
    draft = answer_from_register(text, search, TODAY)
    assert draft is None or draft.understood


@given(
    st.lists(
        st.sampled_from("actions red late due by March or not NHS Dorset EI-01 ◆ ▲ · the since plan".split()),
        max_size=12,
    )
)
@settings(max_examples=200, deadline=None)
def test_no_jumble_of_its_own_words_makes_it_fail(search: Search, words: list[str]) -> None:
    draft = answer_from_register(" ".join(words), search, TODAY)
    assert draft is None or draft.understood
