"""What is left of a message beside its risk, and should still be answered."""

from hypothesis import given
from hypothesis import strategies as st

from bot.safeguarding.kinds import RiskKind
from bot.safeguarding.recognise import Risk
from bot.safeguarding.rest import rest_of


def test_a_question_beside_a_risk_is_left() -> None:
    assert (
        rest_of("My husband hits me. How long does an EHC assessment take?") == "How long does an EHC assessment take?"
    )


def test_a_question_in_the_same_sentence_is_left() -> None:
    rest = rest_of("Who is the lead for transport, and my dad hits me")
    assert rest == "Who is the lead for transport"


def test_nothing_is_left_of_a_message_that_is_a_risk_alone() -> None:
    assert rest_of("my dad hits me") is None
    assert rest_of("My dad hits me. Please help. I am scared.") is None


def test_what_says_who_asks_stays_with_the_question() -> None:
    rest = rest_of("My son is in year 4. He told me he wants to die. Can his school apply for a plan?")
    assert rest == "My son is in year 4. Can his school apply for a plan?"


def test_places_that_were_recognised_elsewise_are_left_out() -> None:
    text = "Something odd about the caretaker. Which panel looks at transport appeals?"
    risk = Risk(kind=RiskKind.WORKER_CONCERN, spans=((0, 34),))
    assert rest_of(text, risk) == "Which panel looks at transport appeals?"


@given(st.text(max_size=200))
def test_what_is_left_is_made_of_the_message(text: str) -> None:
    rest = rest_of(text)
    assert rest is None or all(word in text for word in rest.split())
