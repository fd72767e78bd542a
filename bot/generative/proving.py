"""Turns a statement that a model wrote into one that is proved, into its quote, or into nothing."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from bot.check import is_proved_statement
from bot.draft import DraftStatement, Proof
from bot.generative.shapes import WrittenStatement
from bot.proof.readings import turns
from knowledge.documents import LocatorKind, Passage
from knowledge.quotes import normalise, stands_in
from knowledge.sentences import split_sentences
from retrieval.search import Found
from retrieval.words import content_stems

SHORTEST_QUOTE = 3  # words; fewer could stand anywhere
LONGEST_SAID = 350  # characters of a quote that is said in place of a statement


class Proved(BaseModel):
    """A statement that may be shown, and whether it is the model's own wording."""

    model_config = ConfigDict(frozen=True)

    statement: DraftStatement
    is_own_wording: bool


def prove(written: WrittenStatement, evidence: Sequence[Found], language: str = "en") -> Proved | None:
    """The statement if its quote proves it; the quote itself if it stands but proves less; else nothing.

    A quote is widened to the whole sentences that it is taken from: half of one can say what the whole
    does not. It may stand in another passage than the model says, because a number is easily mistaken.
    """
    found = _where(written, evidence)
    if found is None:
        return None
    quote = _whole_sentences(written.quote, found.passage)
    proof = Proof(document=found.document, passage=found.passage, quote=quote)
    statement = DraftStatement(text=normalise(written.text), proofs=(proof,), written_by_model=True, language=language)
    if is_proved_statement(statement):
        return Proved(statement=statement, is_own_wording=True)
    said = _nearest_sentence(written.text, quote)
    return Proved(statement=DraftStatement(text=said, proofs=(proof,)), is_own_wording=False)


def _where(written: WrittenStatement, evidence: Sequence[Found]) -> Found | None:
    if len(written.quote.split()) < SHORTEST_QUOTE:
        return None
    numbered = evidence[written.passage - 1 : written.passage] if written.passage > 0 else ()
    holding = [found for found in (*numbered, *evidence) if stands_in(written.quote, found.passage.text)]
    return holding[0] if holding else None


def _whole_sentences(quote: str, passage: Passage) -> str:
    """The shortest run of whole sentences (in a list or a table: lines) of the passage that holds the quote."""
    wanted = normalise(quote)
    lines = [line.strip() for line in passage.text.splitlines() if line.strip()]
    in_lines = len(lines) > 1 or passage.locator.kind is LocatorKind.ROW
    sentences = lines if in_lines else list(split_sentences(lines[0]))
    led = in_lines and lines[0].endswith(":") and turns(lines[0])  # "Nobody need do any of these:"
    runs = (
        ("\n" if in_lines else " ").join(sentences[start : start + length])
        for length in range(1, len(sentences) + 1)
        for start in range(1 if led else len(sentences) - length + 1)
    )
    return next((one for one in runs if wanted in normalise(one)), passage.text)


def _nearest_sentence(text: str, quote: str) -> str:
    """All of a short quote; of a long one the sentence that shares most words with the statement."""
    if len(quote) <= LONGEST_SAID:
        return quote
    wanted = set(content_stems(text))
    return max(split_sentences(quote), key=lambda sentence: len(wanted & set(content_stems(sentence))))
