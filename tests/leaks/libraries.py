"""Libraries made at random: public papers, and papers for partners whose words must never reach the public."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from hypothesis import strategies as st

PUBLIC_FACTS = (
    "The Strategic Board oversees the strategy.",
    "The deficit stood at £12.5 million in March 2024.",
    "Families can book short breaks online.",
    "Children under 8 travel free when they live more than 2 miles from school.",
    "Parents apply for transport by 31 March 2025.",
    "The board is chaired by Dr Helen Marsh.",
    "The autism drop-in is held at Dorchester library each Wednesday.",
)
PUBLIC_ROWS = (
    ("EI-01", "Publish one shared checklist", "NHS Dorset", "March 2026", "On track"),
    ("IN-01", "Agree an inclusion charter", "Head of Inclusion", "July 2026", "At risk"),
)
QUESTIONS = (
    "Who oversees the strategy?",
    "How big is the deficit?",
    "Who chairs the board?",
    "How do families book short breaks?",
    "When do parents apply for transport?",
    "Which actions are owned by NHS Dorset?",
    "What is overdue?",
    "Has EI-01 been done?",
    "Who won the football?",
    "Tell me about the plan",
)
SECRET_FACTS = (
    "The {0} board oversees the strategy of {1}.",
    "The deficit stood at £98.7 million in March 2024, says {0}.",
    "{0} will close the {1} unit by June 2025.",
    "The board is chaired by {0} {1}.",
    "Families can book {0} breaks at {1}.",
)


@dataclass(frozen=True)
class Secret:
    """A paper for partners: where it stands, what it says, and how the register describes it."""

    name: str
    title: str
    words: tuple[str, ...]
    facts: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    registered: bool = False
    supersedes: str | None = None

    @property
    def suffix(self) -> str:
        return ".csv" if self.rows else ".md"


@dataclass(frozen=True)
class Library:
    """Public facts, and the papers for partners beside them."""

    facts: tuple[str, ...]
    secrets: tuple[Secret, ...]
    public_supersedes: str | None = None
    words: tuple[str, ...] = field(default=())


_word = st.text("bcdfghjklmnpqrstvwxz", min_size=7, max_size=10).map(lambda tail: f"zq{tail}")
_name = st.one_of(_word, st.sampled_from(["guide", "plan", "strategy", "report"]))


@st.composite
def secrets(draw: st.DrawFn) -> Secret:
    """A paper for partners, as a page or as a delivery plan."""
    words = draw(st.lists(_word, min_size=4, max_size=4, unique=True))
    facts = [
        fact.format(*draw(st.permutations(words)))
        for fact in draw(st.lists(st.sampled_from(SECRET_FACTS), min_size=1, max_size=3))
    ]
    rows: tuple[tuple[str, ...], ...] = ()
    if draw(st.booleans()):
        ref = draw(st.sampled_from(["EI-01", words[0].upper()]))
        rows = ((ref, f"Close the {words[1]} unit", f"{words[2].title()}", "May 2025", "Delayed"),)
    return Secret(
        name=draw(_name),
        title=f"The {words[3]} recovery plan",
        words=tuple(words),
        facts=tuple(facts),
        rows=rows,
        registered=draw(st.booleans()),
        supersedes=draw(st.sampled_from([None, "guide"])),
    )


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """A library of one public page, one public plan, and a few papers for partners."""
    facts = draw(st.lists(st.sampled_from(PUBLIC_FACTS), min_size=2, max_size=5, unique=True))
    found = draw(st.lists(secrets(), min_size=1, max_size=3, unique_by=lambda secret: (secret.name, secret.suffix)))
    return Library(
        facts=tuple(facts),
        secrets=tuple(found),
        public_supersedes=draw(st.sampled_from([None, f"{found[0].name}-old"])),
        words=tuple(word for secret in found for word in secret.words),
    )


def write(library: Library, folder: Path, *, with_secrets: bool = True) -> Path:
    """Write a library, with or without what partners have."""
    (folder / "partner").mkdir(parents=True, exist_ok=True)
    guide = "\n\n".join(["# Guide to the plan", *library.facts])
    (folder / "guide.md").write_text(guide, encoding="utf-8")
    _write_plan(folder / "plan.csv", PUBLIC_ROWS)
    entries: list[dict[str, object]] = []
    if library.public_supersedes:
        entries.append(_entry("guide", "guide.md", "Guide to the plan", "public", library.public_supersedes))
    for secret in library.secrets if with_secrets else ():
        file = f"partner/{secret.name}{secret.suffix}"
        if secret.rows:
            _write_plan(folder / file, secret.rows)
        else:
            text = "\n\n".join([f"# {secret.title}", f"## {secret.words[0]} heading", *secret.facts])
            (folder / file).write_text(text, encoding="utf-8")
        if secret.registered:
            # Called as a public paper is called that no register names: whose id gives way?
            id_ = "plan" if secret.name == "plan" else f"{secret.name}-old"
            if id_ not in {str(entry["id"]) for entry in entries}:
                entries.append(_entry(id_, file, secret.title, "partner", secret.supersedes))
    if entries:
        (folder / "register.yaml").write_text(yaml.safe_dump({"documents": entries}), encoding="utf-8")
    return folder


def _entry(id_: str, file: str, title: str, audience: str, supersedes: str | None) -> dict[str, object]:
    described: dict[str, object] = {"id": id_, "file": file, "title": title, "kind": "guide", "audience": audience}
    return described | ({"supersedes": supersedes} if supersedes and supersedes != id_ else {})


def _write_plan(path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Ref", "Action", "Owner", "Due", "Status"), *rows])


def questions_about(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Questions of the public's own words, of partners' words, of slips of them, and of all together."""
    slip = st.sampled_from(words).map(lambda word: word[:3] + word[4:])
    piece = st.one_of(
        st.sampled_from(words), slip, st.sampled_from(["who", "owns", "the", "board", "plan", "unit", "closes", "?"])
    )
    mixed = st.lists(piece, min_size=2, max_size=7).map(" ".join)
    return st.one_of(st.sampled_from(QUESTIONS), mixed)
