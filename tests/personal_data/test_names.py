"""Names of people are taken out, however they are written; what only looks like one stays."""

import pytest

from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.masker import Masker


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("my son tyler was refused an EHCP", "my son [name] was refused an EHCP"),
        ("My daughter, Amelia-Grace, is 7", "My daughter, [name], is 7"),
        ("our Xanthe has Downs", "our [name] has Downs"),
        ("my foster son Oluwaseyi is 11", "my foster son [name] is 11"),
        ("Mrs Hathersage says no", "Mrs [name] says no"),
        ("mr and mrs featherington rang", "mr and mrs [name] rang"),
        ("im kayleigh dunmore and i need respite", "im [name] and i need respite"),
        ("Zofia's mum here", "[name]'s mum here"),
        ("we met Gavin from the SEND team", "we met [name] from the SEND team"),
        ("FAO Graham Yelverton: is it late?", "FAO [name]: is it late?"),
        ("Kind regards, T. Blenkinsop", "Kind regards, [name]"),
        ("CHILD: MOHAMMED IQBAL SCHOOL: BRIDPORT", "CHILD: [name] SCHOOL: BRIDPORT"),
        ("Nguyễn Thị Hoa needs an interpreter for her review", "[name] needs an interpreter for her review"),
        ("my 9 yr old skye has CP", "my 9 yr old [name] has CP"),
        ("Is Kaison allowed a laptop", "Is [name] allowed a laptop"),
        ("@jo.farley can you check", "[name] can you check"),
        ("she is called Eirlys", "she is called [name]"),
    ],
)
def test_a_name_is_replaced_and_the_sentence_stays_readable(masker: Masker, text: str, masked: str) -> None:
    assert masker.mask(text).text == masked


@pytest.mark.parametrize(
    ("name", "ordinary"),
    [
        ("My son Will needs a taxi", "My son will need a taxi"),
        ("my son will is 7", "my son will start in September"),
        ("April is 4 and blind", "in April my son starts school"),
        ("Grace is 12 and at home", "a period of grace, how long is it"),
        ("Mark (14) has no school", "Mark schemes for GCSE: who gets extra time?"),
        ("my daughter Hope has PDA", "we live in hope of a diagnosis"),
        ("Rose's mum says no", "does the Rose review cover dyslexia"),
        ("Daisy-Rae's plan is late", "Daisy chain group? is there one"),
    ],
)
def test_a_name_that_is_an_everyday_word_is_told_by_the_words_around_it(
    masker: Masker, name: str, ordinary: str
) -> None:
    assert masker.mask(name).removed == (PersonalDataKind.NAME,)
    assert masker.mask(ordinary).text == ordinary


@pytest.mark.parametrize(
    "text",
    [
        "How do I ask for an EHC needs assessment?",
        "is Elklan training offered to nurseries",
        "Is St Mary's school in Bridport a mainstream school?",
        "do you have anything in Charlton Marshall",
        "our little boy has Down's syndrome, what do we do first",
        "Child Disability Payment or Child Benefit?",
        "I'm autistic and 17, can I get a plan",
        "a charity called Kooth, is it free",
        "What did Ofsted say about the Local Offer in Year 6?",
        "Who was Baroness Warnock?",
        "what does R (L, M and P) v Devon County Council say",
        "my 5 year old headbutts and scratches staff",
        "my daughter is strugling and the school recieved nothing",
    ],
)
def test_a_question_without_a_name_is_left_as_it_is(masker: Masker, text: str) -> None:
    assert masker.mask(text).text == text


def test_a_name_said_once_with_a_cue_is_taken_out_wherever_it_is_said(masker: Masker) -> None:
    masked = masker.mask("my son brogan is 8. The school says brogan is naughty. Does Brogan need a plan?").text
    assert "brogan" not in masked.lower()


@pytest.mark.parametrize(
    "text",
    [
        "what is Amanda Davis's job title",
        "Who is Cllr Sutton?",
        "who is P Dempsey",
        "Did Mrs Garrow get an answer?",
        "who is amanda davis and what does amanda davis run",
    ],
)
def test_people_whom_the_documents_name_stay(masker_with_paper: Masker, masker: Masker, text: str) -> None:
    assert masker_with_paper.mask(text).text == text
    assert masker.mask(text).removed == (PersonalDataKind.NAME,)


@pytest.mark.parametrize("text", ["my daughter Grace Adair is 5", "Grace is 5 and autistic", "my son Adair is 5"])
def test_a_child_is_masked_though_the_documents_name_somebody_alike(masker_with_paper: Masker, text: str) -> None:
    assert masker_with_paper.mask(text).removed == (PersonalDataKind.NAME,)


def test_his_teacher_is_masked_though_the_documents_name_somebody_alike(masker_with_paper: Masker) -> None:
    assert masker_with_paper.mask("his teacher Mrs Garrow says no").text == "his teacher Mrs [name] says no"


def test_a_name_of_one_message_is_taken_out_of_the_whole_conversation(masker: Masker) -> None:
    first, second = masker.mask_all(["my son is called Brogan", "does brogan get a taxi?"])
    assert (first.text, second.text) == ("my son is called [name]", "does [name] get a taxi?")
