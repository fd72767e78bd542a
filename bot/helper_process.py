"""A process that answers for another one: ``python -m bot.helper_process FD``. See bot/side_by_side.py."""

import pickle
import signal
import sys
from multiprocessing.connection import Connection

from bot.answer import Part
from bot.assistant import Assistant
from bot.build import build_assistant
from bot.logs import set_up_logs
from bot.question import Question, Surface
from bot.settings import Settings

Asked = Question
Told = list[Part] | None  # none: this process could not answer


def main() -> int:
    """Take the settings, say when ready, and answer until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches every process: who started this one ends it
    set_up_logs()
    with Connection(int(sys.argv[1])) as other:
        try:
            settings: Settings = pickle.loads(other.recv_bytes())  # noqa: S301 - from the process that started this one
            assistant = build_assistant(settings, source_base="", for_people=False)  # links as on our own pages
            _answer(assistant, Question(text="Who can help a family in Dorset?", surface=Surface.EVALS))
            other.send_bytes(b"ready")
            while True:
                asked: Asked = pickle.loads(other.recv_bytes())  # noqa: S301 - as above
                other.send_bytes(pickle.dumps(_answer(assistant, asked)))
        except (EOFError, OSError):
            return 0


def _answer(assistant: Assistant, asked: Asked) -> Told:
    try:
        return list(assistant.parts(asked))
    except Exception:  # the other side asks its own assistant, and reports what that says
        return None


if __name__ == "__main__":
    sys.exit(main())
