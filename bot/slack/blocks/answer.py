"""An answer as the messages that show it."""

from collections.abc import Iterable, Sequence

from bot.answer import Answer, Mode
from bot.safeguarding.kinds import Urgent
from bot.slack.blocks.buttons import Offers, button_blocks
from bot.slack.blocks.packing import Shown, pack, same, text_of
from bot.slack.blocks.rows import table_blocks
from bot.slack.blocks.said import conflict_blocks, statement_blocks, urgent_blocks
from bot.slack.blocks.sources import citation_blocks, glossary_blocks, looked_at_blocks, next_step_blocks
from bot.slack.blocks.text import SECTION, context, paragraphs, pieces
from bot.slack.work import Block, Message
from prompts.slack import say


def answer_messages(
    answer: Answer, offers: Offers, lead: Iterable[str] = (), *, without_statements: bool = False
) -> tuple[Message, ...]:
    """The messages that show an answer, nearly always one.

    ``lead``: lines of ours before it, formatted. ``without_statements``: when they stand in the message already.
    """
    blocks = [*same(context(line) for line in lead), *answer_blocks(answer, without_statements=without_statements)]
    return messages_of([*blocks, *button_blocks(answer, offers)], fallback_text(answer))


def messages_of(blocks: Sequence[Shown], text: str) -> tuple[Message, ...]:
    """Blocks as messages; ``text`` is what the first says in a notification."""
    pages = pack(blocks)
    return tuple(
        Message(
            text=say("continued", part=str(number), parts=str(len(pages))) if number > 1 else text,
            blocks=tuple(shown.new for shown in page),
            plain=tuple(block for shown in page for block in shown.plain),
        )
        for number, page in enumerate(pages, start=1)
    )


def answer_blocks(answer: Answer, *, without_statements: bool = False) -> list[Shown]:
    """All that an answer says, the urgent part first."""
    cited = {citation.number: citation for citation in answer.citations}
    blocks = same(urgent_blocks(answer.urgent)) if answer.urgent else []
    if not without_statements:
        blocks += same(statement_blocks(answer))
    blocks += same(conflict_blocks(answer.conflicts, cited))
    blocks += table_blocks(answer.actions, cited)
    blocks += same(_notice(answer))
    blocks += same(citation_blocks(answer.citations))
    blocks += same([] if answer.statements or answer.actions else looked_at_blocks(answer.looked_at))
    blocks += same(next_step_blocks(answer.next_steps))
    blocks += same(glossary_blocks(answer.glossary))
    return [*blocks, *same([context(_footer(answer))])]


def urgent_message(urgent: Urgent) -> Message:
    """The fixed text for a risk, when it cannot wait for the answer."""
    blocks = tuple(urgent_blocks(urgent))
    return Message(text=text_of([urgent.heading, *urgent.lines]), blocks=blocks, plain=blocks)


def _notice(answer: Answer) -> list[Block]:
    said = [answer.notice] if answer.notice else []
    if answer.removed:
        said.append(say("removed", kinds=", ".join(kind.value.replace("_", " ") for kind in answer.removed)))
    return paragraphs(piece for text in said for piece in pieces(text, SECTION))


def _footer(answer: Answer) -> str:
    worded = "worded_generative" if answer.mode is Mode.GENERATIVE else "worded_extractive"
    return say(worded, id=answer.id[:8])


def fallback_text(answer: Answer) -> str:
    """What a notification shows and a screen reader says: the answer's own words, as far as Slack takes them."""
    urgent = (answer.urgent.heading, *answer.urgent.lines) if answer.urgent else ()
    texts = [*urgent, *(item.text for item in answer.statements)]
    texts += [answer.notice] if answer.notice else []
    return text_of(texts) or say("sources")
