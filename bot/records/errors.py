"""The errors of this room, each written for the person who has to act on it. None holds a word of a question."""


class RecordsUnusable(Exception):
    """The database of records cannot be read or written: locked, full, read-only, damaged or not there."""


class NoSuchAnswer(Exception):
    """No answer of this id is on record for this reader."""
