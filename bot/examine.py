"""Examine: what is set, what is indexed, and what the library's keeper should look at."""

from contextlib import closing
from datetime import UTC, date, datetime

from pydantic import BaseModel, ConfigDict

from bot.build import embedder_name
from bot.pause import PauseSwitch
from bot.records.database import Database
from bot.records.errors import RecordsUnusable
from bot.safeguarding.learned import tuned_file
from bot.safeguarding.urgent import texts_to_review
from bot.settings import Settings
from bot.slack.settings import SlackSettings
from knowledge.documents import Audience
from knowledge.errors import LibraryError
from knowledge.register import load_register
from knowledge.services import services
from retrieval.embedding import weights_folder
from retrieval.errors import EmbeddingError, IndexBroken, IndexMissing
from retrieval.generations import open_generation, read_manifest


class Finding(BaseModel):
    """One thing looked at: good, bad, or only to be known (``good`` is none)."""

    model_config = ConfigDict(frozen=True)

    text: str
    good: bool | None


def examine(settings: Settings, today: date | None = None) -> list[Finding]:
    """Look at everything; nothing is changed."""
    day = today or datetime.now(UTC).date()
    return [
        *_weights(),
        *_second_look(settings),
        *_library(settings, day),
        *_index(settings),
        *_services(day),
        *_safeguarding(day),
        *_records(settings),
        *_slack(),
    ]


def _weights() -> list[Finding]:
    try:
        return [Finding(text=f"Embedding weights: {weights_folder()}", good=True)]
    except EmbeddingError as error:
        return [Finding(text=str(error), good=False)]


def _second_look(settings: Settings) -> list[Finding]:
    if tuned_file(settings.models_folder).is_file():
        return [Finding(text="Second look for people at risk: its model is there", good=True)]
    what = f"Second look for people at risk: its model is not in {settings.models_folder}, and the rules stand alone."
    return [Finding(text=f"{what} Run `signpost ingest` where that folder can be written.", good=False)]


def _library(settings: Settings, today: date) -> list[Finding]:
    if not settings.library.is_dir():
        return [Finding(text=f"The library folder {settings.library} is not there. Set SIGNPOST_LIBRARY.", good=False)]
    try:
        register = load_register(settings.library)
    except LibraryError as error:
        return [Finding(text=str(error), good=False)]
    findings = [Finding(text=f"Library: {settings.library}, {len(register.documents)} in its register", good=True)]
    for document in register.documents:
        if document.review_due and document.review_due < today:
            findings.append(Finding(text=f"{document.file}: its review was due on {document.review_due}.", good=None))
    return findings


def _index(settings: Settings) -> list[Finding]:
    try:
        manifest = read_manifest(settings.data)
        for audience in manifest.passages:
            open_generation(settings.data, audience, settings.chroma_url).close()
    except (IndexMissing, IndexBroken) as error:
        return [Finding(text=str(error), good=False)]
    counts = ", ".join(f"{count} for {audience.value}" for audience, count in manifest.passages.items())
    findings = [
        Finding(text=f"Index {manifest.generation} of {manifest.made:%d %B %Y %H:%M} UTC: passages {counts}", good=True)
    ]
    if manifest.embedder != embedder_name(settings):
        findings.append(
            Finding(text=f"The index was made with {manifest.embedder}. Run `signpost ingest`.", good=False)
        )
    if Audience.PUBLIC not in manifest.passages:
        findings.append(Finding(text="No document is public: the web has nothing to answer from.", good=None))
    findings += [Finding(text=str(problem), good=False) for problem in manifest.problems]
    findings += [Finding(text=note, good=None) for note in manifest.notes]
    findings += [Finding(text=str(out), good=None) for out in manifest.left_out]
    return findings


def _services(today: date) -> list[Finding]:
    late = [entry.name for entry in services() if entry.review_due < today]
    if not late:
        return [Finding(text=f"Services: {len(services())}, none past its review date", good=True)]
    return [Finding(text=f"{name}: its entry in the directory is past its review date.", good=None) for name in late]


def _safeguarding(today: date) -> list[Finding]:
    to_review = texts_to_review(today)
    if not to_review:
        return [Finding(text="Safeguarding: every text is signed off, every contact confirmed", good=True)]
    return [Finding(text=line, good=None) for line in to_review]


def _records(settings: Settings) -> list[Finding]:
    """What is recorded, and whether answering is paused: both stand in one database."""
    try:
        with closing(Database(settings.records_url)) as database:
            return [*_recording(settings, database), *_pause(database)]
    except RecordsUnusable as error:
        return [
            Finding(text=f"{error} Answers go out, but are not recorded.", good=False),
            Finding(text="Whether Signpost is paused cannot be read. It answers; to stop it, stop it.", good=False),
        ]


def _recording(settings: Settings, database: Database) -> list[Finding]:
    kept = "answers are recorded" if settings.records else "SIGNPOST_RECORDS is off, so none are added"
    if not database.is_there():
        return [Finding(text=f"Records: {kept}; there are none yet", good=True)]
    database.check_writing()
    if not database.is_private():
        return [Finding(text=f"{database.file} can be read by others: run `chmod 600` on it.", good=False)]
    return [Finding(text=f"Records: {kept}, in {database.name}, for {settings.retention_days} days", good=True)]


def _pause(database: Database) -> list[Finding]:
    pause = PauseSwitch(database).read()
    if pause is None:
        return []
    said = f"Signpost is paused since {pause.since:%d %B %Y %H:%M} UTC by {pause.paused_by}: {pause.reason}"
    return [Finding(text=f"{said}. `signpost resume` ends it.", good=None)]


def _slack() -> list[Finding]:
    """What of Slack is set; never a value."""
    settings = SlackSettings()
    if not settings.model_fields_set:
        return []
    ways = [name for name, socket in (("HTTP", False), ("Socket Mode", True)) if not settings.missing(socket=socket)]
    findings = [
        Finding(text=f"Slack: ready for {' and '.join(ways)}", good=True)
        if ways
        else Finding(
            text=f"Slack: not set: {', '.join(settings.missing(socket=False))}. See docs/slack.md.", good=False
        )
    ]
    lists = (settings.partner_teams, settings.partner_users, settings.partner_groups)
    counts = [f"{len(ids)} {name}" for ids, name in zip(lists, ("workspaces", "people", "user groups"), strict=True)]
    partners = f"Slack: partners are {', '.join(counts)}" if any(lists) else "Slack: nobody is a partner"
    findings.append(Finding(text=partners, good=None))
    if settings.triage_channel is None:
        findings.append(
            Finding(text="Slack: without SIGNPOST_SLACK_TRIAGE_CHANNEL nobody can ask a person.", good=None)
        )
    if settings.keeper_channel is None:
        findings.append(Finding(text="Slack: without SIGNPOST_SLACK_KEEPER_CHANNEL no owner is corrected.", good=None))
    return findings
