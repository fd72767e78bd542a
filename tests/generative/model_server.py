"""The scripted model service, under the name that the tests know it by."""

from evals.scripted_model import Asked, ModelServer, Reply, answer, model_server, reading

__all__ = ["Asked", "ModelServer", "Reply", "answer", "model_server", "reading"]
