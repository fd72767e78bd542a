"""Finds the rows that a question to the register asks for, and says in plain words what was looked for."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from bot.register.question import ActionQuestion
from knowledge.actions import Action, ActionQuery, ActionRegister, ActionResult, load_organisations
from knowledge.actions.query import known_name, query_in_words
from knowledge.documents import Document, DocumentStatus


class RowsFound(BaseModel):
    """The rows that fit, out of how many, and how the question was read."""

    model_config = ConfigDict(frozen=True)

    rows: tuple[Action, ...]
    total: int
    unsure: tuple[Action, ...]
    understood: str


def find_rows(asked: ActionQuestion, register: ActionRegister, documents: Mapping[str, Document]) -> RowsFound:
    """Every row that fits, no more and no fewer."""
    first = register.query(asked.query)
    results = [first, *(register.query(query) for query in asked.or_else)]
    fits, unsure = _either(results, "rows"), _either(results, "unsure")
    if asked.also:
        fits, unsure = _all_of(asked, register, fits), _all_of(asked, register, unsure)
    several = len(results) > 1
    rows = tuple(action for action in register.actions if id(action) in fits) if several else tuple(fits.values())
    return RowsFound(
        rows=rows,
        total=first.total,
        unsure=tuple(unsure.values()),
        understood=_understood(asked, len(rows), first.total, len(unsure), documents),
    )


def _either(results: list[ActionResult], part: str) -> dict[int, Action]:
    return {id(action): action for result in results for action in getattr(result, part)}


def _all_of(asked: ActionQuestion, register: ActionRegister, found: dict[int, Action]) -> dict[int, Action]:
    for query in asked.also:
        meets = {id(action) for action in register.query(query).rows}
        found = {key: action for key, action in found.items() if key in meets}
    return found


def _understood(asked: ActionQuestion, count: int, total: int, unsure: int, documents: Mapping[str, Document]) -> str:
    said = f"{question_in_words(asked)}: {count} of {total}{plans_in_words(asked.query.documents, documents)}."
    if unsure:
        said += f" {unsure} more with a date that was not understood."
    return " ".join((said, *(f"{note}." for note in asked.notes)))


def question_in_words(asked: ActionQuestion) -> str:
    """What was looked for: "Actions owned by NHS Dorset, due up to 31 March 2026"."""
    organisations = load_organisations()
    words = query_in_words(asked.query.model_copy(update={"documents": ()}), organisations)
    for query in asked.also:
        words += f", and by {known_name(query.owner or '', organisations)}"
    if asked.or_else:
        words += ", or " + ", or ".join(_difference(query, asked.query) for query in asked.or_else)
    return words


def _difference(query: ActionQuery, base: ActionQuery) -> str:
    organisations = load_organisations()
    if query.ref != base.ref:
        return f"the reference {query.ref}"
    if query.priority != base.priority:
        return f'the priority "{query.priority}"'
    return known_name(query.owner or "", organisations)


def plans_in_words(ids: tuple[str, ...], documents: Mapping[str, Document]) -> str:
    """Where it was looked: " in the 2024 plan, which has been replaced"."""
    titles = []
    for id_ in ids:
        if id_ in documents:
            replaced = documents[id_].status is DocumentStatus.SUPERSEDED
            titles.append(documents[id_].title + (", which has been replaced by a newer one" if replaced else ""))
    return f" in {' and '.join(titles)}" if titles else ""
