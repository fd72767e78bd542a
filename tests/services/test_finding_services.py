"""Services are found by need, age, plan and place."""

from bot.services.needs import need_speech
from knowledge.places import Place, places_in
from knowledge.services import ServiceQuestion, find_services, service, services


def ids(asked: ServiceQuestion) -> list[str]:
    return [found.id for found in find_services(asked)]


def of(*needs: str, **known: object) -> list[str]:
    return ids(ServiceQuestion.model_validate({"needs": needs, **known}))


def test_a_need_in_the_directorys_words_finds_its_service() -> None:
    assert of("deaf") == ["hearing-support-service"]


def test_an_acronym_finds_what_it_stands_for() -> None:
    assert of("SALT")[0] == "dhc-childrens-speech-and-language"


def test_an_old_name_finds_the_service_of_today() -> None:
    assert of("Dorset Parent Partnership")[0] == "dorset-sendiass"


def test_a_service_for_other_ages_is_left_out() -> None:
    assert "dorset-community-learning-disability" not in of("learning disability", age=9)
    assert "dorset-community-learning-disability" in of("learning disability", age=19)
    assert "best-start-in-life-advisors" in of("portage", age=0.5)


def test_a_service_only_for_those_without_a_plan_is_left_out_for_who_has_one() -> None:
    assert "dorset-school-admissions" in of("school place")
    assert "dorset-school-admissions" not in of("school place", has_plan=True)


def test_the_part_of_dorset_chooses_the_hospital() -> None:
    west = Place(name="Bridport", area="dorset", part="west dorset")
    east = Place(name="Wimborne", area="dorset", part="east dorset")
    assert of("physiotherapy", place=west) == ["dch-childrens-therapy"]
    assert of("physiotherapy", place=east) == ["uhd-childrens-therapy"]


def test_another_councils_own_services_are_not_for_dorset() -> None:
    assert not any("bcp-" in id_ for id_ in of("advice", "portage", "EHC plans"))


def test_an_unknown_need_finds_nothing() -> None:
    assert of("trampolines") == []
    assert of() == []


def test_an_entry_that_was_not_confirmed_is_never_found() -> None:
    assert "autism-wessex" not in of("autism")


def test_each_word_for_a_need_is_one_that_the_directory_uses() -> None:
    used = {word for found in services() for word in (*found.needs, found.name)}
    for need in need_speech().needs:
        assert set(need.directory) <= used, need.need


def test_towns_and_postcodes_are_known_by_their_council() -> None:
    assert [place.area for place in places_in("from Weymouth or dt4 8ab to poole or BH15 1AA")] == [
        *("dorset", "dorset", "bcp", "bcp"),
    ]


def test_a_postcode_on_the_border_is_not_guessed() -> None:
    assert places_in("we live in BH21") == ()


def test_a_hospital_is_not_where_somebody_lives() -> None:
    assert places_in("physio at Poole Hospital") == ()


def test_what_a_contact_is() -> None:
    line = service("family-support-and-advice-line")
    assert line
    assert (line.contact or "").startswith("01305 228558")
