"""An answer as the messages that show it."""

from collections.abc import Sequence

from bot.answer import Answer, Mode
from bot.slack.blocks.buttons import Offers, button_blocks
from bot.slack.blocks.packing import pack, text_of
from bot.slack.blocks.rows import listed_blocks, table_blocks
from bot.slack.blocks.said import conflict_blocks, statement_blocks, urgent_blocks
from bot.slack.blocks.sources import citation_blocks, glossary_blocks, looked_at_blocks, next_step_blocks
from bot.slack.blocks.text import SECTION, context, paragraphs, pieces
from bot.slack.work import Block, Message
from prompts.slack import say


def answer_messages(answer: Answer, offers: Offers, lead: Sequence[str] = ()) -> tuple[Message, ...]:
    """The messages that show an answer, nearly always one. ``lead``: lines of ours before it, formatted."""
    first = [context(line) for line in lead]
    new, plain = (
        pack([*first, *answer_blocks(answer, plain=plain), *button_blocks(answer, offers, plain=plain)])
        for plain in (False, True)
    )
    if len(new) != len(plain):  # the plain form decides, so that either can stand in for the other
        new = plain
    text = fallback_text(answer)
    texts = [
        text if part == 0 else say("continued", part=str(part + 1), parts=str(len(new))) for part in range(len(new))
    ]
    return tuple(
        Message(text=said, blocks=tuple(blocks), plain=tuple(old))
        for said, blocks, old in zip(texts, new, plain, strict=True)
    )


def answer_blocks(answer: Answer, *, plain: bool, without_statements: bool = False) -> list[Block]:
    """All that an answer says, the urgent part first. ``plain``: without the newer kinds of block."""
    cited = {citation.number: citation for citation in answer.citations}
    blocks = urgent_blocks(answer.urgent) if answer.urgent else []
    if not without_statements:
        blocks += statement_blocks(answer)
    blocks += conflict_blocks(answer.conflicts, cited)
    blocks += listed_blocks(answer.actions, cited) if plain else table_blocks(answer.actions, cited)
    blocks += _notice(answer)
    blocks += citation_blocks(answer.citations)
    blocks += [] if answer.statements or answer.actions else looked_at_blocks(answer.looked_at)
    blocks += next_step_blocks(answer.next_steps)
    blocks += glossary_blocks(answer.glossary)
    return [*blocks, context(_footer(answer))]


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
