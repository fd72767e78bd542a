"""Asks Signpost and its peers the same questions of the same passages, one library at a time."""

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from bot.build import embedder_maker
from bot.settings import Settings
from evals.cases import Split, SuiteName, Task
from evals.golden import load_tasks
from evals.libraries import OUTSIDE, Library, is_here, prepare
from evals.peers.haystack_pipelines import HybridHaystack, PlainHaystack
from evals.peers.langchain_pipelines import HybridLangChain, PlainLangChain
from evals.peers.llama_index_pipelines import HybridLlamaIndex, PlainLlamaIndex
from evals.peers.marking import Asked, CutOff, Row, choose_cut_off, row_of, row_of_answers
from evals.peers.our_search import SearchAlone
from evals.peers.peer import Bench, Entry, Text, check_installed
from evals.peers.table import Comparison
from evals.runner import Plan, run
from evals.seen import SeenPassage
from knowledge.documents import Audience, Passage
from retrieval.embedding import Embedder
from retrieval.index import Index
from retrieval.rings import indexed_text
from retrieval.search import Search

SUITES = (SuiteName.STRATEGY, SuiteName.REFUSALS)
PEERS = (
    Entry("LangChain + Chroma", PlainLangChain, ("langchain_chroma",)),
    Entry("LlamaIndex", PlainLlamaIndex, ("llama_index.core",)),
    Entry("Haystack", PlainHaystack, ("haystack",)),
    Entry(
        "LangChain, hybrid",
        HybridLangChain,
        ("langchain_chroma", "langchain_classic", "langchain_community", "rank_bm25"),
    ),
    Entry("LlamaIndex, hybrid", HybridLlamaIndex, ("llama_index.core", "llama_index.retrievers.bm25")),
    Entry("Haystack, hybrid", HybridHaystack, ("haystack",)),
)
OURS = Entry("Signpost's search alone", SearchAlone)


class Ready(NamedTuple):
    """A library that Signpost has indexed, with the questions asked of it."""

    library: Library
    search: Search
    tasks: tuple[Task, ...]
    seconds: float

    def passages(self) -> tuple[Passage, ...]:
        """What is asked about. What speaks to machines is never shown by Signpost, so nobody gets it."""
        return tuple(one for one in self.search.ring.passages if not one.for_machines)


class Bay:
    """The questions of a split with their libraries, each indexed once, for whoever is measured."""

    def __init__(self, split: Split, work: Path, settings: Settings, outside: tuple[Path, ...] = OUTSIDE) -> None:
        """Nothing is indexed before it is needed. Indexing is timed, so ``work`` should be a new folder."""
        tasks = load_tasks(split, SUITES)
        self.split = split
        self.tasks = tuple(task for task in tasks if is_here(task.library, outside))
        self.left_out = tuple(sorted({task.library for task in tasks} - {task.library for task in self.tasks}))
        # Words of a model would hide what the search brings.
        self._settings = settings.model_copy(update={"model": "none"})
        self._work = work
        self._outside = outside

    @cached_property
    def embedder(self) -> Embedder:
        """The one embedding that all share."""
        return embedder_maker(self._settings)()

    @cached_property
    def ready(self) -> tuple[Ready, ...]:
        """Every library, indexed by Signpost. Raises what indexing raises."""
        by_library = sorted(self.tasks, key=lambda task: task.library)
        return tuple(
            self._prepared(name, tuple(tasks)) for name, tasks in groupby(by_library, key=lambda task: task.library)
        )

    def _prepared(self, name: str, tasks: tuple[Task, ...]) -> Ready:
        started = perf_counter()
        library = prepare(name, self._work, self._settings, self._outside)
        seconds = perf_counter() - started
        index = Index(library.settings.data, lambda: self.embedder)
        return Ready(library, index.search(Audience.PUBLIC), tasks, seconds)

    def ask_signpost(self) -> tuple[list[Asked], list[bool]]:
        """Whole answers, through the engine that measures all else; and which of them are refusals."""
        plan = Plan(self._work, self._settings, processes=1, outside=self._outside)
        outcomes = list(run([task for ready in self.ready for task in ready.tasks], plan))
        asked = [
            Asked(
                case=one.task.case,
                right=tuple(_is_right(one.task, passage) for passage in one.ranked),
                best={},
                took_ms=one.answer.took_ms,
            )
            for one in outcomes
        ]
        return asked, [one.is_refused for one in outcomes]

    def ask(self, entry: Entry) -> tuple[list[Asked], float]:
        """Every question to one peer, and the seconds that its indexing took."""
        asked: list[Asked] = []
        seconds = 0.0
        for ready in self.ready:
            peer = entry.make(Bench(self.embedder, ready.search))
            passages = {one.id: one for one in ready.passages()}
            started = perf_counter()
            peer.index([Text(one.id, indexed_text(one)) for one in passages.values()])
            seconds += perf_counter() - started
            peer.search("Ready?")  # what is only made at the first question is not counted as its time
            for task in ready.tasks:
                started = perf_counter()
                found = peer.search(task.case.question)
                took = (perf_counter() - started) * 1000
                right = tuple(_is_right(task, _seen(passages[id_])) for id_ in found.ranked)
                asked.append(Asked(task.case, right, found.best, took))
        return asked, seconds


def _seen(passage: Passage) -> SeenPassage:
    return SeenPassage(
        document=passage.document_id, anchor=passage.anchor, label=passage.locator.label, text=passage.text
    )


def _is_right(task: Task, passage: SeenPassage) -> bool:
    return any(passage.is_named_by(name) for name in task.case.expected.passages)


def compare(bay: Bay, cut_offs: dict[str, CutOff], peers: Sequence[Entry] = PEERS) -> Comparison:
    """One row each. A peer without a cut-off among ``cut_offs`` gets the best for these questions, and it is added."""
    indexing = sum(ready.seconds for ready in bay.ready)
    answers, refused = bay.ask_signpost()
    signpost = row_of_answers("Signpost", answers, refused, indexing)
    rows: list[Row] = [signpost]
    for entry in (OURS, *peers):
        asked, seconds = bay.ask(entry)
        cut_off = cut_offs.setdefault(entry.name, choose_cut_off(asked))
        took = indexing if entry is OURS else seconds
        rows.append(row_of(entry.name, asked, cut_off, took, signpost.refusing.wrongly))
    due = [task.case.expected.refusal for task in bay.tasks]
    return Comparison(
        split=bay.split,
        answerable=due.count(False),
        unanswerable=due.count(True),
        libraries=len(bay.ready),
        left_out=bay.left_out,
        passages=sum(len(ready.passages()) for ready in bay.ready),
        rows=tuple(rows),
    )


def measure_peers(
    split: Split,
    work: Path,
    settings: Settings,
    outside: tuple[Path, ...] = OUTSIDE,
    peers: Sequence[Entry] = PEERS,
) -> tuple[Comparison, ...]:
    """The comparison on dev; for held out that one and then held out, with the cut-offs chosen on dev.

    Raises PeerMissing, GoldenError, and what indexing raises.
    """
    check_installed(peers)
    cut_offs: dict[str, CutOff] = {}
    splits = (Split.DEV,) if split is Split.DEV else (Split.DEV, Split.HELD_OUT)
    return tuple(compare(Bay(one, work, settings, outside), cut_offs, peers) for one in splits)
