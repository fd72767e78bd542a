"""Tiny data sets of our own making, in the shapes of SQuAD and BEIR."""

import json
from pathlib import Path
from typing import Any

HARBOUR = [
    "Saltmere harbour was dug in 1871 by Thomas Pell. It can take 46 fishing boats at high tide.",
    "The harbour master is Imogen Strake. She opens the sea lock at 6 o'clock every morning.",
    "1.2 Dredging costs £40,000 a year, and the town council pays for it.",
]
LIGHTHOUSE = [
    "The lighthouse on Gull Point is painted in red & white; its lamp <turns> once in 20 seconds.",
    "* Keepers lived there until 1988, when the lamp was made to work by itself.",
]


def squad() -> dict[str, Any]:
    def asked(id_: str, question: str, *answers: str) -> dict[str, Any]:
        told = [{"text": answer, "answer_start": 0} for answer in answers]
        return {"id": id_, "question": question, "answers": told, "is_impossible": not answers}

    questions = [
        [asked("q1", "Who dug the harbour?", "Thomas Pell"), asked("q2", "How many fishing boats can it take?", "46")],
        [asked("q3", "Who is the harbour master?", "Imogen Strake"), asked("q4", "When does the sea lock open?", "6")],
        [asked("q5", "What does dredging cost a year?", "£40,000"), asked("q6", "Which ship does the dredging?")],
        [asked("q7", "Which colours is the lighthouse painted in?", "red & white"), asked("q8", "Who painted it?")],
        [asked("q9", "Until when did keepers live there?", "1988"), asked("q10", "What was the last keeper's name?")],
    ]
    paragraphs = [
        {"context": context, "qas": qas} for context, qas in zip([*HARBOUR, *LIGHTHOUSE], questions, strict=True)
    ]
    return {
        "version": "v2.0",
        "data": [
            {"title": "Saltmere_Harbour", "paragraphs": paragraphs[:3]},
            {"title": "Gull_Point", "paragraphs": paragraphs[3:]},
        ],
    }


def write_squad(folder: Path, told: object | None = None) -> Path:
    file = folder / "harbour.json"
    file.write_text(json.dumps(squad() if told is None else told), encoding="utf-8")
    return file


CORPUS = [
    {"_id": "doc-a", "title": "Harbour", "text": HARBOUR[0]},
    {"_id": "doc-b", "title": "Harbour master", "text": HARBOUR[1]},
    {"_id": "doc-c", "title": "", "text": HARBOUR[2]},
    {"_id": "doc-d", "title": "Gull Point", "text": " ".join(LIGHTHOUSE)},
]
QUERIES = [
    {"_id": "1", "text": "who looks after the harbour and its lock"},
    {"_id": "2", "text": "cost of dredging"},
    {"_id": "3", "text": "colours of the lighthouse"},
    {"_id": "4", "text": "never judged"},
]
QRELS = ["query-id\tcorpus-id\tscore", "1\tdoc-b\t2", "1\tdoc-a\t1", "2\tdoc-c\t1", "3\tdoc-d\t1", "3\tdoc-a\t0"]


def write_beir(folder: Path) -> Path:
    home = folder / "harbour"
    (home / "qrels").mkdir(parents=True)
    for name, entries in (("corpus", CORPUS), ("queries", QUERIES)):
        lines = "".join(json.dumps(entry) + "\n" for entry in entries)
        (home / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (home / "qrels" / "test.tsv").write_text("\n".join(QRELS) + "\n", encoding="utf-8")
    (home / "qrels" / "train.tsv").write_text("query-id\tcorpus-id\tscore\n4\tdoc-d\t1\n", encoding="utf-8")
    return home
