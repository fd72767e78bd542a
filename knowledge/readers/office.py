"""Tells a real Office file from what only has its name: a password, the old format, something else."""

from knowledge.errors import UnreadableDocument

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_office(data: bytes, name: str, kind: str) -> None:
    """Refuse a file that is no .docx or .xlsx inside, saying what it is instead."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableDocument(name, "is password protected. Save a copy without the password.")
        raise UnreadableDocument(name, f"is in an old Office format. Open it and save it as .{kind}.")
    if not data.startswith(b"PK"):
        raise UnreadableDocument(name, f"is damaged, or not really a .{kind} file. Open it and save it again.")
