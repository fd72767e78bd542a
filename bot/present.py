"""Present: turns a checked draft into the answer that every surface shows."""

from pydantic import BaseModel, ConfigDict

from bot.answer import (
    ActionShown,
    Answer,
    Citation,
    CitedDocument,
    Conflict,
    LookedAt,
    Mode,
    NextStep,
    Reading,
    Statement,
    Status,
    Versions,
)
from bot.draft import Draft, Lack, Proof
from bot.plain_words import PlainWord, plain_words
from bot.question import QuestionKind
from bot.understand import Understanding
from knowledge.documents import Audience, DocumentStatus
from knowledge.services import service
from prompts.notices import notices


class Asking(BaseModel):
    """What is known of a question before it is answered, and stands in its answer unchanged."""

    model_config = ConfigDict(frozen=True)

    id: str
    question: str
    audience: Audience
    versions: Versions
    source_base: str


class _Numbering:
    """Gives each quote of a passage one number, in the order of first use."""

    def __init__(self, base: str) -> None:
        self._base = base
        self.citations: dict[tuple[str, str], Citation] = {}

    def number(self, proof: Proof) -> int:
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


def source_url(base: str, proof: Proof) -> str:
    """Where the document's page opens at the passage."""
    anchor = proof.passage.anchor
    return f"{base}/sources/{proof.document.id}?passage={anchor}#{anchor}"


def present(
    draft: Draft,
    asked: Understanding,
    asking: Asking,
    took_ms: float,
    kind: QuestionKind | None = None,
    read_as: str | None = None,
) -> Answer:
    """The answer of a checked draft. ``read_as`` is a follow-up question as it was made to stand alone."""
    numbering = _Numbering(asking.source_base)
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
    said = [notices().say("read_as", question=read_as)] if read_as else []
    notice = " ".join([*said, _notice(draft, asked) or ""]).strip() or None
    return _bare(_status(draft), notice, asking, took_ms).model_copy(
        update={
            "kind": kind,
            "statements": statements,
            "citations": tuple(numbering.citations.values()),
            "conflicts": conflicts,
            "actions": actions,
            "next_steps": draft.next_steps or (_next_steps(asking.audience) if _is_empty(draft) else ()),
            "looked_at": _looked_at(draft, asking),
            "glossary": _explained(draft, asking.audience),
        }
    )


def stopped(status: Status, notice: str, asking: Asking, took_ms: float) -> Answer:
    """An answer that says only why there is none."""
    steps = _next_steps(asking.audience) if status is Status.UNAVAILABLE else ()
    return _bare(status, notice, asking, took_ms).model_copy(update={"next_steps": steps})


def _bare(status: Status, notice: str | None, asking: Asking, took_ms: float) -> Answer:
    return Answer(
        id=asking.id,
        question=asking.question,
        audience=asking.audience,
        mode=Mode.EXTRACTIVE,
        took_ms=round(took_ms, 1),
        status=status,
        notice=notice,
        versions=asking.versions,
    )


def has_answer(draft: Draft) -> bool:
    """Whether a draft says anything."""
    return not _is_empty(draft)


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
    said += _about_documents(draft)
    if asked.corrected:
        pairs = ", ".join(f"“{written}” as “{meant}”" for written, meant in asked.corrected)
        said.append(texts.say("corrected", words=pairs))
    if draft.conflicts:
        said += [texts.say("conflict"), *_newer(draft)]
    if draft.unanswered:
        said.append(texts.say("partial", words=_listed([texts.kinds[kind] for kind in draft.unanswered])))
    return " ".join(said) or None


def _newer(draft: Draft) -> list[str]:
    """Which of the documents that disagree is the newest, when their dates tell."""
    documents = {one.proof.document.id: one.proof.document for item in draft.conflicts for one in item.readings}
    dated = sorted((document.published, document.title) for document in documents.values() if document.published)
    if len(dated) < 2 or dated[-1][0] == dated[-2][0]:
        return []
    day, title = dated[-1]
    return [notices().say("newer", title=title, date=f"{day.day} {day:%B %Y}")]


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
