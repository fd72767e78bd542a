"""``signpost serve``: the web server."""

import socket
import sys
from contextlib import closing
from typing import Annotated

import typer

from bot.build import build_assistant, build_records
from bot.cli.indexing import build_index
from bot.cli.terminal import complain, out
from bot.records.retention import purging_daily
from bot.settings import Settings
from bot.side_by_side import SideBySide, processes_for

TAKING_TURNS = 0.001  # seconds: a question that comes, or an answer of a helper, waits no longer for one at work


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on; 0 takes any that is free.")] = None,
) -> int:
    """Bring the index up to date and serve the page to ask on, the API and the source pages."""
    from bot.web.app import create_app
    from bot.web.server import quiet_server, warm_up
    from bot.web.sites import SitesUnreadable, load_sites

    settings = Settings()
    try:
        sites = load_sites(settings.sites)
    except SitesUnreadable as error:
        complain(str(error))
        return 1
    where = (host or settings.host, settings.port if port is None else port)
    try:
        listening = socket.create_server(where, reuse_port=False)
    except OSError as error:
        complain(f"Cannot listen on {where[0]} port {where[1]} ({error.strerror}). Choose another with --port.")
        return 1
    with listening:
        build_index(settings)
        address, taken = listening.getsockname()[:2]
        records = build_records(settings)
        assistant = build_assistant(settings, source_base="", records=records)
        warm_up(assistant)
        sys.setswitchinterval(TAKING_TURNS)
        processes = processes_for(settings)
        with closing(SideBySide(assistant, settings, processes - 1, records)) as answering:
            app = create_app(
                answering, settings, records=records, pause=assistant.pause, sites=sites, processes=processes
            )
            out.print(f"Signpost is on http://{address}:{taken} - stop it with Ctrl+C.", soft_wrap=True)
            with purging_daily(records, settings.retention_days):
                quiet_server(app).run(sockets=[listening])
    return 0
