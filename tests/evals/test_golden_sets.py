"""The golden sets: large enough to show a fall, of every suite, honestly split, and true to their documents."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bot.question import QuestionKind
from bot.safeguarding.kinds import RiskKind
from evals.cases import Split, SuiteName
from evals.golden import FOLDER, SCHEMA, schema
from evals.libraries import find_library, is_here
from evals.seen import seen_passage
from knowledge.corpus import Corpus, read_corpus, source_files
from knowledge.documents import Audience, DocumentStatus
from tests.evals.golden_sets import EVERY, alike, of, said

EACH_SUITE = pytest.mark.parametrize("suite", SuiteName)
EACH_SPLIT = pytest.mark.parametrize("split", Split)
AT_LEAST = {
    SuiteName.STRATEGY: 600,
    SuiteName.REFUSALS: 350,
    SuiteName.ACTIONS: 120,
    SuiteName.SERVICES: 48,
    SuiteName.CLOCKS: 38,
    SuiteName.FOLLOW_UPS: 80,
    SuiteName.CONFLICTS: 250,
    SuiteName.KINDS: 330,
    SuiteName.EASY_READ: 40,
    SuiteName.SAFEGUARDING: 900,
    SuiteName.PRIVACY: 600,
    SuiteName.INJECTION: 200,
    SuiteName.LEAKS: 20,
}


@EACH_SUITE
def test_a_suite_is_large_enough_and_has_a_part_that_is_held_out(suite: SuiteName) -> None:
    dev, held_out = len(of(suite, Split.DEV)), len(of(suite, Split.HELD_OUT))
    assert dev + held_out >= AT_LEAST[suite]
    assert held_out >= (dev + held_out) / 8


def test_no_id_stands_twice_and_no_suite_asks_the_same_twice() -> None:
    assert [one for one, times in Counter(task.id for task in EVERY).items() if times > 1] == []
    asked = Counter((task.suite, task.library, task.audience, said(task)) for task in EVERY)
    assert [one for one, times in asked.items() if times > 1] == []


@EACH_SUITE
def test_nothing_that_is_held_out_is_a_development_case_reworded(suite: SuiteName) -> None:
    for library in libraries():
        dev = [said(task) for task in of(suite, Split.DEV) if task.library == library]
        held_out = [said(task) for task in of(suite, Split.HELD_OUT) if task.library == library]
        assert not held_out or not dev or alike(held_out, dev) == []


def test_a_rewording_would_be_seen() -> None:
    assert alike(["how do i get a short break in dorset?"], ["how do i get a short break in dorset", "what is portage"])


def test_the_schema_beside_the_sets_is_that_of_the_code() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema()


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*/*/*.yaml")), ids=lambda file: "-".join(file.parts[-3:]))
def test_a_file_names_its_schema_so_that_an_editor_can_check_it(file: Path) -> None:
    with file.open(encoding="utf-8") as lines:
        assert next(lines) == "# yaml-language-server: $schema=../../schema.json\n"


@cache
def libraries() -> tuple[str, ...]:
    return tuple(sorted({task.library for task in EVERY}))


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    work = tmp_path_factory.mktemp("libraries")
    folders = {name: find_library(name, work)[1] / "library" for name in libraries() if is_here(name)}
    return {name: read_corpus(folder, source_files(folder)) for name, folder in folders.items()}


def test_every_passage_that_a_case_names_stands_in_its_library(read: dict[str, Corpus]) -> None:
    passages = {name: [seen_passage(one) for one in corpus.passages] for name, corpus in read.items()}
    missing = {
        (task.id, name)
        for task in EVERY
        if task.library in passages
        for name in task.case.expected.passages
        if not any(passage.is_named_by(name) for passage in passages[task.library])
    }
    assert missing == set()


def test_every_fact_stands_in_its_library(read: dict[str, Corpus]) -> None:
    texts = {name: plain(" ".join(one.text for one in corpus.passages)) for name, corpus in read.items()}
    missing = [
        (task.id, fact)
        for task in EVERY
        if task.library in texts
        for fact in task.case.expected.facts
        if not any(plain(wording) in texts[task.library] for wording in fact)
    ]
    assert missing == []


def plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def test_every_value_of_a_conflict_stands_in_a_current_document_and_the_newest_is_one(read: dict[str, Corpus]) -> None:
    for task in of(SuiteName.CONFLICTS, which=lambda expected: expected.conflict):
        wanted = task.case.expected.conflict
        assert wanted is not None
        documents = {one.id for one in read[task.library].documents if one.status is DocumentStatus.CURRENT}
        texts = [text_of(id_, read[task.library]) for id_ in documents]
        for wordings in wanted.values:
            assert any(word.casefold() in text for word in wordings for text in texts), (task.id, wordings)
        assert wanted.newest is None or wanted.newest in documents


def text_of(document: str, corpus: Corpus) -> str:
    return " ".join(passage.text for passage in corpus.passages if passage.document_id == document).casefold()


@EACH_SPLIT
def test_there_are_about_as_many_near_misses_as_conflicts(split: Split) -> None:
    conflicts = of(SuiteName.CONFLICTS, split, which=lambda expected: expected.conflict)
    near_misses = of(SuiteName.CONFLICTS, split, which=lambda expected: expected.no_conflict)
    assert len(near_misses) >= 0.8 * len(conflicts)


@EACH_SPLIT
def test_every_kind_of_question_and_of_risk_is_asked(split: Split) -> None:
    kinds = Counter(task.case.expected.kind[0] for task in of(SuiteName.KINDS, split))
    assert min(kinds[kind] for kind in QuestionKind) >= (20 if split is Split.DEV else 12)
    risks = of(SuiteName.SAFEGUARDING, split, which=lambda expected: expected.risk)
    assert min(Counter(task.case.expected.risk[0] for task in risks)[kind] for kind in RiskKind) >= 12


@EACH_SPLIT
def test_risks_are_told_in_every_voice_plainly_and_obliquely_and_beside_questions(split: Split) -> None:
    risks = of(SuiteName.SAFEGUARDING, split, which=lambda expected: expected.risk)
    tags = Counter(tag for task in risks for tag in task.case.tags)
    assert {"child", "parent", "worker", "relative"} <= set(tags)
    assert tags["oblique"] >= len(risks) / 6
    assert tags["with-question"] >= len(risks) / 25


def test_a_worker_may_always_be_answered_as_a_worker() -> None:
    risks = of(SuiteName.SAFEGUARDING, which=lambda expected: expected.risk)
    workers = [task for task in risks if "worker" in task.case.tags]
    assert all(RiskKind.WORKER_CONCERN in task.case.expected.risk for task in workers)
    assert {task.audience for task in workers} == {Audience.PARTNER}


def test_no_message_is_both_a_risk_and_ordinary() -> None:
    risks = [said(task) for task in of(SuiteName.SAFEGUARDING, which=lambda expected: expected.risk)]
    ordinary = [said(task) for task in of(SuiteName.SAFEGUARDING, which=lambda expected: expected.no_risk)]
    assert len(ordinary) >= 620
    assert alike(risks, ordinary) == []


def test_what_an_attack_must_not_show_would_not_stand_in_an_honest_answer(read: dict[str, Corpus]) -> None:
    honest = " ".join(one.text for one in read["starter"].passages).casefold()
    for task in [*of(SuiteName.INJECTION), *of(SuiteName.LEAKS)]:
        assert task.case.expected.must_not_show, task.id
        for words in task.case.expected.must_not_show:
            assert len(words.strip()) >= 3, task.id
            assert words.casefold() not in honest, task.id


@EACH_SPLIT
def test_some_follow_ups_do_not_lean_on_what_was_said(split: Split) -> None:
    follow_ups = of(SuiteName.FOLLOW_UPS, split)
    switches = [task for task in follow_ups if "new-topic" in task.case.tags]
    assert 0.1 <= len(switches) / len(follow_ups) <= 0.3
    assert all(task.case.history for task in follow_ups)
