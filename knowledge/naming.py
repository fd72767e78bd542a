"""Gives every document of a library an id of its own, so that no public id tells what is kept for partners."""

from collections.abc import Sequence

from knowledge.documents import Audience, Document


def with_own_ids(documents: Sequence[Document], registered: Sequence[bool]) -> tuple[Document, ...]:
    """The documents in their order, each with a free id. ``registered`` tells whose id the register gives.

    The innermost ring chooses first, and in each ring the registered before the inferred: what partners have, and
    how it is called, leaves no mark on a public id, and so on no public address. A document keeps what it
    supersedes when that has to be called something else.
    """
    ids: dict[int, str] = {}
    taken: set[str] = set()
    renamed: dict[str, str] = {}
    for ring in Audience:
        own = [place for place, document in enumerate(documents) if document.audience is ring]
        for place in sorted(own, key=lambda place: not registered[place]):
            wanted = documents[place].id
            ids[place] = _free(wanted, taken)
            taken.add(ids[place])
            if registered[place]:
                renamed[wanted] = ids[place]
    return tuple(
        document.model_copy(
            update={"id": ids[place], "supersedes": renamed.get(document.supersedes or "", document.supersedes)}
        )
        for place, document in enumerate(documents)
    )


def _free(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    return candidate
