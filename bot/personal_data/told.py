"""Tells a person what was taken out of their question."""

from collections.abc import Sequence

from bot.personal_data.kinds import PersonalDataKind
from prompts.personal_data import personal_data_texts


def told(removed: Sequence[PersonalDataKind]) -> str:
    """One sentence that names the kinds taken out, or an empty text when there were none."""
    if not removed:
        return ""
    texts = personal_data_texts()
    *first, last = [texts.kinds[kind.value] for kind in removed]
    return texts.told.format(what=f"{', '.join(first)} and {last}" if first else last)
