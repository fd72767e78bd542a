"""Present: turns a checked draft into the answer that every surface shows."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from bot.answer import (
    ActionShown,
    Answer,
    Citation,
    CitedDocument,
    Conflict,
    EasyRead,
    EasyReadLine,
    LookedAt,
    Mode,
    NextStep,
    Reading,
    ShownStatement,
    Statement,
    Status,
    Versions,
)
from bot.draft import Draft, DraftStatement, Lack, Proof
from bot.easy_read.plain import plain_english
from bot.easy_read.simplify import EasyLine
from bot.personal_data.told import told
from bot.plain_words import PlainWord, plain_words
from bot.question import ENGLISH, QuestionKind
from bot.screen import Screened
from bot.understand import Understanding
from bot.which_is_newer import which_is_newer
from knowledge.documents import Audience, DocumentStatus
from knowledge.services import service
from prompts.notices import notices


class Asking(BaseModel):
    """What is known of a question before it is answered.

    ``read_as``: a follow-up question as it was made to stand alone.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    question: str
    audience: Audience
    conversation: str | None = None
    kind: QuestionKind | None = None
    read_as: str | None = None
    versions: Versions
    source_base: str


class Numbering:
    """Gives each quote of a passage one number, in the order of first use."""

    def __init__(self, base: str) -> None:
        """Citations open under ``base``."""
        self._base = base
        self.citations: dict[tuple[str, str], Citation] = {}

    def number(self, proof: Proof) -> int:
        """The number of a quote."""
        key = (proof.passage.id, proof.quote)
        if key not in self.citations:
            self.citations[key] = Citation(
                number=len(self.citations) + 1,
                document=CitedDocument(**proof.document.model_dump(include=set(CitedDocument.model_fields))),
                locator=proof.passage.locator.label,
                quote=proof.quote,
                url=source_url(self._base, proof),
            )
        return self.citations[key].number

    def show(self, statement: DraftStatement) -> ShownStatement:
        """A proved statement with its citations, to be shown while the rest is still being made."""
        numbers = {self.number(proof) for proof in statement.proofs}
        cited = tuple(citation for citation in self.citations.values() if citation.number in numbers)
        return ShownStatement(text=statement.text, citations=cited)


def source_url(base: str, proof: Proof) -> str:
    """Where the document's page opens at the passage."""
    anchor = proof.passage.anchor
    return f"{base}/sources/{proof.document.id}?passage={anchor}#{anchor}"


def present(
    draft: Draft,
    asked: Understanding,
    asking: Asking,
    numbering: Numbering,
    easy: Sequence[EasyLine] = (),
) -> Answer:
    """The answer of a checked draft.

    ``numbering`` has numbered the statements that were shown already. ``easy``: the same in simpler words.
    """
    read_as = [notices().say("read_as", question=asking.read_as)] if asking.read_as else []
    notice = " ".join(filter(None, [*read_as, _notice(draft, asked)])) or None
    statements = tuple(
        Statement(text=item.text, citations=tuple(numbering.number(proof) for proof in item.proofs))
        for item in draft.statements
    )
    conflicts = tuple(
        Conflict(
            about=item.about,
            readings=tuple(Reading(value=one.value, citation=numbering.number(one.proof)) for one in item.readings),
        )
        for item in draft.conflicts
    )
    actions = tuple(
        ActionShown(**action.model_dump(exclude={"proof"}), citation=numbering.number(action.proof))
        for action in draft.actions
    )
    return _bare(_status(draft), notice, asking).model_copy(
        update={
            "statements": statements,
            "citations": tuple(numbering.citations.values()),
            "conflicts": conflicts,
            "actions": actions,
            "next_steps": draft.next_steps or (_next_steps(asking.audience) if _is_empty(draft) else ()),
            "looked_at": _looked_at(draft, asking),
            "glossary": _explained(draft, asking.audience),
            "easy_read": _easy_read(easy, statements, actions),
            "mode": draft.mode,
            "fell_back": draft.fell_back,
            "answered_by": draft.answered_by,
            "language": draft.language,
        }
    )


def with_screened(answer: Answer, screened: Screened) -> Answer:
    """The answer with what screening found: help for who is at risk first, and what was taken out of the question."""
    # In another language the masker takes ordinary words for names; to say so would only puzzle.
    removed = told(screened.removed) if screened.is_english else ""
    notice = " ".join(filter(None, [removed, answer.notice])) or None
    urgent = screened.urgent or answer.urgent
    status = Status.URGENT if urgent else answer.status
    return answer.model_copy(update={"removed": screened.removed, "notice": notice, "urgent": urgent, "status": status})


def stopped(status: Status, notice: str | None, asking: Asking) -> Answer:
    """An answer that says only why there is none."""
    steps = _next_steps(asking.audience) if status is Status.UNAVAILABLE else ()
    return _bare(status, notice, asking).model_copy(update={"next_steps": steps})


def _bare(status: Status, notice: str | None, asking: Asking) -> Answer:
    return Answer(
        id=asking.id,
        question=asking.question,
        audience=asking.audience,
        mode=Mode.EXTRACTIVE,
        took_ms=0.0,
        status=status,
        notice=notice,
        kind=asking.kind,
        conversation=asking.conversation,
        versions=asking.versions,
    )


def _is_empty(draft: Draft) -> bool:
    return not draft.statements and not draft.actions and draft.status is None


def _status(draft: Draft) -> Status:
    if draft.status:
        return draft.status
    if _is_empty(draft):
        return Status.NOT_FOUND
    return Status.PARTIAL if draft.unanswered else Status.ANSWERED


def _notice(draft: Draft, asked: Understanding) -> str | None:
    texts = notices()
    if _is_empty(draft):
        return _why_not(draft, asked)
    said = [draft.understood] if draft.understood else []
    said += [texts.say(f"fell_back_{draft.fell_back.value}")] if draft.fell_back else []
    said += [texts.say("machine_translated")] if draft.language != ENGLISH else []
    said += _about_documents(draft)
    if asked.corrected:
        pairs = ", ".join(f"“{written}” as “{meant}”" for written, meant in asked.corrected)
        said.append(texts.say("corrected", words=pairs))
    if draft.conflicts:
        said += [texts.say("conflict"), *which_is_newer(draft.conflicts)]
    if draft.unanswered:
        said.append(texts.say("partial", words=_listed([texts.kinds[kind] for kind in draft.unanswered])))
    elif draft.status is Status.PARTIAL:
        said.append(texts.say("partly"))
    return " ".join(said) or None


def _why_not(draft: Draft, asked: Understanding) -> str:
    texts = notices()
    kind = texts.kinds.get(asked.kind.value)
    if draft.lack is Lack.KIND and kind:
        return texts.say("not_found_kind", kind=kind)
    if draft.lack is Lack.WORDS and draft.unanswered:
        return texts.say("not_found_words", words=_listed([f"“{word}”" for word in draft.unanswered[:3]]))
    return texts.say("not_found")


def _about_documents(draft: Draft) -> list[str]:
    documents = [proof.document for statement in draft.statements for proof in statement.proofs]
    documents += [action.proof.document for action in draft.actions]
    said = []
    if any(document.illustrative for document in documents):
        said.append(notices().say("illustrative"))
    if any(document.status is DocumentStatus.SUPERSEDED for document in documents):
        said.append(notices().say("superseded"))
    return said


def _easy_read(
    easy: Sequence[EasyLine], statements: Sequence[Statement], actions: Sequence[ActionShown]
) -> EasyRead | None:
    if not easy:
        return None
    lines = tuple(
        EasyReadLine(
            text=line.text,
            citations=(actions[line.place].citation,) if line.is_action else statements[line.place].citations,
        )
        for line in easy
    )
    return EasyRead(label=plain_english().label, lines=lines)


def _explained(draft: Draft, audience: Audience) -> tuple[PlainWord, ...]:
    """What the acronyms mean; officers know them."""
    if audience is not Audience.PUBLIC:
        return ()
    return plain_words([*(item.text for item in draft.statements), *(item.action for item in draft.actions)])


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _next_steps(audience: Audience) -> tuple[NextStep, ...]:
    steps = []
    for pointer in notices().next_steps[audience.value]:
        found = service(pointer.service) if pointer.service else None
        steps.append(NextStep(text=pointer.text, contact=found.contact if found else None))
    return tuple(steps)


def _looked_at(draft: Draft, asking: Asking) -> tuple[LookedAt, ...]:
    return tuple(
        LookedAt(
            title=proof.document.title,
            locator=proof.passage.locator.label,
            url=source_url(asking.source_base, proof),
        )
        for proof in draft.looked_at
    )
