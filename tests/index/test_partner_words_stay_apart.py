"""What is for partners is in no byte that answers the public."""

import pytest

from knowledge.documents import Audience
from retrieval.embedding import LocalEmbedder
from retrieval.generations import index_folder
from retrieval.index import Index
from retrieval.search import Query
from tests.index.sample_library import CANARIES, Built


def files_holding(built: Built, ring: str, word: str) -> list[str]:
    """The files of a ring that hold a word, in any of the ways that files hold text."""
    wanted = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    folder = index_folder(built.data) / "0001" / ring
    found = [path for path in folder.rglob("*") if path.is_file()]
    assert found
    return [path.name for path in found if any(text in path.read_bytes().lower() for text in wanted)]


@pytest.mark.parametrize("word", CANARIES)
def test_no_file_of_the_public_ring_holds_a_partner_word(built: Built, word: str) -> None:
    assert files_holding(built, "public", word) == []


@pytest.mark.parametrize("word", CANARIES)
def test_the_same_search_finds_the_word_in_the_partner_ring(built: Built, word: str) -> None:
    assert files_holding(built, "partner", word) != []


def test_the_public_ring_has_no_stem_vector_or_name_of_the_partner_document(
    built: Built, embedder: LocalEmbedder
) -> None:
    index = Index(built.data, lambda: embedder)
    public, partner = index.search(Audience.PUBLIC), index.search(Audience.PARTNER)
    hidden = {passage.id for passage in partner.ring.passages} - {passage.id for passage in public.ring.passages}
    assert hidden
    assert set(public.ring.documents) == {"strategy", "transport"}
    assert public.ring.nearest.count() == len(partner.ring.passages) - len(hidden)
    for id_ in hidden:
        vector = partner.ring.vectors[partner.ring.row_of[id_]]
        assert max(float(row @ vector) for row in public.ring.vectors) < 0.99
    assert public.vocabulary.spelling.meant("quizaciously") != "quizzaciously"


def test_a_search_with_the_partners_own_words_brings_the_public_nothing_of_theirs(
    built: Built, embedder: LocalEmbedder
) -> None:
    index = Index(built.data, lambda: embedder)
    query = Query.of("Who owns the quizzaciously recovery plan of Priya Nakamura at Zephyrwood?")
    assert index.search(Audience.PARTNER).find(query)[0].document.id == "plan"
    found = index.search(Audience.PUBLIC).find(query, limit=100)
    assert {one.document.audience for one in found} == {Audience.PUBLIC}
