"""The action register as Slack shows it: the rows that fit, as an answer with a citation for each."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from anyio import to_thread
from pydantic import BaseModel, ConfigDict

from bot.answer import ActionShown, Answer, Citation, CitedDocument, Mode, OwnerShown, Status, Versions
from bot.draft import Proof
from bot.present import source_url
from bot.register.finding import find_rows
from bot.register.lexicon import current_plans, lexicon_of
from bot.register.question import ActionQuestion
from bot.register.wording import due_words, status_words
from bot.slack.filters import Unclear, read_filters
from knowledge.actions import Action, ActionQuery, ActionRegister, load_organisations
from knowledge.documents import Audience
from prompts.slack import say, slack_texts
from retrieval.generations import current_name, index_folder, read_manifest
from retrieval.rings import RingTexts, read_texts

DUE_SOON = timedelta(days=28)
_NO_TEXTS = RingTexts(documents=(), passages=(), sentences=())


class _Register:
    """What an asker of one ring may see of the plans, in one generation of the index."""

    def __init__(self, texts: RingTexts) -> None:
        self.documents = {document.id: document for document in texts.documents}
        self.passages = {passage.id: passage for passage in texts.passages}
        self.register = ActionRegister(texts.actions, load_organisations())
        self.plans = current_plans(lexicon_of(self.register), self.documents)


class Standing(BaseModel):
    """An organisation's open actions, by how they stand on a day."""

    model_config = ConfigDict(frozen=True)

    late: tuple[ActionShown, ...]
    due: tuple[ActionShown, ...]
    other: tuple[ActionShown, ...]
    citations: tuple[Citation, ...]


class Plans:
    """Reads the register that the index holds. Raises IndexMissing, IndexBroken."""

    def __init__(self, data: Path, base: str, today: Callable[[], date]) -> None:
        """``base`` is where the source pages are."""
        self._data = data
        self._base = base.rstrip("/")
        self._today = today
        self._read: dict[Audience, tuple[str, _Register]] = {}

    async def answer(self, text: str, readers: Audience) -> Answer:
        """The rows that fit what stands after ``/actions``."""
        return await to_thread.run_sync(self._answer, text, readers)

    async def standing(self, organisation: str, readers: Audience) -> Standing:
        """How an organisation's open actions stand today."""
        return await to_thread.run_sync(self._standing, organisation, readers)

    async def organisations(self, readers: Audience) -> tuple[str, ...]:
        """The organisations that own an action of a current plan."""
        return await to_thread.run_sync(self._organisations, readers)

    def _answer(self, text: str, readers: Audience) -> Answer:
        query = read_filters(text, self._today())
        if isinstance(query, Unclear):
            unclear = say("actions_unclear", word=query.word, help=say("actions_help"))
            return self.bare(text, readers, Status.CLARIFY, unclear)
        held = self._of(readers)
        query = query.model_copy(update={"documents": held.plans})
        found = find_rows(ActionQuestion(query=query), held.register, held.documents)
        # Rows whose date cannot be read for certain are counted in the notice, not listed as if they fitted.
        actions, citations = self._shown(found.rows, held)
        status = Status.ANSWERED if found.rows else Status.NOT_FOUND
        return self.bare(text, readers, status, found.understood).model_copy(
            update={"actions": actions, "citations": citations}
        )

    def bare(self, text: str, readers: Audience, status: Status, notice: str) -> Answer:
        """An answer to ``/actions`` that has no rows yet."""
        return Answer(
            id=uuid4().hex,
            question=f"/actions {text}".strip(),
            audience=readers,
            mode=Mode.EXTRACTIVE,
            took_ms=0.0,
            status=status,
            notice=notice,
            versions=Versions(library=None, index=None, prompts=f"slack {slack_texts().version}", model=None),
        )

    def _standing(self, organisation: str, readers: Audience) -> Standing:
        held, today = self._of(readers), self._today()
        base = ActionQuery(organisation=organisation, documents=held.plans)
        soon = {"due_on_or_before": today + DUE_SOON, "due_after": today - timedelta(days=1)}
        wanted = (base.model_copy(update={"late_on": today}), base.model_copy(update=soon), base)
        seen: set[int] = set()
        groups: list[list[Action]] = []
        for query in wanted:
            rows = [
                row for row in held.register.query(query).rows if not row.status.is_finished and id(row) not in seen
            ]
            seen |= {id(row) for row in rows}
            groups.append(rows)
        actions, citations = self._shown([row for group in groups for row in group], held)
        late, due = len(groups[0]), len(groups[0]) + len(groups[1])
        return Standing(late=actions[:late], due=actions[late:due], other=actions[due:], citations=citations)

    def _organisations(self, readers: Audience) -> tuple[str, ...]:
        held = self._of(readers)
        rows = held.register.query(ActionQuery(documents=held.plans)).rows
        return tuple(sorted({owner.organisation for row in rows for owner in row.owners if owner.organisation}))

    def _shown(self, rows: Sequence[Action], held: _Register) -> tuple[tuple[ActionShown, ...], tuple[Citation, ...]]:
        actions: list[ActionShown] = []
        citations: dict[str, Citation] = {}
        for row in rows:
            document, passage = held.documents[row.document_id], held.passages[row.passage_id]
            proof = Proof(document=document, passage=passage, quote=passage.text)
            citation = citations.get(passage.id) or Citation(
                number=len(citations) + 1,
                document=CitedDocument(**document.model_dump(include=set(CitedDocument.model_fields))),
                locator=passage.locator.label,
                quote=passage.text,
                url=source_url(self._base, proof),
            )
            citations[passage.id] = citation
            owners = tuple(
                OwnerShown(role=one.role or (None if one.organisation else one.written), organisation=one.organisation)
                for one in row.owners
            )
            actions.append(
                ActionShown(
                    ref=row.ref,
                    action=row.action,
                    owners=owners,
                    due=due_words(row),
                    status=status_words(row),
                    citation=citation.number,
                )
            )
        return tuple(actions), tuple(citations.values())

    def _of(self, readers: Audience) -> _Register:
        name = current_name(self._data)
        known = self._read.get(readers)
        if known and known[0] == name:
            return known[1]
        has_ring = readers in read_manifest(self._data, name).passages
        texts = read_texts(index_folder(self._data) / name / readers.value) if has_ring else _NO_TEXTS
        read = _Register(texts)
        self._read[readers] = (name, read)
        return read
