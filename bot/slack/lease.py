"""How long a job belongs to the process that works on it, and when it is given up."""

from datetime import timedelta

from pydantic import BaseModel, ConfigDict


class Patience(BaseModel):
    """The waits of the Slack surface."""

    model_config = ConfigDict(frozen=True)

    lease: timedelta = timedelta(seconds=20)  # after which a job of a process that died is taken over
    sweep: timedelta = timedelta(seconds=5)  # between looks for such jobs
    answer: timedelta = timedelta(seconds=60)  # the longest wait for an answer
    in_one_piece: timedelta = timedelta(seconds=0.7)  # an answer that comes within this is posted whole
    too_old: timedelta = timedelta(minutes=10)  # a question that nobody expects an answer to any more
    between_tries: timedelta = timedelta(seconds=2)  # doubled with each try
    tries: int = 10
    goodbye: timedelta = timedelta(seconds=25)  # that a process which is stopped takes to finish its answers

    def before_try(self, number: int) -> timedelta:
        """The wait before a job is tried again."""
        doubled: float = self.between_tries.total_seconds() * 2 ** max(number - 1, 0)
        return timedelta(seconds=min(doubled, 120.0))
