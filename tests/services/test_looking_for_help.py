"""A question that looks for help is answered from the directory, and no other is."""

from datetime import date

import pytest

from bot.answer import Status
from bot.check import check
from bot.services.answer import answer_from_services
from bot.services.reading import read_service_question
from retrieval.rings import empty_ring
from retrieval.search import Search
from tests.services.conftest import TODAY, Ask
from tests.starter import NoEmbedder


def test_it_says_what_a_service_does_and_how_to_reach_it(ask: Ask) -> None:
    draft = ask("support for a 4 year old who doesn't talk yet near Weymouth")
    assert draft
    assert check(draft) == draft
    said = [statement.text for statement in draft.statements]
    assert said[0].startswith("Children's Speech and Language Therapy (Dorset HealthCare) helps children")
    assert len(said) == 2 * len(draft.next_steps)
    assert "speech and language, age 4, in Weymouth" in (draft.understood or "")


def test_what_each_service_does_comes_before_how_to_reach_any_unless_that_is_asked(ask: Ask) -> None:
    need = "short breaks for our disabled son"
    what, how = ask(f"is there help with {need}"), ask(f"who do I contact for {need}")
    assert what
    assert how
    assert "are supported activities" in what.statements[0].text
    assert "contact the activity provider" in how.statements[0].text
    assert sorted(one.text for one in what.statements) == sorted(one.text for one in how.statements)


@pytest.mark.parametrize(
    "question",
    [
        "Is there any mediation that does not need a certificate?",
        "What support must the council write into an EHC plan?",
        "which help must a school get before an EHC assessment",
        "is there any help to keep to the time limit of an appeal",
    ],
)
def test_duties_and_time_limits_are_left_to_the_papers_on_the_law(ask: Ask, question: str) -> None:
    assert ask(question) is None


def test_no_more_than_three_services_are_shown(ask: Ask) -> None:
    draft = ask("my son has SEN and I don't know where to start, can anyone help")
    assert draft
    assert 0 < len(draft.next_steps) <= 3


def test_another_councils_families_are_sent_to_their_own_council(ask: Ask) -> None:
    draft = ask("We live in Poole and my son is deaf, who can help?")
    assert draft
    assert draft.status is Status.SIGNPOSTED
    assert "another council" in (draft.understood or "")
    steps = [step.text for step in draft.next_steps]
    assert steps[0].startswith("BCP Council SEND Local Offer")
    assert steps[1].startswith("BCP SENDIASS")
    assert steps[2].startswith("Hearing Support Service")
    assert not draft.statements


@pytest.mark.parametrize(
    ("question", "age"),
    [
        ("help with speech for my 18 month old", 1.5),
        ("help with speech, she is 7", 7),
        ("help with speech for a toddler", 2),
        ("help with speech for my son in year 6", 10.5),
        ("help with speech for my son", None),
    ],
)
def test_an_age_is_read_in_years_months_school_years_and_words(question: str, age: float | None) -> None:
    wanted = read_service_question(question)
    assert wanted
    assert wanted.question.age == age


@pytest.mark.parametrize(
    "question",
    [
        "the council won't talk to me who can help",
        "Who can refer to speech therapy?",
        "does the school have to help my dyslexic daughter",
        "How do I apply for an EHC needs assessment?",
        "how long is the waiting list for autism assessment in Poole",
        "Where can I find the SEND policy?",
        "moving from Poole to Dorchester, who do I tell about my son's EHCP",
        "",
    ],
)
def test_what_is_not_for_the_directory_is_left_to_the_documents(question: str, ask: Ask) -> None:
    assert ask(question) is None


def test_an_entry_past_its_review_date_says_so(search: Search) -> None:
    draft = answer_from_services("is there anything for deaf children", search, date(2028, 1, 1))
    assert draft
    assert "past its review date" in (draft.understood or "")


def test_a_library_without_the_directory_answers_nothing_from_it() -> None:
    bare = Search(empty_ring(), NoEmbedder(), "-", "-")
    assert answer_from_services("is there anything for deaf children", bare, TODAY) is None
