"""What is deleted is gone: from the tables, and from the database's files."""

import random
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.records.database import Database
from bot.records.errors import RecordsUnusable
from bot.records.kept import Feedback, Verdict
from bot.records.records import Records
from bot.records.retention import purge_old, purging_daily
from knowledge.documents import Audience
from tests.records.conftest import SetClock
from tests.records.made import ASKED, answer, citation, on_disk

READER = Audience.PARTNER
WORD = "plantedword"


def keep_planted(records: Records, word: str = WORD, times: int = 40, **changes: object) -> str:
    """Keep an answer with a word in every text of it."""
    text = f"{word} " * times
    given = answer(text, citations=(citation(quote=text), citation(2, quote=text)), **changes)
    records.keep(given, ASKED, stand_alone=text)
    records.keep_feedback(READER, given.id, Feedback(verdict=Verdict.DOWN, comment=word))
    return given.id


def test_a_purge_takes_what_is_older_and_nothing_else(records: Records, clock: SetClock) -> None:
    old = answer()
    records.keep(old, ASKED)
    clock.go_on(days=90)
    on_the_day, new = answer(), answer()
    records.keep(on_the_day, ASKED)
    clock.go_on(days=1)
    records.keep(new, ASKED)
    assert records.purge(clock() - timedelta(days=90)).answers == 1
    assert [kept.id for kept in records.export(READER)] == [on_the_day.id, new.id]


@pytest.mark.parametrize("times", [1, 40, 4000])
def test_a_purge_leaves_no_word_in_any_file(records: Records, file: Path, clock: SetClock, times: int) -> None:
    keep_planted(records, times=times)
    assert WORD.encode() in on_disk(file)
    clock.go_on(days=1)
    deleted = records.purge(clock())
    assert (deleted.answers, deleted.is_scrubbed) == (1, True)
    assert WORD.encode() not in on_disk(file)


def test_a_conversation_is_deleted_with_all_its_answers_and_no_others(records: Records, file: Path) -> None:
    for _ in range(3):
        keep_planted(records, conversation="to go")
    staying = keep_planted(records, word="otherword", conversation="to stay")
    assert records.delete_conversation(READER, "to go").answers == 3
    assert [kept.id for kept in records.export(READER)] == [staying]
    assert WORD.encode() not in on_disk(file)
    assert records.delete_conversation(READER, "never was").answers == 0


def test_not_even_fragments_of_moved_rows_survive_a_purge(records: Records, file: Path, clock: SetClock) -> None:
    # SQLite moves rows between pages when others go, and leaves copies behind: many rows, gone one by one.
    chance = random.Random(20261124)
    words = [f"word{number:04}x" for number in range(150)]
    for word in words:
        keep_planted(records, word=word, times=chance.choice([1, 3, 20, 100, 700]), conversation=f"c{word[4:]}")
        clock.go_on(seconds=1)
    chance.shuffle(words)
    gone, left = words[:75], words[75:]
    for word in gone:
        records.delete_conversation(READER, f"c{word[4:]}")
    assert records.purge(clock() - timedelta(days=1)).is_scrubbed
    stored = on_disk(file)
    assert [word for word in gone if word.encode() in stored] == []
    assert all(word.encode() in stored for word in left)


def test_an_answer_that_waits_to_be_written_is_deleted_too(records: Records, database: Database, file: Path) -> None:
    database.check_writing()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    records.keep(answer(WORD, conversation="talk"), ASKED)
    with pytest.raises(RecordsUnusable):
        records.delete_conversation(READER, "talk")
    other.execute("ROLLBACK")
    assert records.flush()
    assert not list(records.export(READER))


def test_a_purge_says_when_traces_stay_because_somebody_reads(records: Records, file: Path, clock: SetClock) -> None:
    keep_planted(records)
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM answers").fetchone() == (1,)
    clock.go_on(days=1)
    assert not records.purge(clock()).is_scrubbed
    reader.execute("ROLLBACK")
    again = records.purge(clock())
    assert (again.answers, again.is_scrubbed) == (0, True)
    assert WORD.encode() not in on_disk(file)


def test_nothing_to_purge_makes_no_database(records: Records, file: Path, clock: SetClock) -> None:
    assert records.purge(clock()).answers == 0
    assert records.delete_conversation(READER, "talk").answers == 0
    assert not file.exists()


def test_the_serving_process_purges_at_once_and_again_until_it_ends(records: Records, clock: SetClock) -> None:
    keep_planted(records)
    clock.go_on(days=91)
    with purging_daily(records, days=90):
        pass
    assert not list(records.export(READER))


def test_a_purge_that_cannot_be_done_is_said_and_stops_nothing(
    records: Records, database: Database, file: Path, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    keep_planted(records)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    purge_old(records, 0, clock() + timedelta(days=1))
    [line] = caplog.messages
    assert line == f"Old records were not deleted. The records ({file}) cannot be used: database is locked."
