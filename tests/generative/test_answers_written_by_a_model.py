"""What a model writes is shown as it wrote it when its quote proves it, else as the quote, else not at all."""

from bot.answer import FallBack, Mode, Status
from bot.question import Question
from tests.generative.asking import Asked, Reply, hear, number_of, reads, writes
from tests.generative.conftest import MakeAssistant
from tests.generative.model_server import answer, model_server
from tests.generative.papers import APPEAL, APPLY, DECIDES, QUESTION, YOU_APPLY


def test_a_proved_statement_is_shown_as_the_model_wrote_it(assistant_at: MakeAssistant) -> None:
    with model_server(writes((YOU_APPLY, APPLY))) as server:
        heard = hear(assistant_at(server.url))
    assert heard.texts == [YOU_APPLY]
    assert heard.answer.citations[0].quote == APPLY
    assert (heard.answer.mode, heard.answer.status, heard.answer.fell_back) == (Mode.GENERATIVE, Status.ANSWERED, None)


def test_a_statement_that_its_quote_does_not_prove_is_shown_as_the_quote(assistant_at: MakeAssistant) -> None:
    with model_server(writes(("You may apply for school transport by 31 March 2025.", APPLY))) as server:
        assert hear(assistant_at(server.url)).texts == [APPLY]


def test_a_quote_that_stands_nowhere_is_not_shown_nor_is_its_statement(assistant_at: MakeAssistant) -> None:
    invented = "Parents must pay £50 for school transport."
    with model_server(writes((invented, invented), (YOU_APPLY, APPLY))) as server:
        assert hear(assistant_at(server.url)).texts == [YOU_APPLY]


def test_an_answer_of_which_nothing_is_proved_falls_back_and_says_so(assistant_at: MakeAssistant) -> None:
    invented = "Parents must pay £50 for school transport."
    with model_server(writes((invented, invented))) as server:
        heard = hear(assistant_at(server.url))
    assert heard.answer.fell_back is FallBack.UNPROVED
    assert "could not be proved" in (heard.answer.notice or "")
    assert heard.texts


def test_the_quote_may_stand_in_another_passage_than_the_model_says(assistant_at: MakeAssistant) -> None:
    def script(asked: Asked) -> Reply:
        if asked.shape == "ModelReading":
            return reads(asked)
        wrong = number_of(APPLY, asked) % len(asked.passages) + 1
        return Reply(text=answer((YOU_APPLY, wrong, APPLY)))

    with model_server(script) as server:
        heard = hear(assistant_at(server.url))
    assert (heard.texts, heard.answer.citations[0].quote) == ([YOU_APPLY], APPLY)


def test_the_first_statement_is_shown_while_the_model_still_writes(assistant_at: MakeAssistant) -> None:
    with model_server(writes((YOU_APPLY, APPLY), (DECIDES, DECIDES), between=0.01)) as server:
        assistant = assistant_at(server.url)
        parts = assistant.parts(Question(text=QUESTION))
        next(parts)
        assert server.asked[-1].done_at is None
        parts.close()


def test_a_partial_answer_says_that_it_is_a_part(assistant_at: MakeAssistant) -> None:
    with model_server(writes((YOU_APPLY, APPLY), complete="partial")) as server:
        heard = hear(assistant_at(server.url))
    assert heard.answer.status is Status.PARTIAL
    assert "part of an answer" in (heard.answer.notice or "")


def test_half_a_sentence_is_cited_whole(assistant_at: MakeAssistant) -> None:
    with model_server(writes((YOU_APPLY, "apply for school transport by 31 March 2025"))) as server:
        assert hear(assistant_at(server.url)).answer.citations[0].quote == APPLY


def test_the_passages_and_the_question_go_in_messages_of_their_own(assistant_at: MakeAssistant) -> None:
    with model_server(writes((YOU_APPLY, APPLY))) as server:
        hear(assistant_at(server.url))
    system, human = server.asked[-1].body["messages"]
    assert APPEAL in system["content"]
    assert human == {"role": "user", "content": QUESTION}
