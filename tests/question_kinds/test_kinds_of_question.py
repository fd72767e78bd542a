"""What kind of question it is, by rules: what no document can answer is told apart from what one can."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.question import QuestionKind
from bot.question_kinds import kind_of
from bot.question_kinds.phrases import kind_speech, typed_pattern
from knowledge.documents import Audience
from prompts.question_kinds import kind_texts
from retrieval.vocabulary import Vocabulary

FOR_DOCUMENTS = {QuestionKind.SERVICE, QuestionKind.ACTION, QuestionKind.CLOCK, QuestionKind.STRATEGY}


def kind(question: str) -> QuestionKind:
    return kind_of(question, Audience.PUBLIC).kind


@pytest.mark.parametrize(
    ("own", "information"),
    [
        ("where is my son's plan?", "how do I ask for a plan for my son?"),
        ("why was Jack refused?", "why are requests refused in Dorset?"),
        ("has my appeal been lodged?", "has the strategy been approved?"),
        ("when is his next review?", "when must a plan be reviewed?"),
        ("what school have you named for him?", "what school may be named in a plan?"),
        ("can you resend our letter?", "can you explain the letter of refusal?"),
        ("why hasn't anyone rung me back?", "why do people wait so long?"),
    ],
)
def test_ones_own_case_is_told_from_how_things_are_done(own: str, information: str) -> None:
    assert kind(own) is QuestionKind.OWN_CASE
    assert kind(information) in FOR_DOCUMENTS


def test_a_day_to_count_from_makes_it_a_question_for_the_clocks() -> None:
    asked = "I asked for an assessment on 5 January and have not heard back, when must they decide?"
    assert kind(asked) is QuestionKind.CLOCK


@pytest.mark.parametrize(
    ("advice", "information"),
    [
        ("should I appeal?", "how do I appeal?"),
        ("do we have a strong case?", "what is a mediation case?"),
        ("is the council breaking the law?", "what does the law say the council must do?"),
        ("what should I write in my appeal?", "where do I send an appeal?"),
        ("will we win at tribunal?", "how many appeals did parents win?"),
    ],
)
def test_advice_on_law_is_told_from_information_about_it(advice: str, information: str) -> None:
    assert kind(advice) is QuestionKind.LEGAL_ADVICE
    assert kind(information) in FOR_DOCUMENTS


@pytest.mark.parametrize("greeting", ["hello", "Good morning!", "hi there", "thanks, that was useful", "ok bye"])
def test_a_greeting_alone_is_small_talk(greeting: str) -> None:
    assert kind(greeting) is QuestionKind.SMALL_TALK


@pytest.mark.parametrize("greeting", ["Hello, ", "Hi there! ", "Thanks. ", "good morning, sorry to bother you, "])
@pytest.mark.parametrize("question", ["who chairs the partnership board?", "where is my son's plan?", "plan?"])
def test_a_greeting_before_a_question_is_the_question(greeting: str, question: str) -> None:
    assert kind(greeting + question) is kind(question)


def test_abuse_is_abuse_only_without_a_question() -> None:
    assert kind("you are useless") is QuestionKind.ABUSE
    assert kind("this is bloody useless, how do I complain about the council?") in FOR_DOCUMENTS


@pytest.mark.parametrize("fragment", ["plan?", "the form", "year 9", "Dorset", "the thing", "letter came", "???"])
def test_a_fragment_that_could_be_anything_is_unclear(fragment: str) -> None:
    assert kind(fragment) is QuestionKind.UNCLEAR


@pytest.mark.parametrize("fragment", ["Quorum?", "Who chairs it all?", "SEND strategy vision", "overdue actions"])
def test_a_short_question_that_can_be_searched_is_not_unclear(fragment: str) -> None:
    assert kind(fragment) in FOR_DOCUMENTS


def test_another_councils_area_is_told_from_what_dorset_has_to_do_with_it() -> None:
    assert kind("we live in Taunton, who can help with autism?") is QuestionKind.OTHER_AREA
    assert kind("what is the law in Scotland?") is QuestionKind.OTHER_AREA
    assert kind("Do you work with BCP Council?") in FOR_DOCUMENTS
    assert kind("we are moving from Hampshire to Dorset, what happens to the plan?") in FOR_DOCUMENTS


def test_a_name_that_the_documents_know_is_looked_up_in_them() -> None:
    knows = Vocabulary(["The panel has members from Somerset."])
    asked = "what does Somerset say about the panel?"
    assert kind_of(asked, Audience.PUBLIC).kind is QuestionKind.OTHER_AREA
    assert kind_of(asked, Audience.PUBLIC, knows).kind in FOR_DOCUMENTS


def test_slips_and_missing_apostrophes_make_no_difference() -> None:
    assert kind("wheres my daughters ehcp") is QuestionKind.OWN_CASE
    assert kind("have you recieved my aplication") is QuestionKind.OWN_CASE


def test_nobody_is_sent_away_for_words_that_were_only_put_together() -> None:
    made = "why was it late (our appeal)?"
    typed = ("how do we send our appeal", "why was it late")
    assert kind_of(made, Audience.PUBLIC, typed=typed).kind in FOR_DOCUMENTS
    asked = ("where is my son's plan?", "and my daughter's?")
    assert kind_of("where is my daughter's plan?", Audience.PUBLIC, typed=asked).kind is QuestionKind.OWN_CASE


@settings(deadline=None)  # the first question loads the rules
@given(st.text(max_size=200))
def test_whatever_is_typed_has_a_kind(text: str) -> None:
    read = kind_of(text, Audience.PUBLIC)
    assert 0 <= read.confidence <= 1
    assert read.why


def test_every_kind_has_its_texts() -> None:
    assert set(kind_texts().kinds) == {kind.value for kind in QuestionKind}


def test_the_examples_of_each_kind_are_read_as_of_it() -> None:
    read = [(kind(one), name) for name, text in kind_texts().kinds.items() for one in text.examples]
    wrong = [(found.value, name) for found, name in read if found.value != name]
    labels_only = [(found, name) for found, name in wrong if {found, name} <= {one.value for one in FOR_DOCUMENTS}]
    assert wrong == labels_only
    assert len(wrong) <= len(read) / 10


def test_every_rule_can_be_read() -> None:
    speech = kind_speech()
    for rule in speech.rules:
        for phrases in (rule.says, rule.and_says, rule.not_says):
            assert speech.ways(phrases)
        assert rule.says or rule.typed
        if rule.typed:
            assert typed_pattern(rule.typed)
