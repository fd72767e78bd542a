"""The second look, by likeness to examples: it adds to the rules, and its failing takes nothing from them."""

import os
from pathlib import Path

import pytest

from bot.build import likeness_maker
from bot.safeguarding.examples import examples
from bot.safeguarding.kinds import RiskKind
from bot.safeguarding.learned import tuned_embedder
from bot.safeguarding.likeness import Likeness
from bot.safeguarding.recognise import recognise
from bot.settings import Settings
from knowledge.documents import Audience
from retrieval.embedding import Vectors
from retrieval.errors import EmbeddingError

ROOT = Path(__file__).parents[2]
OBLIQUE = "I feel like a stranger in my own life and there is nothing left for me here"


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return Likeness(tuned_embedder(Path(os.environ.get("SIGNPOST_TEST_MODELS") or ROOT / ".cache" / "models")))


def test_there_are_examples_of_every_kind_and_of_none() -> None:
    assert set(examples().risks) == set(RiskKind)
    assert len(examples().ordinary) > 300


def test_a_message_without_a_rule_is_recognised_by_its_likeness(likeness: Likeness) -> None:
    assert recognise(OBLIQUE, Audience.PUBLIC) is None
    risk = recognise(OBLIQUE, Audience.PUBLIC, likeness)
    assert risk is not None
    assert risk.kind in {RiskKind.PARENT_SELF_HARM, RiskKind.CHILD_SELF_HARM}
    assert risk.words == (OBLIQUE,)


@pytest.mark.parametrize(
    "text", ["", "ok", "How do I apply for transport?", "Which actions in the plan are overdue, and who owns them?"]
)
def test_an_ordinary_question_is_not(likeness: Likeness, text: str) -> None:
    assert recognise(text, Audience.PUBLIC, likeness) is None


class FailingEmbedder:
    """An embedder that is down."""

    name = "failing"

    def embed(self, texts: list[str]) -> Vectors:
        raise EmbeddingError("down")


def test_an_embedder_that_fails_leaves_the_rules_standing() -> None:
    failing = Likeness(FailingEmbedder())
    assert recognise(OBLIQUE, Audience.PUBLIC, failing) is None
    assert recognise("my dad hits me", Audience.PUBLIC, failing) is not None


def test_where_the_tuned_encoder_cannot_be_written_the_rules_stand_alone(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    assert likeness_maker(Settings(models=tmp_path / "models", data=tmp_path))() is None
