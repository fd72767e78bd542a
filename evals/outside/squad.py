"""Reads SQuAD: Wikipedia paragraphs, questions about them, and some that they do not answer.

Rajpurkar et al. 2018, Know What You Don't Know: Unanswerable Questions for SQuAD. The task there is to read one
paragraph that is given. Here the paragraph has to be found first among all those of the file, which is harder; and an
unanswerable question was only seen to have no answer in its own paragraph, so another may now and then hold one.
"""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError

from evals.outside.layout import Article, Item
from evals.outside.sets import OutsideError, OutsideQuestion, OutsideSet, sampled


class _Answer(BaseModel):
    text: str


class _Question(BaseModel):
    id: str
    question: str
    answers: tuple[_Answer, ...] = ()
    is_impossible: bool = False  # the first version of SQuAD has no such questions, and no such field


class _Paragraph(BaseModel):
    context: str
    qas: tuple[_Question, ...]


class _Article(BaseModel):
    title: str
    paragraphs: tuple[_Paragraph, ...]


class _File(BaseModel):
    data: tuple[_Article, ...]


def read_squad(path: Path, limit: int | None = None) -> OutsideSet:
    """A file in the shape of SQuAD 1.1 or 2.0, with all of its paragraphs and ``limit`` of its questions.

    Raises OutsideError.
    """
    try:
        read = _File.model_validate_json(path.read_bytes())
    except OSError as error:
        raise OutsideError(f"{path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file as a whole"
        raise OutsideError(f"{path} is not in the shape of SQuAD: {where}: {first['msg']}.") from error
    questions = list(_questions(read, path))
    if not questions:
        raise OutsideError(f"{path} holds no question.")
    return OutsideSet(
        name=path.stem,
        articles=tuple(_article(number, article) for number, article in enumerate(read.data) if article.paragraphs),
        questions=sampled(questions, limit),
        questions_in_all=len(questions),
    )


def _article(number: int, article: _Article) -> Article:
    items = (
        Item(id=_item_id(number, place), text=paragraph.context) for place, paragraph in enumerate(article.paragraphs)
    )
    return Article(title=article.title.replace("_", " "), items=tuple(items))


def _item_id(article: int, paragraph: int) -> str:
    return f"{article}.{paragraph}"


def _questions(read: _File, path: Path) -> Iterator[OutsideQuestion]:
    seen: set[str] = set()
    for number, article in enumerate(read.data):
        for place, paragraph in enumerate(article.paragraphs):
            for asked in paragraph.qas:
                if asked.id in seen:
                    raise OutsideError(f"{path}: two questions have the id {asked.id}.")
                seen.add(asked.id)
                answers = tuple(dict.fromkeys(answer.text for answer in asked.answers if answer.text.strip()))
                if not asked.is_impossible and not answers:
                    raise OutsideError(f"{path}: question {asked.id} has no answer, and is not said to be impossible.")
                yield OutsideQuestion(
                    id=asked.id,
                    text=asked.question.strip(),
                    grades={} if asked.is_impossible else {_item_id(number, place): 1},
                    answers=() if asked.is_impossible else answers,
                )
