"""``signpost pause`` and ``signpost resume``: stop all answering at once, and start it again."""

from getpass import getuser
from typing import Annotated

import typer

from bot.build import build_pause
from bot.cli.terminal import out
from bot.pause import Pause
from bot.settings import Settings


def _account() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # a container may run as a user without a name
        return "unknown"


_BY = typer.Option("--by", help="Who does this, for the log; the name of the account by default.")


def pause(
    reason: Annotated[str | None, typer.Option(help="Why; kept in the log, not shown to people who ask.")] = None,
    message: Annotated[str | None, typer.Option(help="What people who ask are shown, in place of a notice.")] = None,
    by: Annotated[str | None, _BY] = None,
    status: Annotated[bool, typer.Option("--status", help="Only say whether it is paused, and who did it.")] = False,
) -> int:
    """Stop answering on every surface, from the next question on."""
    switch = build_pause(Settings())
    if status:
        _show(switch.read(), switch.history())
        return 0
    if not (reason and reason.strip()):
        raise typer.BadParameter("give a --reason: it is kept in the log")
    made = switch.pause(reason.strip(), (by or _account()).strip(), (message or "").strip() or None)
    out.print("Signpost is paused. People who ask are shown:")
    out.print(made.notice, markup=False)
    return 0


def resume(by: Annotated[str | None, _BY] = None) -> int:
    """Answer again."""
    if build_pause(Settings()).resume((by or _account()).strip()):
        out.print("Signpost answers again.")
    else:
        out.print("Signpost was not paused.")
    return 0


def _show(now: Pause | None, history: tuple[Pause, ...]) -> None:
    out.print("Signpost is paused." if now else "Signpost is not paused.")
    for one in history:
        until = f"{one.until:%d %B %Y %H:%M} UTC by {one.resumed_by}" if one.until else "now"
        said = f"{one.since:%d %B %Y %H:%M} UTC by {one.paused_by}, until {until}: {one.reason}"
        out.print(said, markup=False, soft_wrap=True)
