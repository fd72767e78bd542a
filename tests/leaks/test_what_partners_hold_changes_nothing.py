"""For the public a library with papers for partners is, byte for byte, the library without them."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.documents import Audience
from tests.leaks.held import HeldIndex, assistant_on, client_of, everything_sent
from tests.leaks.libraries import Library, libraries, questions_about, write

many = settings(max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(st.data(), libraries())
def test_whatever_is_asked_the_same_bytes_are_sent_with_and_without_them(data: st.DataObject, library: Library) -> None:
    questions = data.draw(st.lists(questions_about(library.words), min_size=2, max_size=3))
    history = data.draw(st.lists(questions_about(library.words), max_size=2))
    names = ["guide", "plan", "plan-2", "guide-2", "no-such-paper", *(secret.name for secret in library.secrets)]
    names += [f"{secret.name}-old" for secret in library.secrets]
    with TemporaryDirectory() as folder:
        sent = [
            everything_sent(
                client_of(assistant_on(HeldIndex(write(library, Path(folder) / str(both), with_secrets=both)))),
                questions,
                history,
                names,
            )
            for both in (True, False)
        ]
    assert sent[0] == sent[1]


@many
@given(st.data(), libraries())
def test_no_word_of_theirs_is_sent_to_who_did_not_use_it(data: st.DataObject, library: Library) -> None:
    questions = data.draw(st.lists(questions_about(library.words), min_size=1, max_size=3))
    with TemporaryDirectory() as folder:
        index = HeldIndex(write(library, Path(folder)))
        sent = everything_sent(client_of(assistant_on(index)), questions, [], ["guide", "plan"]).lower()
    used = " ".join(questions).lower()
    assert [word for word in library.words if word not in used and word.encode() in sent] == []


@settings(max_examples=15, deadline=None, database=None)
@given(libraries())
def test_partners_do_find_their_words(library: Library) -> None:
    """Or the tests above would prove nothing."""
    with TemporaryDirectory() as folder:
        ring = HeldIndex(write(library, Path(folder))).search(Audience.PARTNER).ring
    held = " ".join(passage.text for passage in ring.passages).lower()
    assert any(word in held for word in library.words)
    assert {document.audience for document in ring.documents.values()} == set(Audience)


@settings(max_examples=25, deadline=None, database=None)
@given(libraries())
def test_ids_versions_and_links_of_the_public_ring_tell_nothing_of_the_other(library: Library) -> None:
    with TemporaryDirectory() as folder:
        found = [
            HeldIndex(write(library, Path(folder) / str(both), with_secrets=both)).search(Audience.PUBLIC)
            for both in (True, False)
        ]
    rings = [search.ring for search in found]
    assert list(rings[0].documents) == list(rings[1].documents)
    assert rings[0].documents == rings[1].documents
    assert rings[0].passages == rings[1].passages
    assert found[0].library == found[1].library
    assert all(document.supersedes in {None, *rings[0].documents} for document in rings[0].documents.values())
