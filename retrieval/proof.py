"""Proves a new generation in a process of its own: a damaged file ends this one, not the caller.

python -m retrieval.proof DATA GENERATION [CHROMA_URL]
"""

import sys
from pathlib import Path

from knowledge.documents import Audience
from retrieval.errors import IndexBroken, IndexMissing
from retrieval.generations import check_sums, index_folder, prove, read_manifest
from retrieval.rings import open_ring

CANARIES = 50


def main() -> int:
    """Exit 0 when every ring of the generation passes, 1 with the reason when one does not."""
    data, generation, server = Path(sys.argv[1]), sys.argv[2], sys.argv[3] or None
    try:
        manifest = read_manifest(data, generation)
        for audience in Audience:
            if audience not in manifest.passages:
                continue
            check_sums(data, manifest, audience)
            ring = open_ring(index_folder(data) / generation / audience.value, manifest.collection(audience), server)
            prove(ring, manifest.passages[audience], CANARIES)
            ring.close()
    except (IndexBroken, IndexMissing) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
