"""The errors of the clocks: one for whoever asks for a date, one for whoever keeps the file."""


class ClockError(Exception):
    """A clock cannot be run as asked: no such clock, or a date that cannot be right. Says what to change."""


class ClockFileError(Exception):
    """The file of clocks is wrong. One line: the file, the clock, the step, and what is the matter."""
