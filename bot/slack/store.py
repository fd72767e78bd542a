"""The store: jobs, events and people's choices, kept over restarts and shared by processes.

An event is stored before Slack is told that it was taken; so whatever happens next, it is answered or apologised for.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from pydantic import BaseModel, ConfigDict, TypeAdapter
from sqlalchemy import ColumnElement, Connection, Insert, Update, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.answer import Answer
from bot.records.database import Database
from bot.records.errors import RecordsUnusable
from bot.slack.tables import EventRow, JobRow, PersonRow, SlackTable
from bot.slack.work import Job, State, Work

Result = TypeVar("Result")
_WORK: TypeAdapter[Work] = TypeAdapter(Work)
_AT_ONCE = 4  # connections; SQLite lets one write at a time anyway


class Person(BaseModel):
    """What somebody chose on the Home tab."""

    model_config = ConfigDict(frozen=True)

    user: str
    team: str | None = None
    organisation: str | None = None
    digest: bool = False


class Store:
    """Every method runs off the event loop, and raises RecordsUnusable when the database cannot be used."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self.now = now
        self._is_ready = False
        # Its own threads: answering must never keep an event from being stored.
        self._threads = CapacityLimiter(_AT_ONCE)

    async def add(self, key: str, work: Work, event: str | None = None, state: State = State.WAITING) -> int | None:
        """Keep a new job; none when its event or its key has been kept before."""
        return await self._write(lambda connection: self._add(connection, key, work, event, state))

    async def is_new(self, event: str) -> bool:
        """Note an event that asks nothing; False when it has been noted before."""
        return await self._write(lambda connection: self._note(connection, event))

    async def claim(self, id_: int, owner: str, lease: timedelta) -> Job | None:
        """Take a job to work on for as long as the lease runs; none when somebody else has it or it is done."""

        def take(connection: Connection) -> Job | None:
            now = self.now()
            taken = connection.execute(
                update(JobRow)
                .where(JobRow.id == id_, _claimable(now))
                .values(state=State.WORKING, owner=owner, until=now + lease, tries=JobRow.tries + 1)
            )
            return self._job(connection, JobRow.id == id_) if taken.rowcount else None

        return await self._write(take)

    async def claimable(self, most: int) -> tuple[int, ...]:
        """Jobs that nobody is working on, oldest first."""
        return await self._read(
            lambda connection: tuple(
                connection.scalars(select(JobRow.id).where(_claimable(self.now())).order_by(JobRow.id).limit(most))
            )
        )

    async def renew(self, ids: Sequence[int], owner: str, lease: timedelta) -> None:
        """Say that these jobs are still being worked on."""
        until = self.now() + lease
        mine = update(JobRow).where(JobRow.id.in_(ids), JobRow.owner == owner, JobRow.state == State.WORKING)
        await self._write(lambda connection: connection.execute(mine.values(until=until)))

    async def release(self, id_: int, owner: str, wait: timedelta = timedelta(0)) -> None:
        """Give a job back, to be tried again after a wait."""
        until = self.now() + wait
        mine = update(JobRow).where(JobRow.id == id_, JobRow.owner == owner, JobRow.state == State.WORKING)
        await self._write(lambda connection: connection.execute(mine.values(state=State.WAITING, until=until)))

    async def posted(self, id_: int, channel: str, posted: Sequence[str]) -> None:
        """Keep which messages show a job."""
        values = {"channel": channel, "posted": list(posted)}
        await self._write(lambda connection: connection.execute(_of(id_).values(values)))

    async def answered(self, id_: int, answer: Answer) -> None:
        """Keep a job's answer, before it is shown: a button below it may be pressed at once."""
        kept = _of(id_).values(answer=answer.model_dump_json())
        await self._write(lambda connection: connection.execute(kept))

    async def finish(self, id_: int, owner: str, state: State, answer: Answer | None, work: Work) -> bool:
        """Close a job that this owner has; False when it was edited or withdrawn in the meantime."""
        mine = _of(id_).where(JobRow.owner == owner, JobRow.state == State.WORKING)
        kept = answer.model_dump_json() if answer else None
        values = {"state": state, "answer": kept, "work": work.model_dump_json(), "until": None}
        return await self._write(lambda connection: connection.execute(mine.values(values)).rowcount > 0)

    async def offer_taken(self, id_: int) -> bool:
        """Set an offered job going; False when it was going already."""
        offered = _of(id_).where(JobRow.state == State.OFFERED).values(state=State.WAITING)
        return await self._write(lambda connection: connection.execute(offered).rowcount > 0)

    async def ask_again(self, id_: int, work: Work) -> None:
        """Begin a job anew with other words. Whoever is working on it loses it."""
        # One try is counted, so that the next one looks for what the last one may have posted.
        values = {"state": State.WAITING, "work": work.model_dump_json(), "tries": 1, "until": None, "owner": None}
        await self._write(lambda connection: connection.execute(_of(id_).values(values)))

    async def withdraw(self, id_: int, work: Work) -> None:
        """Close a job whose question was deleted, and forget its words."""
        values = {"state": State.WITHDRAWN, "work": work.model_dump_json(), "answer": None, "owner": None}
        await self._write(lambda connection: connection.execute(_of(id_).values(values)))

    async def job(self, id_: int) -> Job | None:
        """A job by its number."""
        return await self._read(lambda connection: self._job(connection, JobRow.id == id_))

    async def by_key(self, key: str) -> Job | None:
        """A job by its key."""
        return await self._read(lambda connection: self._job(connection, JobRow.key == key))

    async def person(self, user: str) -> Person:
        """What somebody chose; nothing when they never did."""
        query = select(PersonRow.__table__).where(PersonRow.user == user)
        row = await self._read(lambda connection: connection.execute(query).first())
        return Person.model_validate(row._mapping) if row else Person(user=user)

    async def choose(self, person: Person) -> None:
        """Keep what somebody chose."""

        def keep(connection: Connection) -> None:
            connection.execute(delete(PersonRow).where(PersonRow.user == person.user))
            connection.execute(insert(PersonRow).values(person.model_dump()))

        await self._write(keep)

    async def digest_readers(self) -> tuple[Person, ...]:
        """Those who asked for the Monday digest."""
        query = select(PersonRow.__table__).where(PersonRow.digest).order_by(PersonRow.user)
        rows = await self._read(lambda connection: connection.execute(query).all())
        return tuple(Person.model_validate(row._mapping) for row in rows)

    async def purge(self, before: datetime) -> None:
        """Forget the events and the jobs of before a moment."""

        def forget(connection: Connection) -> None:
            connection.execute(delete(JobRow).where(JobRow.since < before))
            connection.execute(delete(EventRow).where(EventRow.at < before))

        await self._write(forget)

    async def _read(self, act: Callable[[Connection], Result]) -> Result:
        return await self._write(act, reading=True)

    async def _write(self, act: Callable[[Connection], Result], *, reading: bool = False) -> Result:
        def run() -> Result:
            try:
                if not self._is_ready:
                    with self._database.writing() as connection:
                        SlackTable.metadata.create_all(connection)
                    self._is_ready = True
                with self._database.reading() if reading else self._database.writing() as connection:
                    return act(connection)
            except RecordsUnusable:
                self._is_ready = False  # somebody may have taken the file away
                raise

        return await to_thread.run_sync(run, limiter=self._threads)

    def _add(self, connection: Connection, key: str, work: Work, event: str | None, state: State) -> int | None:
        if event is not None and not self._note(connection, event):
            return None
        values = {"key": key, "work": work.model_dump_json(), "state": state, "since": self.now(), "posted": []}
        added = _insert_new(connection, insert(JobRow).values(tries=0, **values))
        return None if added is None else int(added)

    def _note(self, connection: Connection, event: str) -> bool:
        return _insert_new(connection, insert(EventRow).values(id=event, at=self.now())) is not None

    def _job(self, connection: Connection, which: ColumnElement[bool]) -> Job | None:
        row = connection.execute(select(JobRow.__table__).where(which)).first()
        if row is None:
            return None
        return Job(
            id=row.id,
            key=row.key,
            work=_WORK.validate_json(row.work),
            state=row.state,
            tries=row.tries,
            since=row.since,
            channel=row.channel,
            posted=tuple(row.posted),
            answer=Answer.model_validate_json(row.answer) if row.answer else None,
        )


def _claimable(now: datetime) -> ColumnElement[bool]:
    free = (JobRow.state == State.WAITING) & or_(JobRow.until.is_(None), JobRow.until <= now)
    return or_(free, (JobRow.state == State.WORKING) & (JobRow.until <= now))


def _of(id_: int) -> Update:
    return update(JobRow).where(JobRow.id == id_)


def _insert_new(connection: Connection, statement: Insert) -> int | str | None:
    """The primary key of the new row; none when there is one of the same key."""
    try:
        with connection.begin_nested():
            key = connection.execute(statement).inserted_primary_key
    except IntegrityError:
        return None
    return key[0] if key else None
