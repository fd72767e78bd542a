"""``signpost actions``: the action register, asked by filters; every row that fits, and nothing else."""

import csv
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.cli.indexing import build_index
from bot.cli.terminal import complain, err, out
from bot.register.changes import ChangesFound, find_changes
from bot.register.finding import RowsFound, find_rows
from bot.register.lexicon import current_plans, lexicon_of
from bot.register.question import ActionQuestion, ChangeKind, Wants
from bot.register.rows import COLUMNS, Row, flat, row_of, spreadsheet_safe
from bot.register.spans import Span, read_span
from bot.register.standing import statuses_meant
from bot.register.wording import due_words, owners_words, status_words
from bot.settings import Settings
from knowledge.actions import Action, ActionQuery, ActionRegister, ActionStatus, load_organisations
from knowledge.documents import Audience
from retrieval.errors import IndexMissing
from retrieval.generations import current_name, index_folder, read_manifest
from retrieval.rings import RingTexts, read_texts

BAD_USAGE = 2
Text = str | None
_DAY = "such as 2026-03-31, March 2026 or Q4 2025/26"


def actions(
    day: Annotated[
        Text, typer.Argument(help="The day for --late; today when it is left out.", show_default=False)
    ] = None,
    owner: Annotated[Text, typer.Option(help="A role or an organisation, by any of its names.")] = None,
    organisation: Annotated[Text, typer.Option(help="An organisation; its roles count as it.")] = None,
    priority: Annotated[Text, typer.Option(help="Words of the priority's name.")] = None,
    due_before: Annotated[Text, typer.Option(help=f"Due before this, {_DAY}.")] = None,
    due_after: Annotated[Text, typer.Option(help="Due after this.")] = None,
    due_by: Annotated[Text, typer.Option(help="Due by the end of this.")] = None,
    late: Annotated[bool, typer.Option("--late", help="Late today, or on the DAY that is given.")] = False,
    status: Annotated[
        list[str] | None, typer.Option(help="How it stands: red, amber, on track, outstanding...; may be given again.")
    ] = None,
    without_owner: Annotated[bool, typer.Option("--without-owner", help="No owner is named.")] = False,
    without_date: Annotated[bool, typer.Option("--without-date", help="No due date is given.")] = False,
    joint: Annotated[bool, typer.Option("--joint", help="Given to several owners together.")] = False,
    ref: Annotated[Text, typer.Option(help="The action's reference.")] = None,
    text: Annotated[Text, typer.Option(help="Words that all stand in the action, its measure or its notes.")] = None,
    plan: Annotated[list[str] | None, typer.Option(help="Id of a plan; the current ones by default.")] = None,
    plans_compared: Annotated[
        tuple[str, str] | None, typer.Option("--compare", help="Ids of an older and a newer plan.", metavar="OLD NEW")
    ] = None,
    audience: Annotated[Audience, typer.Option(help="Whose documents may be used.")] = Audience.PUBLIC,
    as_json: Annotated[bool, typer.Option("--json", help="Print the rows as JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the rows as CSV.")] = False,
) -> int:
    """List the actions of the delivery plans that meet every filter given, with where each stands."""
    today = datetime.now(UTC).date()
    if as_json and as_csv:
        raise typer.BadParameter("give --json or --csv, not both")
    if day is not None and not late:
        raise typer.BadParameter(f'"{day}" means nothing here; a day can be given after --late')
    query = ActionQuery(
        owner=owner,
        organisation=organisation,
        priority=priority,
        due_before=_span(due_before, today).first if due_before else None,
        due_after=_span(due_after, today).last if due_after else None,
        due_on_or_before=_span(due_by, today).last if due_by else None,
        late_on=(_span(day, today).last if day else today) if late else None,
        statuses=_statuses(status or []),
        without_owner=without_owner,
        without_date=without_date,
        joint=True if joint else None,
        ref=ref,
        text=text,
    )
    settings = Settings()
    shown = _Library(_texts(settings, audience), settings.public_url.rstrip("/"))
    if plans_compared:
        return shown.compare(query, shown.known(plans_compared), as_json=as_json, as_csv=as_csv)
    return shown.rows(query, shown.known(plan or ()), as_json=as_json, as_csv=as_csv)


def _span(text: str, today: date) -> Span:
    span = read_span(text.casefold(), today)
    if span is None or span.unclear:
        raise typer.BadParameter(f'"{text}" is not a date that can be read for certain. Write it as 2026-03-31.')
    return span


def _statuses(words: Sequence[str]) -> tuple[ActionStatus, ...]:
    found: list[ActionStatus] = []
    for word in words:
        meant = statuses_meant(word)
        if not meant:
            known = ", ".join(status.value for status in ActionStatus)
            raise typer.BadParameter(f'"{word}" is no status. Use one of {known}, or red, amber, green, outstanding.')
        found.extend(meant)
    return tuple(dict.fromkeys(found))


def _texts(settings: Settings, audience: Audience) -> RingTexts:
    """What an asker of this audience may see. Neither vectors nor a model are opened for it."""
    try:
        name = current_name(settings.data)
    except IndexMissing:
        err.print("There is no index yet. Making it now...")
        build_index(settings)
        name = current_name(settings.data)
    if audience not in read_manifest(settings.data, name).passages:
        return RingTexts(documents=(), passages=(), sentences=())
    return read_texts(index_folder(settings.data) / name / audience.value)


class _Library:
    """The plans that the asker may see, and how their rows are shown."""

    def __init__(self, texts: RingTexts, base: str) -> None:
        self._base = base
        self._documents = {document.id: document for document in texts.documents}
        self._passages = {passage.id: passage for passage in texts.passages}
        self._register = ActionRegister(texts.actions, load_organisations())
        self._lexicon = lexicon_of(self._register)

    def known(self, plans: Sequence[str]) -> tuple[str, ...]:
        """The plans named, or the current ones. Ends the command when there is no such plan."""
        unknown = [plan for plan in plans if plan not in self._lexicon.plans]
        if unknown:
            there = ", ".join(self._lexicon.plans) or "none"
            raise typer.BadParameter(f"there is no plan {unknown[0]} here. Plans: {there}")
        return tuple(plans) or current_plans(self._lexicon, self._documents)

    def rows(self, query: ActionQuery, plans: tuple[str, ...], *, as_json: bool, as_csv: bool) -> int:
        """Print the rows that fit."""
        asked = ActionQuestion(query=query.model_copy(update={"documents": plans}))
        found = find_rows(asked, self._register, self._documents)
        if as_json:
            _print_json(
                understood=found.understood,
                total=found.total,
                rows=self._dumped(found.rows),
                unsure=self._dumped(found.unsure),
            )
        elif as_csv:
            _print_csv([flat(self._row(action)) for action in found.rows], list(COLUMNS))
            complain(found.understood)
        else:
            _show(found)
        return 0

    def compare(self, query: ActionQuery, plans: tuple[str, ...], *, as_json: bool, as_csv: bool) -> int:
        """Print what changed between two plans."""
        if plans[0] == plans[1]:
            complain("The two plans to compare are the same.")
            return BAD_USAGE
        asked = ActionQuestion(
            query=query.model_copy(update={"documents": ()}), wants=Wants.COMPARE, changes=tuple(ChangeKind)
        )
        found = find_changes(asked, self._register, self._documents, (plans[0], plans[1]))
        if as_json:
            changes = [
                {
                    "kind": change.kind.value,
                    "ref": change.ref,
                    "old": self._one(change.old),
                    "new": self._one(change.new),
                }
                for change in found.changes
            ]
            _print_json(understood=found.understood, older=plans[0], newer=plans[1], changes=changes)
        elif as_csv:
            _print_csv(_change_cells(found), ["change", "ref", "action", "before", "now"])
        else:
            out.print(escape(found.understood))
        return 0

    def _row(self, action: Action) -> Row:
        return row_of(action, self._documents, self._passages, self._base)

    def _one(self, action: Action | None) -> object:
        return self._row(action).model_dump(mode="json") if action else None

    def _dumped(self, rows: Sequence[Action]) -> list[object]:
        return [self._one(action) for action in rows]


def _print_json(**values: object) -> None:
    print(json.dumps(values, ensure_ascii=False))


def _print_csv(rows: list[dict[str, str]], columns: list[str]) -> None:
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: spreadsheet_safe(cell) for name, cell in row.items()} for row in rows)


def _change_cells(found: ChangesFound) -> list[dict[str, str]]:
    cells = []
    for change in found.changes:
        before, now = (
            f"{owners_words(row)}; due {due_words(row)}; {status_words(row)}" if row else ""
            for row in (change.old, change.new)
        )
        row = change.new or change.old
        action = row.action if row else ""
        cells.append({"change": change.kind.value, "ref": change.ref, "action": action, "before": before, "now": now})
    return cells


def _show(found: RowsFound) -> None:
    table = Table(show_lines=True, expand=True)
    for name, share in (("Ref", None), ("Action", 4), ("Owner", 2), ("Due", 2), ("Status", 2), ("Where", 2)):
        table.add_column(name, ratio=share, no_wrap=share is None)
    for action in found.rows:
        cells = (action.ref or "-", action.action, owners_words(action), due_words(action), status_words(action))
        table.add_row(*(escape(cell) for cell in (*cells, action.locator)))
    if found.rows:
        out.print(table)
    out.print(escape(found.understood))
