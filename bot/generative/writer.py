"""A model as the assistant uses it: it reads questions and writes answers, and never stands in the way of one."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from langchain_core.messages import HumanMessage, SystemMessage

from bot.answer import FallBack
from bot.draft import Draft, DraftStatement
from bot.extractive.judge import rank
from bot.extractive.match import Candidate
from bot.generative.compose import Composed, compose_with_model
from bot.generative.reading import Reading, read_with_model
from bot.generative.settling import settle
from bot.generative.shapes import EasyAnswer
from bot.model.background import Stop
from bot.model.errors import ModelFailed
from bot.model.model import LanguageModel
from bot.proof.words import load_parser
from bot.reading import ReadQuestion
from knowledge.documents import Audience
from prompts.prompt import prompt
from retrieval.search import Found

MOST_PASSAGES = 8
PROMPTS = ("understand", "compose", "easy_read")


class Writer:
    """Reads with a model and writes with it."""

    def __init__(self, model: LanguageModel, today: Callable[[], date]) -> None:
        """``today``: the day that questions such as "what is late" are asked on."""
        self.model = model
        self._today = today

    @property
    def prompts(self) -> str:
        """The prompts that answers are written with, and their versions."""
        return ", ".join(f"{name} {prompt(name).version}" for name in PROMPTS)

    def warm_up(self) -> None:
        """Load what the first answer would wait for."""
        load_parser()

    def read(self, question: str, history: Sequence[str], kinds: str, stop: Stop | None = None) -> Reading | FallBack:
        """The model's reading of a question, or why there is none."""
        try:
            return read_with_model(question, history, kinds, self.model, self._today(), stop)
        except ModelFailed as error:
            return error.fell_back

    def write(
        self,
        read: ReadQuestion,
        candidates: list[Candidate],
        own: Draft,
        audience: Audience,
        stop: Stop | None = None,
    ) -> Iterator[DraftStatement | Draft]:
        """Each statement as soon as it is proved, then the draft that they make with ``own``.

        ``own`` is what the documents' own sentences answer.
        """
        evidence = best_passages(candidates)
        if not evidence:
            yield own
            return
        for item in compose_with_model(read.text, evidence, self.model, audience, read.language, stop):
            yield settle(item, own, read.language) if isinstance(item, Composed) else item

    def simplify(self, statements: Sequence[str]) -> list[tuple[int, str]]:
        """Statements in easy words, each line with the place of its statement; none when the model fails."""
        numbered = "\n".join(f"{number}. {text}" for number, text in enumerate(statements, start=1))
        told = prompt("easy_read").fill(statements="They are in the next message.")
        try:
            easy = self.model.ask([SystemMessage(told), HumanMessage(numbered)], EasyAnswer)
        except ModelFailed:
            return []
        return [(line.statement - 1, line.text) for line in easy.lines]


def best_passages(candidates: list[Candidate]) -> list[Found]:
    """The passages of the best sentences, best first."""
    seen = {candidate.found.passage.id: candidate.found for _, candidate in reversed(rank(candidates))}
    return list(reversed(seen.values()))[:MOST_PASSAGES]
