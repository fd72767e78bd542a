"""The pages: one to ask on, which needs no JavaScript, and one for each document."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from bot.question import Question
from bot.web.gate import Gate, gate_of
from bot.web.problems import PlainError, problem_response
from bot.web.public import Asked
from bot.web.rendering import render
from bot.web.source_view import lay_out
from bot.web.welcome import suggested
from retrieval.errors import EmbeddingError, IndexBroken, IndexMissing

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

# Follow-ups need the last few questions; a page that is asked on all day must not grow its address for ever.
KEPT_QUESTIONS = 6
NO_DOCUMENT = "There is no document at this address. It may have been taken out of the library, or the link is wrong."
NOT_NOW = "Signpost cannot open its documents just now. Please try again in a few minutes."


@router.head("/", include_in_schema=False)
@router.get(
    "/",
    responses=problem_response(
        (422, "Not a question."),
        (429, "Too many questions: Retry-After says for how many seconds to wait."),
        (500, "Something went wrong."),
        media_type="text/html",
    ),
)
async def ask_page(
    request: Request,
    assistant: Asked,
    gate: Annotated[Gate, Depends(gate_of)],
    q: Annotated[str | None, Query(description="the question; without it the page is empty")] = None,
    history: Annotated[tuple[str, ...], Query(description="questions asked before, oldest first")] = (),
) -> HTMLResponse:
    """The page to ask on, with the answer when there is a question."""
    most: int = request.app.state.settings.max_question
    before = history[-KEPT_QUESTIONS:]
    answer = None
    if q is not None:
        gate.let_ask(request)
        answer = await assistant.ask(Question(text=q, history=before))
    can_be_followed = q is not None and q.strip() and len(q) <= most
    asked = (*before, q)[-KEPT_QUESTIONS:] if can_be_followed else before
    return HTMLResponse(
        render(
            "ask.html",
            answer=answer,
            history=asked,
            suggested=suggested(),
            max_question=most,
        )
    )


@router.head("/sources/{document}", include_in_schema=False)
@router.get(
    "/sources/{document}",
    responses=problem_response(
        (404, "No such document."),
        (422, "Not a document."),
        (500, "Something went wrong."),
        (503, "The documents cannot be opened now."),
        media_type="text/html",
    ),
)
async def source_page(
    document: str,
    assistant: Asked,
    passage: Annotated[str | None, Query(description="the anchor of the cited passage, to mark it")] = None,
) -> HTMLResponse:
    """A document's passages as a page to read, the cited one marked."""
    try:
        source = await assistant.source(document)
        newer = await assistant.replaced_by(document) if source else None
    except (IndexMissing, IndexBroken, EmbeddingError) as error:
        raise PlainError(503, NOT_NOW) from error
    if source is None:
        raise PlainError(404, NO_DOCUMENT)
    passages = lay_out(source.document, source.passages, passage)
    is_gone = passage is not None and not any(shown.cited for shown in passages)
    shown = {"document": source.document, "passages": passages, "is_gone": is_gone, "newer": newer}
    return HTMLResponse(render("source.html", **shown, cited=next((one for one in passages if one.cited), None)))
