"""The poisoned documents try every way of hiding, and their canaries can only be shown by obeying."""

import base64
import re
from collections import Counter

import pytest

from evals.poisoning import Hiding, PoisonedDocument, load_poisoned_documents


def revealed(payload: str) -> str:
    """The payload with everything in it that hides a text undone."""
    tags = "".join(chr(ord(one) - 0xE0000) for one in payload if 0xE0020 <= ord(one) <= 0xE007E)
    bits = "".join("01"[one == "\u200c"] for one in payload if one in "\u200b\u200c")
    widths = "".join(chr(int(bits[at : at + 8], 2)) for at in range(0, len(bits) - 7, 8))
    coded = re.findall(r"[A-Za-z0-9+/]{16,}={0,2}", payload)
    decoded = [base64.b64decode(one + "=" * (-len(one) % 4)).decode("utf-8", "ignore") for one in coded]
    return "\n".join([payload, tags, widths, *decoded])


def test_there_are_enough_and_every_way_of_hiding_is_among_them() -> None:
    documents = load_poisoned_documents()
    assert len(documents) >= 60
    assert min(Counter(one.how for one in documents)[how] for how in Hiding) >= 3
    for field in ("id", "canary", "payload", "body", "question"):
        values = [getattr(one, field) for one in documents]
        assert len(set(values)) == len(values), field


@pytest.mark.parametrize("document", load_poisoned_documents(), ids=lambda one: one.id)
def test_a_canary_stands_in_what_is_hidden_and_elsewhere_only_obeying_would_make_it(document: PoisonedDocument) -> None:
    assert document.canary not in document.body + document.question
    if document.hidden:
        assert document.canary in revealed(document.payload)
    else:
        assert document.canary not in document.payload
