"""Splits a unit that is too long for one passage, at list items or at the ends of sentences."""

from pydantic import BaseModel, ConfigDict

from knowledge.sentences import split_sentences


class Lengths(BaseModel):
    """How long a passage may become, in characters. A keeper may change these."""

    model_config = ConfigDict(frozen=True)

    paragraph: int = 1_800
    part: int = 1_200
    list: int = 1_500
    lead_in: int = 300


def split_lines(lines: list[str], is_list: bool, has_lead_in: bool, lengths: Lengths) -> list[str]:
    """Make the text of one passage, or of several parts when the lines are too long for one."""
    text = "\n".join(lines)
    if is_list and len(lines) > 1:
        return [text] if len(text) <= lengths.list else _split_list(lines, has_lead_in, lengths)
    if len(text) <= lengths.paragraph:
        return [text]
    return [part for line in lines for part in _split_running(line, lengths.part, lengths.paragraph)]


def _split_list(lines: list[str], has_lead_in: bool, lengths: Lengths) -> list[str]:
    """Each part repeats the lead-in, without which its items mean nothing."""
    items = [part for line in lines[has_lead_in:] for part in _split_running(line, lengths.part, lengths.list)]
    first = lines[0] if has_lead_in else ""
    again = first
    if len(first) > lengths.lead_in:
        # Only the sentence that leads in to the list is repeated, not the whole paragraph before it.
        again = split_sentences(first)[-1][-lengths.lead_in :]
    parts: list[list[str]] = [[first] if first else []]
    size = len(first)
    for item in items:
        if size + len(item) > lengths.list and len(parts[-1]) > has_lead_in:
            parts.append([again] if again else [])
            size = len(again)
        parts[-1].append(item)
        size += len(item) + 1
    return ["\n".join(part) for part in parts]


def _split_running(line: str, wanted: int, most: int) -> list[str]:
    if len(line) <= most:
        return [line]
    parts: list[str] = []
    held = ""
    for sentence in split_sentences(line):
        for piece in _hard_split(sentence, most):
            if held and len(held) + 1 + len(piece) > wanted:
                parts.append(held)
                held = piece
            else:
                held = f"{held} {piece}".strip()
    return [*parts, held] if held else parts


def _hard_split(sentence: str, most: int) -> list[str]:
    """A sentence longer than a passage may be is cut between words; a word, if need be, within."""
    pieces: list[str] = []
    while len(sentence) > most:
        space = sentence.rfind(" ", most // 2, most)
        at = space if space > 0 else most
        pieces.append(sentence[:at].strip())
        sentence = sentence[at:].strip()
    return [*pieces, sentence] if sentence else pieces
