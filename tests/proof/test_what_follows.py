"""When a statement follows from its quote, and when it does not."""

import pytest

from bot.proof import Reason, follows

MUST_SEND = (
    "If the council sends a draft EHC plan, the council must give the child's parent or the young person at least "
    "15 days to comment (regulation 13(1) of the SEND Regulations)."
)
REVIEW = "The council must review an EHC plan at least every 12 months (section 44 of the Act)."
LATE = "The tribunal may allow a late appeal."
MEDIATE = "A parent or young person may use mediation or may decide not to use it."
CERTIFICATE = "A parent who needs a mediation certificate must contact the mediation adviser within 2 months."
SENDIASS = "Dorset SENDIASS gives free, confidential and impartial information, advice and support to families."
BROKEN = "The report asserts that the SEND system is fundamentally broken."


def holds(statement: str, quote: str) -> bool:
    return follows(statement, quote) is None


def test_a_whole_sentence_of_the_quote_follows() -> None:
    assert holds(LATE, f"{LATE} A late appeal must explain why it is late.")


def test_what_stands_in_brackets_may_go() -> None:
    assert holds("The council must review an EHC plan at least every 12 months.", REVIEW)


def test_brackets_that_limit_a_claim_may_not_go() -> None:
    assert not holds("Parents may appeal.", "Parents may appeal (but only within 2 months).")


def test_a_number_that_is_not_in_the_quote_is_a_reason_of_its_own() -> None:
    assert follows("The council must review an EHC plan at least every 6 months.", REVIEW) is Reason.SPECIFIC


def test_numbers_follow_however_they_are_written() -> None:
    assert holds("The walk is 2 miles.", "The walk is two miles.")
    assert holds("It cost £12,500,000.", "It cost £12.5 million.")


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("The school opens at 9.30am.", "The school opens at 9.45am."),
        ("The years are 2024/30.", "The years are 2024/25."),
        ("It stands in paragraph 2.10.", "It stands in paragraph 2.1."),
        ("It stands in regulation 21(2).", "It stands in regulation 21(7)."),
        ("Ring 01305 224399.", "Ring 01305 224393."),
        ("The charge is £80.", "The charge is 80p."),
        ("Write to help@dorset.gov.uk.", "Write to help@dorsetcouncil.gov.uk."),
    ],
)
def test_a_figure_or_an_address_must_be_the_same_to_the_letter(statement: str, quote: str) -> None:
    assert not holds(statement, quote)


@pytest.mark.parametrize(
    "statement",
    [
        "The school must review an EHC plan at least every 12 months.",
        "An EHC plan must review the council at least every 12 months.",
        "The council must write an EHC plan at least every 12 months.",
    ],
)
def test_who_does_what_to_whom_must_be_the_same(statement: str) -> None:
    assert not holds(statement, REVIEW)


@pytest.mark.parametrize("word", ["may", "should", "can", "will", "need not", "must not"])
def test_a_duty_stays_a_duty(word: str) -> None:
    assert not holds(f"The council {word} review an EHC plan at least every 12 months.", REVIEW)


def test_a_duty_may_be_told_in_everyday_words() -> None:
    assert holds("The council has to review an EHC plan at least every 12 months.", REVIEW)


@pytest.mark.parametrize(
    "statement", ["The tribunal may not allow a late appeal.", "The tribunal must allow a late appeal."]
)
def test_what_may_be_is_neither_forbidden_nor_certain(statement: str) -> None:
    assert not holds(statement, LATE)


def test_may_and_can_are_the_same_permission() -> None:
    assert holds("The tribunal can allow a late appeal.", LATE)


def test_a_not_must_stay() -> None:
    assert not holds("Parents can refer.", "Parents cannot refer.")
    assert not holds("Direct payments pay for a school place.", "Direct payments do not pay for a school place.")


def test_at_least_is_not_at_most() -> None:
    assert not holds("The council must review an EHC plan at most every 12 months.", REVIEW)


def test_a_condition_must_stay() -> None:
    assert not holds("The council must give you at least 15 days to comment.", MUST_SEND)


def test_a_condition_may_stand_first_or_last() -> None:
    assert holds(
        "The council must give you at least 15 days to comment if the council sends a draft EHC plan.", MUST_SEND
    )


def test_it_may_stand_for_what_was_named() -> None:
    assert holds("If the council sends a draft EHC plan, it must give you at least 15 days to comment.", MUST_SEND)


def test_a_condition_may_not_be_half_dropped() -> None:
    quote = "The council may reuse advice where the advice exists and the parent agrees."
    assert not holds("The council may reuse advice where the advice exists.", quote)


def test_of_several_cases_one_is_enough() -> None:
    quote = "Parents may ask when a plan is being prepared, or when a plan is being reviewed."
    assert holds("Parents may ask when a plan is being prepared.", quote)


def test_you_is_the_parent_or_the_young_person() -> None:
    assert holds("You may use mediation or may decide not to use it.", MEDIATE)


def test_you_is_not_a_family_that_the_quote_narrows() -> None:
    assert not holds("You must apply again each year.", "Young people aged 16 to 24 must apply again each year.")


def test_you_is_not_the_council() -> None:
    assert not holds("You must review an EHC plan at least every 12 months.", REVIEW)


def test_who_needs_may_be_told_as_if_you_need() -> None:
    assert holds(
        "If you need a mediation certificate, you must contact the mediation adviser within 2 months.", CERTIFICATE
    )


def test_who_needs_may_not_be_left_out() -> None:
    assert not holds("You must contact the mediation adviser within 2 months.", CERTIFICATE)


def test_an_order_may_be_told_as_what_you_can_do() -> None:
    assert holds("You can ring the Little Steps Line on 01632 960733.", "Ring the Little Steps Line on 01632 960733.")


def test_an_order_not_to_do_something_is_no_order_to_do_it() -> None:
    assert not holds("Wait for an appointment.", "Do not wait for an appointment.")


def test_passive_and_active_say_the_same() -> None:
    assert holds("An EHC plan must be reviewed by the council at least every 12 months.", REVIEW)
    assert holds("The Director leads the Board.", "The Board is led by the Director.")


def test_passive_does_not_turn_round_who_does_it() -> None:
    assert not holds("The council must be reviewed by an EHC plan at least every 12 months.", REVIEW)
    assert not holds("The Board leads the Director.", "The Board is led by the Director.")


def test_of_things_that_are_given_a_statement_may_name_fewer() -> None:
    assert holds("Dorset SENDIASS gives free, confidential and impartial advice to families.", SENDIASS)


def test_but_not_none_and_not_more() -> None:
    assert not holds("Dorset SENDIASS gives free, confidential and impartial advice and money to families.", SENDIASS)


def test_of_things_that_cost_something_together_none_may_be_left_out() -> None:
    assert not holds("The school costs £5m.", "The school and the bus station cost £5m.")


def test_of_duties_joined_by_or_none_may_be_left_out() -> None:
    quote = "The council must send a plan or a letter."
    assert not holds("The council must send a plan.", quote)


def test_of_permissions_joined_by_or_one_may_be_named() -> None:
    assert holds("A parent or young person may use mediation.", MEDIATE)


def test_sentences_joined_by_and_may_be_told_alone() -> None:
    quote = "The school would open in 2028 and would be full by 2031."
    assert holds("The school would open in 2028.", quote)
    assert holds("The school would be full by 2031.", quote)


def test_what_comes_after_but_may_be_told_alone_and_what_comes_before_it_not() -> None:
    quote = "The council need not pay for the bus, but the council must publish a policy."
    assert holds("The council must publish a policy.", quote)
    assert not holds("The council need not pay for the bus.", quote)


def test_what_somebody_says_is_not_so_for_that() -> None:
    assert not holds("The SEND system is fundamentally broken.", BROKEN)


@pytest.mark.parametrize("verb", ["claims", "hopes", "denies", "fears", "writes", "predicts", "has been told"])
def test_whatever_the_word_for_saying(verb: str) -> None:
    assert not holds("The plan has failed.", f"The author {verb} that the plan has failed.")


def test_a_proposal_is_not_a_decision() -> None:
    assert not holds("The rate rises to £14.85.", "The rate would rise to £14.85.")
    assert not holds("Cabinet approved the strategy.", "Cabinet is asked to approve the strategy.")


def test_what_was_is_not_what_is() -> None:
    assert not holds("The council pays for travel.", "The council paid for travel.")
    assert not holds("The law is temporary.", "The law was temporary.")


def test_an_acronym_is_its_long_form() -> None:
    assert holds("The council must review an education, health and care (EHC) plan at least every 12 months.", REVIEW)


def test_a_list_item_follows_with_what_leads_into_it() -> None:
    quote = "A provider needs:\na) a named lead\nb) checks for all staff"
    assert holds("A provider needs checks for all staff.", quote)


def test_a_list_item_does_not_follow_from_a_list_of_what_is_not_so() -> None:
    quote = "It is not true that:\n• The council must pay for the bus.\n• The school must pay for the bus."
    assert not holds("The council must pay for the bus.", quote)


def test_a_row_of_a_table_is_told_cell_by_cell() -> None:
    quote = "Hub: Priory Park | Telephone: 01632 960762 | Open: Monday to Friday, 8am to 6pm"
    assert holds("The telephone number for Priory Park is 01632 960762.", quote)
    assert not holds("The telephone number for Castle Street is 01632 960762.", quote)


def test_a_label_may_be_told_as_a_sentence() -> None:
    assert holds("The report author is Amanda Davis.", "Report author: Amanda Davis")


def test_one_statement_may_tell_two_sentences_of_a_quote_in_two() -> None:
    quote = f"{LATE} A late appeal must explain why it is late."
    assert holds("The tribunal can allow a late appeal. A late appeal must explain why it is late.", quote)


def test_a_true_half_does_not_carry_a_false_half() -> None:
    assert not holds(f"{LATE} The tribunal may refund the fee.", LATE)
    assert not holds("The tribunal may allow a late appeal and a new plan.", LATE)


@pytest.mark.parametrize("statement", ["", "  ", ".", "The.", "May the tribunal allow a late appeal?", "Late appeal"])
def test_what_claims_nothing_is_not_shown(statement: str) -> None:
    assert not holds(statement, LATE)


@pytest.mark.parametrize(
    "statement",
    [
        "The tribunal <b>may</b> allow a late appeal.",
        "The tribunal **may** allow a late appeal.",
        "[The tribunal](https://evil.example) may allow a late appeal.",
        "The tribunal may allow a late appeal.\u202egnorw",
        "# The tribunal may allow a late appeal.",
    ],
)
def test_mark_up_does_not_follow(statement: str) -> None:
    assert not holds(statement, LATE)


def test_a_question_proves_nothing() -> None:
    assert not holds("The council must pay.", "Must the council pay? Ask us.")
    assert not holds("Parents pay.", "Parents pay?")
