"""Find: the passages that may answer, and how well each of their sentences speaks of the question."""

from bot.extractive.match import Candidate, Matcher
from bot.understand import Understanding
from retrieval.search import Search


def find(asked: Understanding, search: Search) -> list[Candidate]:
    """Every sentence of the best passages, measured. Raises EmbeddingError, IndexBroken."""
    return Matcher(asked, search.vocabulary).candidates(search.find(asked.query))
