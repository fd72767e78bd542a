"""Kinds of answer: what questions ask for, and what sentences hold."""

import pytest

from bot.extractive.kinds import AnswerKind, can_be_seen, kinds_asked, values_in
from tests.extractive.asked import ASKED, FEE_FOR

HELD = [
    (
        AnswerKind.MONEY,
        "The gap stood at £12.5 million; a place costs £3,400.50, a bun 80p; £2bn is held and £15k spent of 12,000.",
        ["£12.5 million", "£3,400.50", "80p", "£2bn", "£15k"],
    ),
    (
        AnswerKind.DATE,
        "It opened on 3 September 2026, reports by the end of July and closes on 1st of May.",
        ["3 September 2026", "by the end of July", "1st of May"],
    ),
    (
        AnswerKind.DATE,
        "Schools reply by 14/02/2027, in the autumn term of 2025/26 or in March 2028.",
        ["14/02/2027", "autumn term", "2025/26", "March 2028"],
    ),
    (AnswerKind.COUNT, "In 2025 the team saw 1,240 children in 12 schools.", ["1,240", "12"]),
    (AnswerKind.COUNT, "From 2024 to 2027, 31% came on 5 May at 9am with £40, see paragraph 4.2.", []),
    (AnswerKind.COUNT, "There were twenty one bids.", ["twenty one"]),
    (
        AnswerKind.PHONE,
        "Ring 01632 960 123 or +44 1632 960123, and out of hours 111, about case 123456.",
        ["01632 960 123", "+44 1632 960123", "111"],
    ),
    (AnswerKind.PHONE, "The £1,234,567 of 2025 paid for 40 places in 12 schools.", []),
    (AnswerKind.NAME, "Mr J. Pold met Rowena Tarn.", ["Mr J. Pold", "Rowena Tarn"]),
    (AnswerKind.NAME, "The Director of Education and the Head of Finance met the Cabinet Member.", []),
    (AnswerKind.NAME, "The Strategic Board met the Executive Director at Elm Street School in May.", []),
    (AnswerKind.PERCENT, "31% of plans, 12.5 per cent and ten per cent", ["31%", "12.5 per cent", "ten per cent"]),
    (
        AnswerKind.DURATION,
        "The panel meets every month, replies within six weeks or 15 working days, and reports annually.",
        ["every month", "six weeks", "15 working days", "annually"],
    ),
    (AnswerKind.TIME, "Doors open at 9am and close at 4.30 pm or noon.", ["9am", "4.30 pm", "noon"]),
    (AnswerKind.EMAIL, "Write to send.desk@elmshire.example.", ["send.desk@elmshire.example"]),
    (AnswerKind.WEB, "See www.elmshire.gov.uk for more.", ["www.elmshire.gov.uk"]),
]


@pytest.mark.parametrize(("question", "kind"), ASKED.items())
def test_the_main_kind_asked_for(question: str, kind: AnswerKind) -> None:
    assert kinds_asked(question)[0] is kind


@pytest.mark.xfail(strict=True, reason='asks.yaml: "fee for" and "budget for" are not read as asking for money')
@pytest.mark.parametrize(("question", "kind"), FEE_FOR.items())
def test_a_fee_for_something_is_money(question: str, kind: AnswerKind) -> None:
    assert kinds_asked(question)[0] is kind


def test_a_question_may_ask_for_two_kinds() -> None:
    kinds = kinds_asked("Who runs the drop-in and when does it open?")
    assert set(kinds) >= {AnswerKind.PERSON, AnswerKind.DATE}


@pytest.mark.parametrize(("kind", "text", "held"), HELD)
def test_what_a_sentence_holds(kind: AnswerKind, text: str, held: list[str]) -> None:
    values = values_in(text, kind)
    assert [value.text for value in values] == held
    assert all(text[value.start : value.end].strip() == value.text for value in values)


@pytest.mark.xfail(strict=True, reason='kinds.py: after "Cllr" only one part of a name is taken')
def test_a_councillors_whole_name() -> None:
    assert [value.text for value in values_in("Cllr Asha Venn spoke.", AnswerKind.NAME)] == ["Cllr Asha Venn"]


@pytest.mark.xfail(strict=True, reason="kinds.py: a full stop after a web address is taken for a part of it")
def test_a_web_address_at_the_end_of_a_sentence() -> None:
    assert [value.text for value in values_in("See https://elmshire.example/send.", AnswerKind.WEB)] == [
        "https://elmshire.example/send"
    ]


@pytest.mark.parametrize("kind", [AnswerKind.ANYTHING, AnswerKind.LIST, AnswerKind.YES_NO])
def test_some_kinds_do_not_show_in_a_sentence(kind: AnswerKind) -> None:
    assert not can_be_seen(kind)
    assert values_in("Rowena Tarn paid £5 on 3 May 2026.", kind) == ()
