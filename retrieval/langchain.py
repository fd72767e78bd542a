"""The search as a LangChain retriever, so that chains, tracers and evaluators of that world can use it."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever

from retrieval.search import Query, Search


class SignpostRetriever(BaseRetriever):
    """Gives the best passages of one ring as LangChain documents."""

    search: Any  # a Search; LangChain's models cannot check a class that is not their own
    limit: int = 8

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        search: Search = self.search
        return [
            LangChainDocument(
                id=found.passage.id,
                page_content=found.passage.text,
                metadata={
                    "document": found.document.id,
                    "title": found.document.title,
                    "locator": found.passage.locator.label,
                    "audience": found.passage.audience.value,
                },
            )
            for found in search.find(Query.of(query), self.limit)
        ]
