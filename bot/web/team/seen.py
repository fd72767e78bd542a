"""What the team page shows, gathered."""

from collections import Counter
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from bot.pause import Pause, PauseSwitch
from bot.records.kept import CitedPassage, FeedbackState, GivenFeedback, Latency, Opinion
from bot.records.records import Records
from bot.web.interface import Assistant
from bot.web.team.charts import OUTCOMES, Day, by_day
from bot.web.team.likeness import LikeGaps, group_gaps
from knowledge.documents import Audience, Document
from retrieval.errors import EmbeddingError, IndexBroken, IndexMissing

READER = Audience.PARTNER
MOST_GROUPS = 25
MOST_FEEDBACK = 50


class Seen(BaseModel):
    """Everything on the team page."""

    model_config = ConfigDict(frozen=True)

    days: tuple[Day, ...]
    latency: Latency
    fallbacks: dict[str, int]
    gaps: tuple[LikeGaps, ...]
    feedback: tuple[GivenFeedback, ...]
    opinions: tuple[Opinion, ...]
    most_cited: tuple[CitedPassage, ...]
    stale: tuple[Document, ...]
    pause: Pause | None

    @property
    def outcomes(self) -> dict[str, int]:
        """How many answers had each outcome."""
        return {outcome: sum(day.outcomes[outcome] for day in self.days) for outcome in OUTCOMES}


def gather(assistant: Assistant, records: Records, pause: PauseSwitch | None, days: int) -> Seen:
    """Gather what the page shows of so many days. Raises RecordsUnusable."""
    now = records.now()
    since = datetime.combine(now.date() - timedelta(days=days - 1), datetime.min.time(), now.tzinfo)
    fell_back = Counter(kept.fell_back.value for kept in records.export(READER, since) if kept.fell_back)
    waiting = [one for one in records.feedback(READER) if one.feedback.state is not FeedbackState.DONE]
    return Seen(
        days=tuple(by_day(records.tallies(READER, since), now.date(), days)),
        latency=records.latency(READER, since),
        fallbacks=dict(fell_back.most_common()),
        gaps=tuple(group_gaps(records.gaps(READER, since))[:MOST_GROUPS]),
        feedback=tuple(reversed(waiting))[:MOST_FEEDBACK],
        opinions=records.opinions(READER, since),
        most_cited=records.most_cited(READER, since, 10),
        stale=_stale(assistant, now),
        pause=pause.state() if pause else None,
    )


def _stale(assistant: Assistant, now: datetime) -> tuple[Document, ...]:
    try:
        opened = [assistant.source(id_, READER) for id_ in assistant.documents(READER)]
    except (IndexMissing, IndexBroken, EmbeddingError):
        return ()
    documents = [page.document for page in opened if page]
    due = [one for one in documents if one.review_due and one.review_due < now.date()]
    return tuple(sorted(due, key=lambda one: (one.review_due or now.date(), one.id)))
