"""What stands around a name: the cues of rules.yaml, made patterns."""

import re
from functools import cache

from bot.personal_data.rules import not_names, rules

LOOK = 90  # characters looked at on either side
_WORD_AFTER = re.compile(r"(?:['’]s)? ([^\W\d_]+(?:-[^\W\d_]+)?)(?: ([^\W\d_]+))?")


@cache
def matcher(name: str) -> re.Pattern[str]:
    """A rule for what stands before or after, by its name in rules.yaml."""
    value = getattr(rules().names, name)
    if isinstance(value, str):
        return re.compile(value, re.IGNORECASE)
    before = name.startswith(
        ("before", "own_role", "introduces", "place_", "asked_before", "topic_before", "not_after", "article_before")
    )
    return rules().pattern(value, before=before)


def introduced(before: str) -> bool:
    """Whether what stands before brings in a name."""
    return bool(matcher("introduces").search(before) or matcher("before").search(before))


def is_institution(shown: bool, after: str) -> bool:
    """Whether what stands after makes an institution, a thing or a place of a name: "Victoria School"."""
    match = _WORD_AFTER.match(after)
    if not match:
        return False
    first, second = match.group(1), match.group(2) or ""
    listed = not_names().institutions
    if first.lower() in listed:
        return True
    return shown and first[0].isupper() and second[:1].isupper() and second.lower() in listed


def capital_follows(after: str) -> bool:
    """Whether the next word has a capital."""
    match = _WORD_AFTER.match(after)
    return bool(match and match.group(1)[0].isupper())
