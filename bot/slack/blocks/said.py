"""What is said: the urgent text, the statements with their numbers, and the documents that disagree."""

from collections.abc import Iterable, Mapping

from bot.answer import Answer, Citation, Conflict, ShownStatement
from bot.safeguarding.kinds import Urgent, UrgentContact
from bot.slack.blocks.text import (
    SECTION,
    context,
    escape,
    escape_markdown,
    mark,
    paragraphs,
    pieces,
    section,
    web_address,
)
from bot.slack.work import Block
from prompts.slack import say

_FIELDS = 2  # readings side by side
_FIELD = 2000  # characters, Slack's limit
_SECTIONS_SO_FAR = 3  # whole sections; the answer itself takes as many messages as it needs


def urgent_blocks(urgent: Urgent) -> list[Block]:
    """The fixed text for a risk, with the contacts, before everything else."""
    texts = [f":rotating_light: *{escape(urgent.heading)}*", *map(escape, urgent.lines)]
    return [*paragraphs(texts), *paragraphs(_contact(contact) for contact in urgent.contacts), {"type": "divider"}]


def _contact(contact: UrgentContact) -> str:
    ways = [f"ring *{escape(contact.phone)}*"] if contact.phone else []
    ways += [f"text *{escape(contact.text)}*"] if contact.text else []
    ways += [escape(contact.web)] if contact.web else []
    ways += [escape(contact.hours)] if contact.hours else []
    return f"*{escape(contact.name)}*: {' · '.join(ways)}" if ways else f"*{escape(contact.name)}*"


def statement_blocks(answer: Answer) -> list[Block]:
    """The statements, each followed by the numbers of its citations."""
    cited = {citation.number: citation for citation in answer.citations}
    lines = answer.easy_read.lines if answer.easy_read else ()
    blocks = paragraphs(text for item in answer.statements for text in _with_marks(item.text, item.citations, cited))
    if answer.easy_read:
        head = [section(say("easy_read")), context(escape(answer.easy_read.label))]
        easy = paragraphs(text for line in lines for text in _with_marks(line.text, line.citations, cited))
        blocks = [*head, *easy, *([{"type": "divider"}, *blocks] if blocks else [])]
    return blocks


def _with_marks(text: str, numbers: Iterable[int], cited: Mapping[int, Citation]) -> list[str]:
    marks = "".join(f" {mark(cited[number])}" for number in numbers)
    *before, last = pieces(text) if text.strip() else [""]
    if len(last) + len(marks) <= SECTION:
        return [*before, f"{last}{marks}"]
    return [*before, last, marks.strip()]


def shown_blocks(statements: Iterable[ShownStatement]) -> list[Block]:
    """Statements of an answer that is still being made, as many as one message holds."""
    blocks = paragraphs(
        text
        for item in statements
        for text in _with_marks(item.text, _numbers(item), {one.number: one for one in item.citations})
    )
    return blocks[:_SECTIONS_SO_FAR]


def _numbers(statement: ShownStatement) -> list[int]:
    return [citation.number for citation in statement.citations]


def streamed(statement: ShownStatement) -> str:
    """A statement in standard markdown, as a stream takes it."""
    marks = ""
    for citation in statement.citations:
        address = web_address(citation)
        number = f"\\[{citation.number}\\]"
        marks += f" [{number}]({address.replace(')', '%29')})" if address else f" {number}"
    return f"{escape_markdown(statement.text)}{marks}\n\n"


def conflict_blocks(conflicts: Iterable[Conflict], cited: Mapping[int, Citation]) -> list[Block]:
    """The values that documents give for the same thing, side by side."""
    blocks: list[Block] = []
    for conflict in conflicts:
        about, *more = pieces(conflict.about, SECTION - 200)
        blocks += paragraphs([say("conflict", about=about), *more])
        readings = [_reading(one.value, cited[one.citation]) for one in conflict.readings]
        if any(len(reading) > _FIELD for reading in readings):
            blocks += paragraphs(reading for reading in readings)
            continue
        for start in range(0, len(readings), _FIELDS):
            fields = [{"type": "mrkdwn", "text": text, "verbatim": True} for text in readings[start : start + _FIELDS]]
            blocks.append({"type": "section", "fields": fields})
    return blocks


def _reading(value: str, citation: Citation) -> str:
    document = citation.document
    dated = f"{document.published.day} {document.published:%B %Y}" if document.published else say("undated")
    return f"*{escape(value)}* {mark(citation)}\n{escape(document.title)} ({dated})"
