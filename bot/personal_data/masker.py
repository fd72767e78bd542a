"""Takes personal data out of a text, and says which kinds were there."""

from collections.abc import Callable, Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from bot.personal_data.contacts import district
from bot.personal_data.finders import FINDERS
from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.names import find_names, model_matters, parts_of_names, said_again
from bot.personal_data.public import directory
from bot.personal_data.rules import rules
from bot.personal_data.spans import Span, without_overlaps


class Masked(BaseModel):
    """A text without personal data. ``removed``: the kinds that were there, in the order they came."""

    model_config = ConfigDict(frozen=True)

    text: str
    removed: tuple[PersonalDataKind, ...] = ()


def _nothing(_: str) -> bool:
    return False


class Masker:
    """Masks personal data. Cheap to make: what is slow to load waits until a text needs it. Thread-safe."""

    def __init__(self, keep: Callable[[str], bool] = _nothing) -> None:
        """Leave what ``keep`` says is public: a name of more than a first name, or a contact.

        See ``PublicTexts``. What the directory of services tells is always left, and what is said of the asker's own
        family never is.
        """
        self._keep = keep

    def mask(self, text: str) -> Masked:
        """The text with what is personal taken out. Masking it again changes nothing."""
        return self._masked(text, frozenset())[0]

    def mask_all(self, texts: Sequence[str]) -> tuple[Masked, ...]:
        """The messages of one conversation. A name that is found in one of them is taken out of all."""
        each = {text: self._masked(text, frozenset()) for text in dict.fromkeys(texts)}
        names = frozenset[str]().union(*(found for _, found in each.values()))
        return tuple(self._without_names(each[text][0], names) for text in texts)

    def _without_names(self, masked: Masked, names: frozenset[str]) -> Masked:
        again, _ = (
            self._masked(masked.text, names) if said_again(masked.text, names) else (Masked(text=masked.text), names)
        )
        return Masked(text=again.text, removed=tuple(dict.fromkeys((*masked.removed, *again.removed))))

    def load(self) -> None:
        """Load now what the first name would wait for: about a second."""
        from bot.personal_data.analyser import analyser

        analyser()

    def _masked(self, text: str, names: frozenset[str]) -> tuple[Masked, frozenset[str]]:
        """The text masked, with the words of the names that were found in it. ``names`` go wherever they stand."""
        removed: list[PersonalDataKind] = []
        found_names: set[str] = set()
        # Taking out one thing may uncover another: a date beside a name is a date of birth. Each round takes out
        # something that is no placeholder, so there is a last one.
        while spans := self._found(text, names):
            removed.extend(span.kind for span in spans)
            found_names |= parts_of_names(text, [span for span in spans if span.kind is PersonalDataKind.NAME])
            text = _without(text, spans)
        return Masked(text=text, removed=tuple(dict.fromkeys(removed))), frozenset(found_names)

    def _found(self, text: str, names: frozenset[str]) -> list[Span]:
        found = _find(text)
        if names:
            found = [*found, *said_again(text, names)]
        masks = _placeholders(text)
        free = [span for span in found if not any(start < span.end and span.start < end for start, end in masks)]
        return self._not_public(text, without_overlaps(free))

    def _not_public(self, text: str, spans: Iterable[Span]) -> list[Span]:
        spans = list(spans)
        public = [span for span in spans if not span.private and self._is_public(text[span.start : span.end])]
        parts = {word for span in public for word in text[span.start : span.end].split()}
        # "Amanda", after "Amanda Davis" who is public, is the same Amanda.
        return [
            span for span in spans if span not in public and (span.private or text[span.start : span.end] not in parts)
        ]

    def _is_public(self, text: str) -> bool:
        return directory()(text) or self._keep(text)


def _find(text: str) -> list[Span]:
    """All that is personal. The model is asked only when it can make a difference: loading it takes a second."""
    by_rule = [*(span for find in FINDERS.values() for span in find(text)), *find_names(text)]
    if not by_rule and not model_matters(text):
        return []
    from bot.personal_data.analyser import find_all

    return find_all(text)


def _placeholders(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for mask in filter(None, rules().placeholders.values()):
        start = text.find(mask)
        while start >= 0:
            found.append((start, start + len(mask)))
            start = text.find(mask, start + len(mask))
    return found


def _without(text: str, spans: Sequence[Span]) -> str:
    from presidio_anonymizer import AnonymizerEngine
    from presidio_anonymizer.entities import OperatorConfig, RecognizerResult

    masks = rules().placeholders
    operators = {kind.value: OperatorConfig("replace", {"new_value": masks[kind]}) for kind in masks if masks[kind]}
    operators[PersonalDataKind.POSTCODE.value] = OperatorConfig("custom", {"lambda": district})
    results = [RecognizerResult(span.kind.value, span.start, span.end, span.sure) for span in spans]
    # Apart, though only a space is between them: two postcodes are two districts.
    engine = AnonymizerEngine()  # type: ignore[no-untyped-call]
    return str(engine.anonymize(text, results, operators, merge_entities_with_spaces=False).text)
