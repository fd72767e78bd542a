"""Why a model gave nothing that can be used. Each says which mark the answer gets that comes instead."""

from bot.answer import FallBack


class ModelFailed(Exception):
    """The model gave nothing that can be used."""

    fell_back = FallBack.DOWN


class ModelSlow(ModelFailed):
    """The first words, or the whole of them, did not come in time."""

    fell_back = FallBack.SLOW


class ModelDown(ModelFailed):
    """The service refused, broke off, or cannot be reached."""


class ModelLimitReached(ModelFailed):
    """The day's tokens are spent, or the service says that there are none left to spend."""

    fell_back = FallBack.LIMIT


class ModelMadeNoSense(ModelFailed):
    """What came does not have the shape that was asked for."""

    fell_back = FallBack.UNPROVED
