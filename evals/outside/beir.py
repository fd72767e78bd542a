"""Reads BEIR: a corpus, queries, and judgements of which items of the corpus are relevant, and how much.

Thakur et al. 2021, BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information Retrieval Models.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from evals.outside.layout import Article, Item
from evals.outside.sets import OutsideError, OutsideQuestion, OutsideSet, sampled

_COLUMNS = 3


class _Entry(BaseModel):
    id: str = Field(alias="_id")
    title: str | None = None
    text: str


def read_beir(path: Path, limit: int | None = None) -> OutsideSet:
    """A folder in the shape of BEIR, with its whole corpus and ``limit`` of its judged queries.

    Judgements are those of ``qrels/test.tsv``, as published figures are; without that file, all that are there.
    Raises OutsideError.
    """
    corpus = _by_id(path / "corpus.jsonl")
    queries = _by_id(path / "queries.jsonl")
    judged = _judgements(path / "qrels")
    if unknown := sorted(judged.keys() - queries.keys()):
        raise OutsideError(f"{path / 'queries.jsonl'} lacks a query that is judged: {', '.join(unknown[:5])}.")
    questions = [
        OutsideQuestion(id=id_, text=queries[id_].text.strip(), grades=grades)
        for id_, grades in judged.items()
        if grades and queries[id_].text.strip()
    ]
    if not questions:
        raise OutsideError(f"{path / 'qrels'} finds nothing relevant to any query.")
    return OutsideSet(
        name=path.name,
        articles=tuple(
            Article(title=entry.title or "", items=(Item(id=entry.id, text=entry.text),))
            for entry in corpus.values()
            if (entry.title or "").strip() or entry.text.strip()
        ),
        questions=sampled(questions, limit),
        questions_in_all=len(questions),
    )


def _by_id(file: Path) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for number, line in _lines(file):
        try:
            entry = _Entry.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise OutsideError(f"{file}, line {number}: {f'{where}: ' if where else ''}{first['msg']}.") from error
        if entry.id in entries:
            raise OutsideError(f"{file}, line {number}: the id {entry.id} was given before.")
        entries[entry.id] = entry
    if not entries:
        raise OutsideError(f"{file} is empty.")
    return entries


def _judgements(folder: Path) -> dict[str, dict[str, int]]:
    files = [folder / "test.tsv"] if (folder / "test.tsv").is_file() else sorted(folder.glob("*.tsv"))
    if not files:
        raise OutsideError(f"{folder} has no .tsv file of judgements.")
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for file in files:
        for number, line in _lines(file):
            cells = line.strip().split("\t")
            if number == 1 and len(cells) == _COLUMNS and not cells[-1].lstrip("-").isdigit():
                continue  # the names of the columns
            if len(cells) != _COLUMNS or not cells[-1].lstrip("-").isdigit():
                raise OutsideError(
                    f"{file}, line {number}: not a query, an item and a whole number, with tabs between."
                )
            query, item, grade = cells
            if int(grade) > 0:
                judged[query][item] = int(grade)
    return judged


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        with file.open(encoding="utf-8") as opened:
            yield from ((number, line) for number, line in enumerate(opened, 1) if line.strip())
    except OSError as error:
        raise OutsideError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise OutsideError(f"{file} cannot be read: it is not UTF-8.") from error
