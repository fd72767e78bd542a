"""Acronyms of an answer are explained beside it, once each, and only true ones."""

from bot.plain_words import expand_first_use, plain_words


def shorts(text: str, *already: str) -> list[str]:
    return [word.short for word in expand_first_use(text, set(already))]


def test_acronyms_are_explained_in_the_order_of_first_use() -> None:
    (first, second) = expand_first_use("The SENCO asks CAMHS, and the SENCO waits.", set())
    assert (first.short, first.long) == ("SENCO", "special educational needs co-ordinator")
    assert second.short == "CAMHS"
    assert first.plain


def test_what_is_already_explained_is_not_explained_again() -> None:
    assert shorts("The SENCO asks CAMHS.", "special educational needs co-ordinator") == ["CAMHS"]


def test_only_whole_words_in_their_own_capitals_are_acronyms() -> None:
    assert shorts("We send the later plan; SENDING camhs LAs-like LAST") == []


def test_the_plural_is_the_same_acronym() -> None:
    assert [word.long for word in expand_first_use("EHCPs", set())] == ["education, health and care plan"]


def test_what_the_text_writes_out_itself_is_not_explained() -> None:
    assert shorts("Child and Adolescent Mental Health Services (CAMHS) helps.") == []


def test_an_answers_statements_explain_each_acronym_once() -> None:
    words = plain_words(["CAMHS helps.", "CAMHS Dorset and the ICB."])
    assert [word.short for word in words] == ["CAMHS", "ICB"]
