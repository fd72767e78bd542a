"""The errors of this room, each written for the person who has to act on it."""


class LibraryError(Exception):
    """The library as a whole cannot be used: it is missing, empty or its register is wrong."""


class UnreadableDocument(Exception):
    """One file cannot be read. Says which, why, and what to do; the other files still can."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason
