"""Every answer fits Slack, and nothing of it is lost on the way."""

import csv
import io
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answer, Conflict, LookedAt, NextStep, Reading, ShownStatement, Statement, Status
from bot.personal_data.kinds import PersonalDataKind
from bot.plain_words import PlainWord
from bot.question import Question
from bot.safeguarding.kinds import RiskKind, Urgent, UrgentContact
from bot.slack.blocks.answer import answer_messages
from bot.slack.blocks.buttons import FEEDBACK, SHARE, Offers
from bot.slack.blocks.rows import actions_file
from bot.slack.blocks.said import streamed
from bot.slack.blocks.text import escape, pieces
from bot.slack.work import Message
from evals.local_slack.limits import what_is_wrong
from evals.local_slack.set_assistant import action, answer, cite
from knowledge.documents import Audience, DocumentStatus
from tests.slack.seen import said

ALL = Offers(job=7, feedback=True, person=True, share=True, correct=True)
ASKED = Question(text="Who owns it?")

_texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("<>&*_`@!| .\n"),
    min_size=1,
    max_size=400,
).filter(lambda text: bool(text.strip()))
_long_texts = st.builds(lambda text, times: " ".join([text.strip()] * times), _texts, st.integers(1, 40))


@st.composite
def _answers(draw: st.DrawFn) -> Answer:
    cited = [
        cite(
            number,
            draw(_long_texts),
            draw(st.sampled_from(Audience)),
            title=draw(_texts),
            status=draw(st.sampled_from(DocumentStatus)),
            illustrative=draw(st.booleans()),
        )
        for number in range(1, draw(st.integers(1, 12)) + 1)
    ]
    numbers = st.integers(1, len(cited))
    statements = draw(
        st.lists(st.builds(Statement, text=_long_texts, citations=st.lists(numbers, max_size=4).map(tuple)), max_size=6)
    )
    rows = draw(st.integers(0, 130))
    readings = st.lists(st.builds(Reading, value=_texts, citation=numbers), min_size=2, max_size=5).map(tuple)
    return answer(ASKED, citations=cited).model_copy(
        update={
            "statements": tuple(statements),
            "actions": tuple(action(n, draw(numbers), text=draw(_texts)) for n in range(rows))
            if rows < 4
            else tuple(action(n, 1 + n % len(cited)) for n in range(rows)),
            "conflicts": tuple(draw(st.lists(st.builds(Conflict, about=_texts, readings=readings), max_size=2))),
            "notice": draw(st.none() | _long_texts),
            "next_steps": tuple(
                draw(st.lists(st.builds(NextStep, text=_texts, contact=st.none() | _texts), max_size=2))
            ),
        }
    )


def _shown(messages: tuple[Message, ...], *, plain: bool) -> str:
    """All that the messages show, as a reader sees it."""
    pages = [list(one.plain if plain else one.blocks) for one in messages]
    # Only what is formatted has links and entities; everything else is shown as it is.
    formatted = [re.sub(r"<[^<>|]*\|([^<>]*)>", r"\1", text) for text in _mrkdwn(pages)]
    return "\n".join([*map(unescape, formatted), *(said({"blocks": page}) for page in pages)])


def _squeezed(text: str) -> str:
    """A text without spaces, for it may be cut at one, and without ``>``, which also marks quotes."""
    return "".join(text.replace(">", "").split())


@given(_answers())
def test_every_answer_fits_slack(given_: Answer) -> None:
    for message in answer_messages(given_, ALL, ["A lead"]):
        assert what_is_wrong(message.blocks) == []
        assert what_is_wrong(message.plain, only_old=True) == []
        assert 0 < len(message.text) <= 4000


@given(_answers())
def test_no_statement_and_no_citation_is_lost(given_: Answer) -> None:
    messages = answer_messages(given_, ALL)
    for plain in (False, True):
        shown = _shown(messages, plain=plain)
        squeezed = _squeezed(shown)
        for statement in given_.statements:
            assert _squeezed(statement.text) in squeezed
        for one in given_.citations:
            assert f"[{one.number}]" in shown
            for line in one.quote.split("\n"):
                assert _squeezed(line) in squeezed
        for row in given_.actions:
            assert _squeezed(row.action) in squeezed


@given(_answers())
def test_nothing_in_a_document_becomes_a_mention_or_a_link(given_: Answer) -> None:
    for message in answer_messages(given_, ALL):
        for block in (*message.blocks, *message.plain):
            for text in _mrkdwn(block):
                for control in re.findall(r"<[^>]*>", text):
                    assert control.startswith("<https://signpost.example/sources/")
                assert "<!" not in text
                assert "<@" not in text


def _mrkdwn(part: object) -> list[str]:
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            return [part["text"]]
        return [text for value in part.values() for text in _mrkdwn(value)]
    return [text for one in part for text in _mrkdwn(one)] if isinstance(part, (list, tuple)) else []


@given(_long_texts, st.integers(20, 300))
def test_a_text_is_cut_between_sentences_or_else_between_words(text: str, most: int) -> None:
    cut = list(pieces(text, most))
    assert all(len(piece) <= most for piece in cut)
    assert "".join("".join(cut).split()) == "".join(escape(text).split())


def test_sentences_stay_whole_where_they_fit() -> None:
    cut = list(pieces("One sentence. Another sentence. A third one.", 20))
    assert cut == ["One sentence.", "Another sentence.", "A third one."]


def test_each_number_opens_the_source_page_at_the_passage() -> None:
    (message,) = answer_messages(answer(ASKED, ["The plan was agreed."]), Offers())
    url = "https://signpost.example/sources/send-strategy?passage=p1#p1"
    assert f"The plan was agreed. <{url}|[1]>" in said({"blocks": list(message.blocks)})


def test_a_citation_shows_quote_date_and_status() -> None:
    (message,) = answer_messages(answer(ASKED, ["The plan was agreed."]), Offers())
    shown = said({"blocks": list(message.blocks)})
    assert "SEND strategy, paragraph 1" in shown
    assert "17 December 2024 · current" in shown
    assert "&gt; The plan was agreed." in shown


@pytest.mark.parametrize(
    ("cited", "mark"),
    [
        (cite(1, "x", illustrative=True), "ILLUSTRATIVE"),
        (cite(1, "x", status=DocumentStatus.SUPERSEDED), "SUPERSEDED"),
        (cite(1, "x", status=DocumentStatus.DRAFT), "DRAFT"),
        (cite(1, "x", Audience.PARTNER), "partner document"),
    ],
)
def test_what_a_reader_must_not_overlook_is_marked(cited: object, mark: str) -> None:
    (message,) = answer_messages(answer(ASKED, ["x"], [cited]), Offers())  # type: ignore[list-item]
    assert mark in said({"blocks": list(message.blocks)})


def test_a_partner_document_has_no_link_but_a_menu_that_opens_it() -> None:
    (message,) = answer_messages(answer(ASKED, ["x"], [cite(1, "x", Audience.PARTNER)]), Offers(job=7))
    assert "<http" not in said({"blocks": list(message.blocks)})
    menus = [e for b in message.blocks if b["type"] == "actions" for e in b["elements"]]
    assert [option["value"] for option in menus[0]["options"]] == ["7:1"]


def test_documents_that_differ_stand_side_by_side() -> None:
    readings = (Reading(value="£1.2 million", citation=1), Reading(value="£1.4 million", citation=2))
    given_ = answer(ASKED, ["x"], [cite(1, "x"), cite(2, "y")], conflicts=(Conflict(about="cost", readings=readings),))
    (message,) = answer_messages(given_, Offers())
    (beside,) = [block for block in message.blocks if "fields" in block]
    assert [field["text"].split("*")[1] for field in beside["fields"]] == ["£1.2 million", "£1.4 million"]


def test_the_urgent_part_comes_first() -> None:
    urgent = Urgent(
        kind=RiskKind.IMMEDIATE_DANGER,
        heading="If a child is in danger now",
        lines=("Ring 999.",),
        contacts=(UrgentContact(name="Police", phone="999", hours="always"),),
        text_version="1",
    )
    given_ = answer(ASKED, ["The plan was agreed."], urgent=urgent)
    (message,) = answer_messages(given_, ALL)
    shown = said({"blocks": list(message.blocks)})
    assert shown.index("If a child is in danger now") < shown.index("999") < shown.index("The plan was agreed.")
    assert message.text.startswith("If a child is in danger now")


def test_actions_are_a_table_with_a_source_for_each_row() -> None:
    given_ = answer(ASKED, citations=[cite(1, "x"), cite(2, "y")], actions=(action(3, 1), action(4, 2)))
    (message,) = answer_messages(given_, Offers())
    (table,) = [block for block in message.blocks if block["type"] == "table"]
    assert [len(row) for row in table["rows"]] == [6, 6, 6]
    links = [row[5]["elements"][0]["elements"][0]["url"] for row in table["rows"][1:]]
    assert [link.rsplit("#")[1] for link in links] == ["p1", "p2"]


def test_the_file_of_actions_is_safe_to_open() -> None:
    given_ = answer(ASKED, citations=[cite(1, "x")], actions=(action(3, 1, text='=HYPERLINK("http://evil")'),))
    rows = list(csv.DictReader(io.StringIO(actions_file(given_.actions, {1: given_.citations[0]}))))
    assert rows[0]["Ref"] == "EI-03"
    assert rows[0]["Action"].startswith("'=HYPERLINK")
    assert rows[0]["Link"].endswith("#p1")


def test_where_nothing_is_found_it_says_where_it_looked_and_whom_to_ask() -> None:
    looked = (LookedAt(title="Strategy", locator="page 4", url="https://signpost.example/sources/s#p4"),)
    steps = (NextStep(text="Ask SENDIASS.", contact="01305 000000"),)
    given_ = answer(ASKED, status=Status.NOT_FOUND, notice="The documents do not say.")
    (message,) = answer_messages(given_.model_copy(update={"looked_at": looked, "next_steps": steps}), Offers())
    shown = said({"blocks": list(message.blocks)})
    assert "Strategy, page 4" in shown
    assert "*01305 000000*" in shown


def test_what_was_masked_and_short_forms_are_told() -> None:
    words = (PlainWord(short="EHCP", long="education, health and care plan", plain="A legal plan."),)
    given_ = answer(ASKED, ["An EHCP."], removed=(PersonalDataKind.DATE_OF_BIRTH,), glossary=words)
    (message,) = answer_messages(given_, Offers())
    shown = said({"blocks": list(message.blocks)})
    assert "date of birth" in shown
    assert "education, health and care plan" in shown


def test_buttons_are_there_only_when_somebody_answers_them() -> None:
    def names(offers: Offers) -> set[str]:
        (message,) = answer_messages(answer(ASKED, ["x"]), offers)
        held = [b for b in message.blocks if b["type"] in {"actions", "context_actions"}]
        return {element["action_id"] for block in held for element in block["elements"]}

    assert names(Offers(job=1)) == set()
    assert names(Offers(job=1, feedback=True)) == {FEEDBACK}
    assert names(Offers(job=1, share=True, correct=True)) == {SHARE}


def test_a_streamed_statement_is_safe_markdown() -> None:
    statement = ShownStatement(text="*All* <!channel> [x](http://evil)", citations=(cite(1, "x"),))
    text = streamed(statement)
    assert "<!channel>" not in text
    assert "[x](" not in text
    assert text.endswith("](https://signpost.example/sources/send-strategy?passage=p1#p1)\n\n")
