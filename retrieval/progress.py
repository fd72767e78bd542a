"""What a long work tells whoever watches."""


class Progress:
    """What a long ingest tells whoever watches; this one keeps quiet."""

    def start(self, what: str, total: int) -> None:
        """A stage begins that has ``total`` steps."""

    def step(self, count: int = 1) -> None:
        """So many steps of the stage are done."""
