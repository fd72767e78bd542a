"""Answers a question that looks for help: what the services do and how to reach them, from the directory."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from bot.answer import NextStep, Status
from bot.draft import Draft, DraftStatement, Proof
from bot.services.reading import HelpWanted, read_service_question
from knowledge.places import ELSEWHERE
from knowledge.sentences import sentences_of
from knowledge.services import Service, find_services, service
from retrieval.rings import Ring
from retrieval.search import Search

DOCUMENT = "services-directory"
SHOWN = 3
OTHER_COUNCIL = ("bcp-local-offer", "bcp-sendiass")
_SAID_IN_YEARS = 2
_SAYS_WHAT_AND_HOW = 2  # a service's first two paragraphs: what it does, and how to reach it


def answer_from_services(question: str, search: Search, today: date) -> Draft | None:
    """The draft of an answer from the directory; none if the question looks for no service that it knows.

    For another council's area it sends the asker there. An entry past its review date on ``today`` says so.
    """
    wanted = read_service_question(question)
    if wanted is None or DOCUMENT not in search.ring.documents:
        return None
    if wanted.elsewhere:
        return _other_council(wanted)
    found = [one for one in find_services(wanted.question) if _paragraphs(one, search.ring)][:SHOWN]
    if not found:
        return None
    return Draft(
        understood=_understood(wanted, [one.name for one in found if one.review_due < today]),
        statements=tuple(_statements(found, search.ring, how_first=wanted.how_to_reach)),
        next_steps=tuple(NextStep(text=one.name, contact=one.contact) for one in found),
    )


def _other_council(wanted: HelpWanted) -> Draft:
    """Where to go in another council's area; services of both areas that fit come after."""
    own = [found for id_ in OTHER_COUNCIL if (found := service(id_))]
    both = [one for one in find_services(wanted.question) if {ELSEWHERE, "dorset"} <= set(one.area)]
    steps = [*own, *both[: SHOWN - 1]]
    return Draft(
        understood=(
            f"{_place(wanted)} Bournemouth, Christchurch and Poole (BCP) Council is another council than Dorset"
            " Council, and the documents here are about Dorset. It has its own services and its own advice service."
        ),
        status=Status.SIGNPOSTED,
        next_steps=tuple(NextStep(text=_what_to_do(one), contact=_contact(one)) for one in steps),
    )


def _what_to_do(found: Service) -> str:
    return f"{found.name}. {found.how_to_reach}" if found.how_to_reach else found.name


def _contact(found: Service) -> str | None:
    """Without a number or an address the contact is how to reach it, which has been said."""
    return found.contact if found.contact != found.how_to_reach else None


def _place(wanted: HelpWanted) -> str:
    name = wanted.elsewhere or ""
    if name.upper() == ELSEWHERE.upper():
        return "You asked about the BCP Council area."
    return f"{name} is in the BCP Council area."


def _understood(wanted: HelpWanted, late: list[str]) -> str:
    asked = wanted.question
    read = f"Looking for help with: {'; '.join(wanted.needs)}"
    if asked.age is not None:
        read += f", {_say_age(asked.age)}"
    if asked.place:
        read += f", in {asked.place.name}"
    told = [f"{read}."]
    told += [f"The entry for {name} is past its review date, so check its details." for name in late]
    return " ".join(told)


def _say_age(age: float) -> str:
    return f"age {age:g}" if age >= _SAID_IN_YEARS else f"age {round(age * 12)} months"


def _paragraphs(found: Service, ring: Ring) -> list[Proof]:
    """What the directory says a service does, and how to reach it."""
    under = [passage for passage in ring.passages_of(DOCUMENT) if passage.headings[-1:] == (found.name,)]
    document = ring.documents[DOCUMENT]
    return [Proof(document=document, passage=passage, quote=passage.text) for passage in under[:_SAYS_WHAT_AND_HOW]]


def _statements(found: list[Service], ring: Ring, *, how_first: bool) -> Iterator[DraftStatement]:
    """What each service does, then how to reach each: a reader chooses first whom to turn to.

    Who asks for the way to reach somebody has chosen, and is told that first.
    """
    said = list(zip_longest(*(_paragraphs(one, ring) for one in found)))
    for proofs in reversed(said) if how_first else said:
        for proof in filter(None, proofs):
            first = sentences_of(proof.passage)[0]
            yield DraftStatement(text=first, proofs=(proof.model_copy(update={"quote": first}),))
