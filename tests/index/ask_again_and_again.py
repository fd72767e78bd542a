"""A program for the tests: opens the index and searches it many times, beside others that do the same.

    python ask_again_and_again.py DATA MODELS TIMES QUESTION

It prints each list of passages found, once.
"""

import sys
from pathlib import Path

from knowledge.documents import Audience
from retrieval.embedding import LocalEmbedder
from retrieval.index import Index
from retrieval.search import Query


def main() -> None:
    data, models, times, question = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    embedder = LocalEmbedder(models, threads=1)
    print("ready", flush=True)
    sys.stdin.readline()
    seen = set()
    for _ in range(times):
        index = Index(data, lambda: embedder)
        for audience in Audience:
            found = index.search(audience).find(Query.of(question))
            seen.add(f"{audience.value}: {' '.join(one.passage.id for one in found)}")
    print("\n".join(sorted(seen)))


if __name__ == "__main__":
    main()
