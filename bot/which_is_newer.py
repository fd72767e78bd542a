"""Which of the documents that disagree is the newer: said only where their dates tell."""

from collections.abc import Sequence

from bot.draft import DraftConflict
from knowledge.dates import say_date
from knowledge.documents import Document
from prompts.notices import notices


def which_is_newer(conflicts: Sequence[DraftConflict]) -> list[str]:
    """A sentence on the documents of each conflict; one that holds for several is said once."""
    return list(dict.fromkeys(_of_one(conflict) for conflict in conflicts))


def _of_one(conflict: DraftConflict) -> str:
    texts = notices()
    documents = list({one.proof.document.id: one.proof.document for one in conflict.readings}.values())
    if len(documents) == 1:
        return texts.say("conflict_in_one", title=documents[0].title)
    undated = [document.title for document in documents if document.published is None]
    if undated:
        return texts.say("conflict_undated", titles=_listed(undated))
    newest = _newest(documents)
    day = newest[0].published
    date = say_date(day) if day else ""
    if len(newest) == len(documents):
        return texts.say("conflict_same_date", date=date)
    if len(newest) > 1:
        return texts.say("conflict_newest_several", titles=_listed([document.title for document in newest]), date=date)
    return texts.say("newer" if len(documents) == 2 else "newest", title=newest[0].title, date=date)


def _newest(documents: Sequence[Document]) -> list[Document]:
    last = max(document.published for document in documents if document.published)
    return [document for document in documents if document.published == last]


def _listed(titles: list[str]) -> str:
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
