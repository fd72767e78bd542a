"""Whatever the items of a data set hold, it is known which passages they became."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.outside.layout import Article, Item, lay_out

# All that means something to Markdown, HTML, a paper's numbers, labels or lists.
_AWKWARD = st.text(alphabet="abc XYZ 0123456789 .:;-–*#_`<>&\"'[]()|\\\n\t\x00\x1b£é", min_size=1, max_size=80)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(_AWKWARD, min_size=1, max_size=3), texts=st.lists(_AWKWARD, min_size=1, max_size=5))
def test_every_passage_comes_from_one_item_and_holds_nothing_of_another(
    titles: list[str], texts: list[str], tmp_path: Path
) -> None:
    said = [f"Begin{place} {text} end{place}" for place, text in enumerate(texts)]
    articles = [
        Article(
            title=title,
            items=tuple(Item(id=f"{number}.{place}", text=f"n{number} {text}") for place, text in enumerate(said)),
        )
        for number, title in enumerate(titles)
    ]
    laid = lay_out(articles, tmp_path / "library")
    assert set(laid.passages) == {item.id for article in articles for item in article.items}
    for item_id, passages in laid.passages.items():
        number, place = item_id.split(".")
        words = " ".join(passage.text for passage in passages)
        assert f"n{number}" in words
        assert f"Begin{place}" in words
        assert not any(f"Begin{other}" in words for other in range(len(said)) if str(other) != place)
    ids = [passage.id for passages in laid.passages.values() for passage in passages]
    assert len(ids) == len(set(ids))


def test_a_long_title_does_not_run_its_paragraphs_together(tmp_path: Path) -> None:
    title = "A history of the harbour and the lighthouse and all who lived there " * 3
    items = tuple(Item(id=str(place), text=f"Paragraph that says {place}.") for place in range(12))
    laid = lay_out([Article(title=title, items=items)], tmp_path / "library")
    anchors = [passage.anchor for passages in laid.passages.values() for passage in passages]
    assert len(anchors) == 12
    assert not any(other.startswith(f"{anchor}-") for anchor in anchors for other in anchors)


def test_an_item_without_text_is_known_by_its_title(tmp_path: Path) -> None:
    laid = lay_out([Article(title="Only a title", items=(Item(id="bare", text=" "),))], tmp_path / "library")
    assert [passage.text for passage in laid.passages["bare"]] == ["Only a title"]


def test_a_library_laid_out_before_is_replaced(tmp_path: Path) -> None:
    item = Item(id="a", text="Some words.")
    lay_out([Article(title="One", items=(item,)), Article(title="Two", items=(item,))], tmp_path / "library")
    lay_out([Article(title="One", items=(item,))], tmp_path / "library")
    assert sorted(file.name for file in (tmp_path / "library").iterdir()) == ["article-1.html", "register.yaml"]
