"""Logs without the words of questions: where an error happened and of what type it was, never what it said.

An error's message often holds the value that caused it, and here that may be what a parent wrote.
"""

import logging
from types import TracebackType
from typing import Any

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WordlessTraces(logging.Formatter):
    """Writes a traceback as file, line and function of each step, and the type of each error in the chain."""

    def __init__(self) -> None:
        super().__init__(_FORMAT)

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the name that logging calls
        """The lines of a traceback, oldest call first, without any message."""
        lines = []
        error = ei[1]
        while error is not None:
            step = error.__traceback__
            while step is not None:
                code = step.tb_frame.f_code
                lines.append(f'  File "{code.co_filename}", line {step.tb_lineno}, in {code.co_qualname}')
                step = step.tb_next
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def log_settings() -> dict[str, Any]:
    """For ``logging.config``: warnings and worse of every library, on standard error, without words of questions."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"wordless": {"()": WordlessTraces}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "level": "WARNING",
                "formatter": "wordless",
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"level": "WARNING", "handlers": ["stderr"]},
    }


def set_up_logs() -> None:
    """Log this process as ``log_settings`` says."""
    from logging.config import dictConfig

    dictConfig(log_settings())
