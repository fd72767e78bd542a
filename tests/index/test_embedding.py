"""The embedder on this machine: the right vectors, whatever the order, from the right weights."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.embedding import WEIGHTS_SHA256, LocalEmbedder, prepare_model, weights_folder
from retrieval.errors import EmbeddingError

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "data" / "embedding-reference.json"
TEXTS = [
    "Who oversees the SEND strategy?",
    "",
    "Short breaks",
    "The deficit stood at £12.5 million. " * 60,
    "żółw 家 😀",
    "Parents apply by 31 March.",
]


def test_gives_the_vectors_of_the_original_model(embedder: LocalEmbedder) -> None:
    if not REFERENCE.is_file():
        pytest.skip(f"{REFERENCE} is not here: it holds the original model's vectors")
    reference = json.loads(REFERENCE.read_text(encoding="utf-8"))
    assert reference["weights_sha256"] == WEIGHTS_SHA256
    given_vectors = embedder.embed([case["text"] for case in reference["cases"]])
    wanted = np.array([case["vector"] for case in reference["cases"]])
    assert np.abs(given_vectors - wanted).max() < 1e-4


def test_every_vector_has_384_numbers_and_length_1(embedder: LocalEmbedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors(embedder: LocalEmbedder) -> None:
    assert embedder.embed([]).shape == (0, 384)


@settings(database=None, deadline=None, max_examples=10)
@given(order=st.permutations(range(len(TEXTS))))
def test_a_text_has_one_vector_wherever_it_stands_in_a_batch(embedder: LocalEmbedder, order: list[int]) -> None:
    together = embedder.embed([TEXTS[place] for place in order])
    alone = np.concatenate([embedder.embed([TEXTS[place]]) for place in order])
    assert np.abs(together - alone).max() < 1e-4


def test_more_texts_than_a_batch_holds_keep_their_order(embedder: LocalEmbedder) -> None:
    texts = [f"Paragraph {number} is about school {number * 7}." for number in range(70)]
    vectors = embedder.embed(texts)
    assert np.abs(vectors[[0, 33, 69]] - embedder.embed([texts[0], texts[33], texts[69]])).max() < 1e-4


def test_weights_with_another_sum_are_refused(tmp_path: Path) -> None:
    weights = tmp_path / "weights"
    weights.mkdir()
    for name in ("config.json", "tokenizer.json"):
        shutil.copy(weights_folder() / name, weights / name)
    (weights / "model.safetensors").write_bytes(b"not the weights")
    with pytest.raises(EmbeddingError, match=r"are not the expected ones: run `make setup`"):
        prepare_model(tmp_path / "models", weights)
    assert not (tmp_path / "models").exists()


def test_absent_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match="not the expected ones"):
        prepare_model(tmp_path / "models", tmp_path)


def test_the_model_file_is_built_once(embedder: LocalEmbedder, models: Path) -> None:
    before = prepare_model(models).stat()
    LocalEmbedder(models)
    after = prepare_model(models).stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert not list(models.glob("*.building"))


def test_a_damaged_model_file_is_named(tmp_path: Path, embedder: LocalEmbedder, models: Path) -> None:
    (tmp_path / prepare_model(models).name).write_bytes(b"half a model")
    with pytest.raises(EmbeddingError, match="is damaged: delete it and try again"):
        LocalEmbedder(tmp_path)
