"""What a person at risk is shown: fixed words and contacts, chosen by the kind of risk and by who seems to write."""

from datetime import date

from bot.safeguarding.kinds import RiskKind, Urgent, UrgentContact
from bot.safeguarding.recognise import Risk, Voice
from knowledge.contacts import all_contacts, confirmed_contact
from knowledge.documents import Audience
from prompts.safeguarding_texts import SafeguardingText, Words, safeguarding_text


def urgent_for(risk: Risk, audience: Audience) -> Urgent:
    """The words and contacts for a risk; those for staff go to partners, and simpler ones to a child."""
    text = safeguarding_text(risk.kind.value)
    words = _words(text, risk, audience)
    found = (confirmed_contact(id_) for id_ in words.contacts)
    return Urgent(
        kind=risk.kind,
        heading=text.heading,
        lines=words.lines,
        contacts=tuple(
            UrgentContact(name=one.name, phone=one.phone, text=one.text, web=one.web, hours=one.hours)
            for one in found
            if one
        ),
        text_version=text.version,
    )


def _words(text: SafeguardingText, risk: Risk, audience: Audience) -> Words:
    if audience is Audience.PARTNER:
        return text.staff
    # On the public page a worker's voice may as well be a relative's: the family's words fit both.
    return text.child if risk.voice is Voice.CHILD else text.family


def texts_to_review(today: date) -> list[str]:
    """What the keepers of the texts and contacts should look at, a line for each."""
    lines = []
    for kind in RiskKind:
        text = safeguarding_text(kind.value)
        if not text.signed:
            lines.append(f"The safeguarding text {kind.value} is not signed off by the partnership.")
        elif text.review_due and text.review_due < today:
            lines.append(f"The safeguarding text {kind.value} was due for review on {text.review_due}.")
    for contact in all_contacts():
        if not contact.confirmed:
            lines.append(f"{contact.name}: not confirmed, so it is not shown. {contact.source}.")
        elif contact.review_due < today:
            lines.append(f"{contact.name}: its number was to be checked again by {contact.review_due}.")
    return lines
