"""What is said to questions that are not for the documents: a card, with whom to ask."""

import re

import pytest

from bot.answer import Status
from bot.cards import answer_by_card, answer_when_silent
from bot.draft import Draft, Lack
from bot.question import QuestionKind
from bot.question_kinds import kind_of
from bot.question_kinds.phrases import kind_speech
from knowledge.documents import Audience
from knowledge.elsewhere import advice_elsewhere
from knowledge.services import service
from prompts.cards import cards


def card(question: str, audience: Audience = Audience.PUBLIC) -> Draft | None:
    return answer_by_card(kind_of(question, audience), question, audience)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("where is my son's plan?", Status.SIGNPOSTED),
        ("should I appeal?", Status.SIGNPOSTED),
        ("we live in Leeds, who can help us?", Status.SIGNPOSTED),
        ("plan?", Status.CLARIFY),
        ("hello", Status.CLARIFY),
        ("fuck off", Status.DECLINED),
    ],
)
@pytest.mark.parametrize("audience", list(Audience))
def test_each_card_ends_as_it_should(question: str, status: Status, audience: Audience) -> None:
    draft = card(question, audience)
    assert draft
    assert draft.status is status
    assert draft.understood
    assert not draft.statements


@pytest.mark.parametrize("question", ["Who chairs the partnership board?", "which actions are overdue?"])
def test_what_the_documents_answer_gets_no_card(question: str) -> None:
    assert card(question) is None


def test_nobody_is_asked_to_type_what_the_card_tells_them_to_have_ready() -> None:
    draft = card("have you received my form?")
    assert draft
    assert draft.understood
    assert "do not type these here" in draft.understood.lower()


def test_a_health_case_goes_to_health_and_a_plan_to_the_council() -> None:
    health, plan = card("where is my referral to CAMHS?"), card("where is my son's plan?")
    assert health
    assert plan
    assert "nhs" in " ".join(step.contact or "" for step in health.next_steps)
    assert plan.next_steps[0].contact == _contact("dorset-send-teams")


def test_advice_on_law_names_every_way_and_leans_to_none() -> None:
    draft = card("should I appeal?")
    assert draft
    shown = [step.contact for step in draft.next_steps]
    ids = ["dorset-sendiass", "ipsea", "dorset-challenging-decisions", "send-tribunal", "lgsco"]
    assert shown == [_contact(id_) for id_ in ids]
    told = f"{draft.understood} {' '.join(step.text for step in draft.next_steps)}".lower()
    assert not re.search(r"\byou should\b|\bwe recommend\b|\bbest\b", told)


def test_bcp_is_left_to_the_directory_when_it_knows_the_services_of_both() -> None:
    assert card("We live in Poole and my son has autism, who can help?") is None
    other = card("we live in Poole, what do we do about reports?")
    assert other is None or other.status is Status.SIGNPOSTED


def test_the_documents_come_first_where_they_may_know_of_the_other_area() -> None:
    question = "What did BCP's last inspection find?"
    read = kind_of(question, Audience.PUBLIC)
    silent = Draft(lack=Lack.EVIDENCE)
    assert answer_by_card(read, question, Audience.PUBLIC) is None
    assert answer_when_silent(read, question, Audience.PUBLIC, silent).status is Status.SIGNPOSTED


def test_documents_that_say_nothing_stay_silent_for_every_other_kind() -> None:
    question = "Who chairs the partnership board?"
    silent = Draft(lack=Lack.EVIDENCE)
    assert answer_when_silent(kind_of(question, Audience.PUBLIC), question, Audience.PUBLIC, silent) == silent


def test_another_nation_is_sent_to_its_own_advice_service() -> None:
    draft = card("what is the law on this in Scotland?")
    assert draft
    advice = advice_elsewhere("scotland")
    assert advice
    assert draft.next_steps[0].contact == advice.address


def test_every_rule_has_a_card_and_every_service_named_is_confirmed() -> None:
    kinds = {rule.kind for rule in kind_speech().rules} | {QuestionKind.UNCLEAR, QuestionKind.OTHER_AREA}
    for kind in kinds:
        assert any(one.kind == kind and not one.rules and not one.when_said for one in cards().cards)
    for one in cards().cards:
        for step in one.steps:
            assert step.service is None or service(step.service), f"{one.id}: {step.service}"


def test_every_fragment_has_its_own_question_back() -> None:
    ruled = {rule for one in cards().cards if one.kind == QuestionKind.UNCLEAR for rule in one.rules}
    assert {entry.id for entry in kind_speech().unclear} - {"anything"} <= ruled


def _contact(id_: str) -> str | None:
    found = service(id_)
    assert found
    return found.contact
