"""Contacts: whom a person at risk can ring, text or write to, each read on a page that is named."""

from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, model_validator


class Contact(BaseModel):
    """Somebody to reach in need. A way that could not be confirmed is left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    phone: str | None
    text: str | None
    web: str | None
    hours: str | None
    national: bool
    for_whom: str
    source: str
    source_address: str | None
    checked: date
    review_due: date
    confirmed: bool

    @model_validator(mode="after")
    def _can_be_reached(self) -> "Contact":
        if self.confirmed and not (self.source_address and (self.phone or self.text or self.web)):
            raise ValueError(f"contacts.yaml: {self.id} is confirmed, but has no source, or no way to reach it")
        return self


class _Contacts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    contacts: tuple[Contact, ...]

    @model_validator(mode="after")
    def _once(self) -> "_Contacts":
        ids = [contact.id for contact in self.contacts]
        if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            raise ValueError(f"contacts.yaml names twice: {', '.join(twice)}")
        return self


@cache
def all_contacts() -> tuple[Contact, ...]:
    """Every entry of knowledge/contacts.yaml, confirmed or not."""
    text = (files("knowledge") / "contacts.yaml").read_text(encoding="utf-8")
    return _Contacts.model_validate(yaml.safe_load(text)).contacts


def confirmed_contact(id_: str) -> Contact | None:
    """A contact that may be shown. Raises KeyError for an id that the file does not know."""
    contact = {contact.id: contact for contact in all_contacts()}[id_]
    return contact if contact.confirmed else None
