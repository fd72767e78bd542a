"""The web server, set so that no log of it holds what somebody asked."""

import uvicorn
from fastapi import FastAPI

from bot.logs import log_settings
from bot.question import Question, Surface
from bot.web.interface import Assistant


def quiet_server(app: FastAPI) -> uvicorn.Server:
    """A server without an access log: the page without JavaScript has the question in its address."""
    config = uvicorn.Config(
        app,
        log_config=log_settings(),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # the gate reads them, and only when a proxy is known to write them
    )
    return uvicorn.Server(config)


def warm_up(assistant: Assistant) -> None:
    """Let everything load once before people ask: loaded by many first questions at once it would take minutes."""
    for _ in assistant.parts(Question(text="Who can help a family in Dorset?", surface=Surface.EVALS)):
        pass
