"""Presidio's analyser with our recognisers, made when it is first needed."""

from collections.abc import Iterable, Sequence
from functools import cache

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from bot.personal_data.finders import FINDERS, Finder
from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.language_model import LANGUAGE, SmallEnglish
from bot.personal_data.names import find_names
from bot.personal_data.spans import Span

_PRIVATE = "private"


class _Recogniser(EntityRecognizer):
    """One kind of personal data, as Presidio asks for it."""

    def __init__(self, kind: PersonalDataKind) -> None:
        super().__init__(supported_entities=[kind.value], supported_language=LANGUAGE, name=f"signpost-{kind.value}")

    def load(self) -> None:
        """Nothing to load."""

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterable[Span]:
        """Where this kind stands in a text."""
        raise NotImplementedError

    def analyze(self, text: str, entities: Sequence[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """What was found, in Presidio's words."""
        return [
            RecognizerResult(
                span.kind.value, span.start, span.end, span.sure, recognition_metadata={_PRIVATE: span.private}
            )
            for span in self.find(text, nlp_artifacts)
        ]


class _ByRule(_Recogniser):
    def __init__(self, kind: PersonalDataKind, finder: Finder) -> None:
        super().__init__(kind)
        self._finder = finder

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterable[Span]:
        """What the rules of this kind find."""
        return self._finder(text)


class _Names(_Recogniser):
    def __init__(self) -> None:
        super().__init__(PersonalDataKind.NAME)

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterable[Span]:
        """Names, by rules that also look at where the model of English sees a person."""
        return find_names(text, [(one.start_char, one.end_char) for one in artifacts.entities])


@cache
def analyser() -> AnalyzerEngine:
    """The analyser; loading it takes about a second, once."""
    registry = RecognizerRegistry(supported_languages=[LANGUAGE])
    for kind, finder in FINDERS.items():
        registry.add_recognizer(_ByRule(kind, finder))
    registry.add_recognizer(_Names())
    return AnalyzerEngine(registry=registry, nlp_engine=SmallEnglish(), supported_languages=[LANGUAGE])


def find_all(text: str) -> list[Span]:
    """Everything personal that the recognisers find in a text; spans may overlap."""
    return [
        Span(
            kind=PersonalDataKind(result.entity_type),
            start=result.start,
            end=result.end,
            sure=result.score,
            private=bool(result.recognition_metadata.get(_PRIVATE)),
        )
        for result in analyser().analyze(text, LANGUAGE)
    ]
