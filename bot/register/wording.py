"""How the parts of a row are said where the plan leaves them out."""

from knowledge.actions import Action

NO_OWNER, NO_DATE, NO_STATUS = "Owner not named", "no date given", "status not given"


def owners_words(action: Action) -> str:
    """The owners of a row: "Head of SEND (Dorset Council); NHS Dorset Integrated Care Board"."""
    said = []
    for owner in action.owners:
        both = owner.role and owner.organisation
        said.append(
            f"{owner.role} ({owner.organisation})" if both else owner.role or owner.organisation or owner.written
        )
    return "; ".join(said) or NO_OWNER


def due_words(action: Action) -> str:
    """The due date as its plan writes it."""
    return action.due.written.strip() or NO_DATE


def status_words(action: Action) -> str:
    """The status as its plan writes it."""
    return action.status_written.strip() or NO_STATUS
