"""Actions as a table, and as a file when there are many."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.answer import ActionShown, Citation
from bot.register.rows import spreadsheet_safe
from bot.slack.blocks.packing import Shown
from bot.slack.blocks.text import SECTION, escape, mark, paragraphs, pieces, web_address
from bot.slack.work import Block
from prompts.slack import say

FILE_FROM = 15  # actions; with more, there is a file too
_ROWS, _CHARACTERS = 100, 8000  # of a table; Slack's limits are 100 rows and 10,000 characters
_COLUMNS = ("Ref", "Action", "Owner", "Due", "Status", "Source")


def owners_shown(action: ActionShown) -> str:
    """The owners as a reader says them: "Head of SEND (Dorset Council); NHS Dorset"."""
    said = []
    for owner in action.owners:
        both = owner.role and owner.organisation
        said.append(f"{owner.role} ({owner.organisation})" if both else owner.role or owner.organisation or "")
    return "; ".join(filter(None, said)) or say("no_owner")


def _cells(action: ActionShown) -> tuple[str, str, str, str, str]:
    due, status = action.due or say("no_date"), action.status or say("no_status")
    return action.ref or "–", action.action, owners_shown(action), due, status


def table_blocks(actions: Sequence[ActionShown], cited: Mapping[int, Citation]) -> list[Shown]:
    """The actions as tables, every row whole and with its citation; as text where there are no tables."""
    head = [_cell([{"type": "text", "text": name, "style": {"bold": True}}]) for name in _COLUMNS]
    settings = [{"is_wrapped": True} for _ in _COLUMNS]
    return [
        Shown(
            {"type": "table", "column_settings": settings, "rows": [head, *(_row(one, cited) for one in part)]},
            tuple(listed_blocks(part, cited)),
        )
        for part in _parts(actions, cited)
    ]


def _parts(actions: Iterable[ActionShown], cited: Mapping[int, Citation]) -> Iterator[list[ActionShown]]:
    """As many actions as a table takes, and so on."""
    held: list[ActionShown] = []
    size = 0
    for action in actions:
        length = sum(map(len, _cells(action))) + len(web_address(cited[action.citation]) or "")
        if held and (size + length > _CHARACTERS or len(held) == _ROWS - 1):
            yield held
            held, size = [], 0
        held.append(action)
        size += length
    if held:
        yield held


def _row(action: ActionShown, cited: Mapping[int, Citation]) -> list[Block]:
    texts = [_cell([{"type": "text", "text": cell}]) for cell in _cells(action)]
    return [*texts, _cell([_source(cited[action.citation])])]


def _cell(elements: list[Block]) -> Block:
    # Rich text is shown as it is: nothing in it is read as a mention or as formatting.
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _source(citation: Citation) -> Block:
    address, label = web_address(citation), f"[{citation.number}]"
    return {"type": "link", "url": address, "text": label} if address else {"type": "text", "text": label}


def listed_blocks(actions: Iterable[ActionShown], cited: Mapping[int, Citation]) -> list[Block]:
    """The same actions as text, for where a table cannot stand."""
    return paragraphs(text for action in actions for text in _listed(action, cited[action.citation]))


def _listed(action: ActionShown, citation: Citation) -> list[str]:
    ref, what, owner, due, status = map(escape, _cells(action))
    whole = f"*{ref}* {what}\n{owner} · {due} · {status} {mark(citation)}"
    if len(whole) <= SECTION:
        return [whole]
    rest = pieces(f"{action.ref or ''} {action.action}"), pieces(" · ".join(_cells(action)[2:]))
    return [*rest[0], *rest[1], mark(citation)]


def actions_file(actions: Iterable[ActionShown], cited: Mapping[int, Citation]) -> str:
    """The actions as CSV, safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_COLUMNS[:5], "Document", "Place", "Link"])
    for action in actions:
        citation = cited[action.citation]
        cells = (*_cells(action), citation.document.title, citation.locator, web_address(citation) or "")
        writer.writerow([spreadsheet_safe(cell) for cell in cells])
    return out.getvalue()
