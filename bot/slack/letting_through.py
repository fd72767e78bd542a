"""The last look before anything is shown: whether whoever will see it may see it."""

from bot.answer import Answer, Part
from bot.safeguarding.kinds import Urgent
from knowledge.documents import Audience


class LeakError(Exception):
    """The assistant gave something of a ring that the readers may not see; it is stopped here."""


def let_through(part: Part, readers: Audience) -> None:
    """Do nothing when these readers may see it. Raises LeakError."""
    if isinstance(part, Urgent):
        return  # the fixed text for a risk is for everybody
    rings = {citation.document.audience for citation in part.citations}
    if isinstance(part, Answer):
        rings.add(part.audience)
    if not all(readers.sees(ring) for ring in rings):
        raise LeakError("an answer held something that its readers may not see")
