"""Makes the collection of a ring from the files of that ring, in a process that has read nothing else.

python -m retrieval.collecting FOLDER COLLECTION AUDIENCE

Chroma's index file has room for more vectors than it holds, and the room is filled with whatever the process had in
its memory. A process that has read partners' papers writes pieces of them into the public ring.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np

from knowledge.documents import Audience
from retrieval.embedding import Vectors
from retrieval.errors import IndexBroken
from retrieval.rings import read_texts
from retrieval.vectors import VectorIndex, open_client


def make_collection(folder: Path, collection: str, audience: Audience, server: str | None) -> None:
    """Make the collection of a ring that ``write_ring`` wrote. Raises IndexBroken, OSError."""
    ids = [passage.id for passage in read_texts(folder).passages]
    matrix: Vectors = np.load(folder / "vectors.npy")
    client = open_client(folder / "chroma", server)
    VectorIndex.create(client, collection, audience, ids, matrix[: len(ids)]).close()


def make_collection_apart(folder: Path, collection: str, audience: Audience) -> None:
    """As ``make_collection``, in a folder of its own and in a process of its own. Raises IndexBroken."""
    command = [sys.executable, "-m", "retrieval.collecting", str(folder), collection, audience.value]
    # The child ends when its end of this pipe is closed: nothing goes on writing after an ingest was killed.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        said = child.stderr.read() if child.stderr else ""
        code = child.wait()
    if code != 0:
        reason = (said.strip().splitlines() or [f"it ended with {code}"])[-1]
        raise IndexBroken(f"The index {collection} cannot be written ({reason}). Run `signpost ingest`.")


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


def main() -> int:
    """Exit 0 when the collection is made, 1 with the reason when it is not."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        make_collection(Path(sys.argv[1]), sys.argv[2], Audience(sys.argv[3]), None)
    except (IndexBroken, OSError) as error:
        print(error.__cause__ or error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # an ordinary end would wait for the thread that waits for the parent
