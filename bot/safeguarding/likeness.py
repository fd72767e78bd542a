"""A second look, for what no rule was written for: is a message, or a sentence of it, like a risk?

A tuned encoder and the wording judge together; both were learned from the examples, and both are local.
"""

import numpy as np
from pydantic import BaseModel, ConfigDict

from bot.safeguarding.kinds import RiskKind
from bot.safeguarding.learned import learned
from bot.safeguarding.pieces import pieces_of
from bot.safeguarding.wording import wording_scores
from retrieval.embedding import Embedder
from retrieval.words import content_stems

# How likely a sentence must be a risk where no rule says so, and where one does: see docs/decisions/safeguarding.md.
ALONE, BESIDE_A_RULE = 0.45, 0.03
_MOST_WORDS_OF_A_CRY, _SHARE_OF_OWN_WORDS, _LONGEST_LOOKED_AT = 40, 0.2, 2_000  # "help help help" is no repetition
_FEW_WORDS, _LESS_FOR_FEW_WORDS = 2, 2.0  # words that say something, as in "just turn up?": they say little
_LESS_FOR_A_SENTENCE = 3.0  # of the log of the odds: apart from its message, a sentence says less


class Alike(BaseModel):
    """A piece of a message that is like the examples of a kind of risk; ``chance`` from 0 to 1."""

    model_config = ConfigDict(frozen=True)

    kind: RiskKind
    start: int
    end: int
    chance: float


class Likeness:
    """Looks at the sentences of a message, one vector each."""

    def __init__(self, embedder: Embedder) -> None:
        """``embedder`` must be the one that was tuned for it: ``tuned_embedder``."""
        self.embedder = embedder

    def look(self, text: str) -> Alike | None:
        """The piece of the message that is most like a risk; none of a word or two. Raises EmbeddingError."""
        pieces = pieces_of(text)
        if not pieces or _only_repeats(text):
            return None
        known = learned()
        texts = [text[start:end] for start, end in pieces]
        vectors = self.embedder.embed(texts)
        odds = known.odds(vectors, wording_scores(texts, known.weighing))
        odds[1:] -= _LESS_FOR_A_SENTENCE
        if len(set(content_stems(text))) <= _FEW_WORDS:
            odds -= _LESS_FOR_FEW_WORDS
        best = int(np.argmax(odds))
        kind = int(np.argmax(known.kinds(vectors[best : best + 1])[0, 1:]))
        start, end = pieces[best]
        return Alike(kind=list(RiskKind)[kind], start=start, end=end, chance=float(1 / (1 + np.exp(-odds[best]))))


def _only_repeats(text: str) -> bool:
    """Whether a long text says the same few words over and over: nothing was learned of such texts."""
    words = text[:_LONGEST_LOOKED_AT].lower().split()
    return len(words) > _MOST_WORDS_OF_A_CRY and len(set(words)) < len(words) * _SHARE_OF_OWN_WORDS
