"""Reads passages before anything is quoted from them: while a model thinks, there is time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

from bot.proof.forms import forms_of_sentence
from bot.proof.readings import sentences_of_quote


@contextmanager
def reading_ahead(texts: Sequence[str]) -> Iterator[None]:
    """Read the texts, in their order, in a thread of its own that ends with the block."""
    ended = Event()

    def read() -> None:
        for text in texts:
            for sentence in sentences_of_quote(text):
                if ended.is_set():
                    return
                forms_of_sentence(sentence, False)

    thread = Thread(target=read, name="reading-ahead", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
