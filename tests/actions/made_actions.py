"""Actions made by hand, without a plan's file."""

from knowledge.actions import Action, ActionStatus, load_organisations, understand_date
from knowledge.actions.owners import read_owners


def action(
    ref: str, owner: str = "DC", due: str = "", status: ActionStatus = ActionStatus.ON_TRACK, **more: str
) -> Action:
    read = read_owners(owner, load_organisations())
    return Action(
        ref=ref,
        priority=more.get("priority", "Inclusion"),
        action=more.get("text", f"Do what {ref} says"),
        owners=read.owners,
        joint=read.joint,
        start=understand_date(more.get("start", "")),
        due=understand_date(due),
        status=status,
        document_id=more.get("document", "plan"),
        passage_id=f"plan:{ref}",
        locator=f"row {ref}",
    )
