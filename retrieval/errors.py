"""The errors of this room, each written for the person who has to act on it."""


class EmbeddingError(Exception):
    """Texts cannot be turned into vectors: the weights are missing or wrong, or the service failed."""


class IndexMissing(Exception):
    """There is no index yet in the data folder."""


class IndexBroken(Exception):
    """An index is there but cannot be trusted: it must be built again."""


class DataFolderBusy(Exception):
    """Another process is writing to the data folder."""


class DataFolderUnusable(Exception):
    """The data folder cannot be written: full, read-only or not a folder."""
