"""A program for the tests: ingests into a folder that cannot take it, and says what came of it.

    python ingest_with_little_room.py LIBRARY DATA MODELS LIMIT...

Each LIMIT is the largest size, in bytes, that a file may have; 0 means any. It prints a line a limit:
the error's type and words, and whether the last good index still answers when it is opened anew.
"""

import resource
import sys
from pathlib import Path

from knowledge.documents import Audience
from retrieval.embedding import LocalEmbedder
from retrieval.index import Index
from retrieval.ingest import Ingest, ingest
from retrieval.search import Query

QUESTION = Query.of("Who oversees the strategy?")


def main() -> None:
    library, data, models = (Path(argument) for argument in sys.argv[1:4])
    embedder = LocalEmbedder(models)
    running = Index(data, lambda: embedder)
    running.search(Audience.PUBLIC)
    for limit in map(int, sys.argv[4:]):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        try:
            result = ingest(Ingest(library=library, data=data), lambda: embedder, embedder.name)
            outcome = f"no error {result.generation}"
        except Exception as error:
            outcome = f"{type(error).__name__} {error}"
        indexes = (running, Index(data, lambda: embedder))
        found = [index.search(Audience.PUBLIC).find(QUESTION)[0].passage.id for index in indexes]
        print(f"{limit}\t{outcome}\t{' '.join(found)}", flush=True)


if __name__ == "__main__":
    main()
