"""The data files are whole, and the person is told what was taken out."""

import subprocess
import sys

import pytest
from pydantic import ValidationError

from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.rules import Rules, given_names, rules
from bot.personal_data.told import told
from prompts.personal_data import PersonalDataTexts, personal_data_texts

NO_NETWORK = """
import socket, sys
def refuse(*_): raise RuntimeError("no network")
socket.getaddrinfo = socket.socket.connect = refuse
from bot.personal_data.masker import Masker
masker = Masker()
masker.mask("How long does the council have to decide on an EHC plan?")
assert not {"spacy", "presidio_analyzer"} & set(sys.modules), "loaded too early"
assert masker.mask("my son tyler, jo@example.org").text == "my son [name], [email address]"
"""


def test_every_kind_has_its_placeholder_and_its_words() -> None:
    assert set(rules().placeholders) == set(PersonalDataKind)
    assert set(personal_data_texts().kinds) == {kind.value for kind in PersonalDataKind}


def test_what_was_taken_out_is_told_in_one_sentence() -> None:
    one, two = PersonalDataKind.NAME, PersonalDataKind.NHS_NUMBER
    assert told(()) == ""
    assert told((one,)) == "I took out a name before reading your question."
    assert told((one, two)) == "I took out a name and an NHS number before reading your question."
    assert told((one, two, PersonalDataKind.EMAIL)) == (
        "I took out a name, an NHS number and an email address before reading your question."
    )


def test_a_rule_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValidationError):
        Rules.model_validate({**rules().model_dump(), "surprise": 1})


def test_a_sentence_without_its_place_is_refused() -> None:
    with pytest.raises(ValidationError, match="exactly"):
        PersonalDataTexts(version="1", told="I took things out.", kinds={})


def test_no_name_is_listed_as_sure_and_as_everyday_at_once() -> None:
    assert not given_names().names & given_names().everyday


def test_nothing_is_fetched_and_an_ordinary_question_loads_no_model() -> None:
    done = subprocess.run([sys.executable, "-c", NO_NETWORK], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
