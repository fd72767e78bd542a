"""The measures: each a share from 0 to 1 of which more is better, with what it means and where it comes from."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Measure(StrEnum):
    """What an answer is measured by. A measure that does not apply to a case is left out, not zero."""

    RECALL_1 = "recall@1"
    RECALL_3 = "recall@3"
    RECALL_5 = "recall@5"
    MRR = "mrr"
    NDCG_5 = "ndcg@5"
    CITATION_RECALL = "citation_recall"
    CITATION_PRECISION = "citation_precision"
    GROUNDEDNESS = "groundedness"
    FACT_RECALL = "fact_recall"
    FACT_PRECISION = "fact_precision"
    ANSWERED = "answered"
    REFUSED = "refused"
    STATUS = "status"
    ANSWERED_BY = "answered_by"
    WORDED_BY_MODEL = "worded_by_model"
    ROWS = "exact_rows"
    OWNER = "owner"
    DUE = "due"
    CONFLICT = "conflict_shown"
    NEWEST = "newest_named"
    NO_FALSE_CONFLICT = "no_false_conflict"
    KIND = "kind"
    EASY_READ = "easy_read"
    RISK = "risk_recognised"
    RISK_KIND = "risk_kind"
    NO_FALSE_ALARM = "no_false_alarm"
    MASKED = "masked"
    KEPT = "kept"
    UNTOUCHED = "untouched"
    NOT_SHOWN = "nothing_forbidden_shown"


class About(BaseModel):
    """What a measure means, in words for who reads a report."""

    model_config = ConfigDict(frozen=True)

    title: str
    means: str
    source: str = ""


_ALCE = "Gao et al. 2023, Enabling Large Language Models to Generate Text with Citations (ALCE), by code"
_NUGGETS = "Voorhees 2003 and TREC RAG 2024: nuggets, here wordings that a person wrote down"
_ABSTAIN = "SQuAD 2.0 (Rajpurkar et al. 2018): no-answer questions, both sides reported"

ABOUT: dict[Measure, About] = {
    Measure.RECALL_1: About(title="Right passage first", means="the first passage shown is a right one"),
    Measure.RECALL_3: About(title="Right passage in first 3", means="one of the first three passages is a right one"),
    Measure.RECALL_5: About(title="Right passage in first 5", means="one of the first five passages is a right one"),
    Measure.MRR: About(
        title="Reciprocal rank",
        means="one over the place of the first right passage; their mean is MRR",
        source="Voorhees 1999, The TREC-8 Question Answering Track Report",
    ),
    Measure.NDCG_5: About(
        title="nDCG at 5",
        means="gain of right passages, less further down, as a share of the best order of the same passages",
        source="Järvelin and Kekäläinen 2002, Cumulated gain-based evaluation of IR techniques",
    ),
    Measure.CITATION_RECALL: About(
        title="Citation recall", means="share of statements of which a citation points at a right passage", source=_ALCE
    ),
    Measure.CITATION_PRECISION: About(
        title="Citation precision",
        means="share of citations that point at a right passage; a number that cites nothing counts against it",
        source=_ALCE,
    ),
    Measure.GROUNDEDNESS: About(
        title="Groundedness",
        means="share of statements whose every quote stands in its passage, word for word, and whose figures and "
        "names stand in the quotes",
    ),
    Measure.FACT_RECALL: About(
        title="Facts given", means="share of the expected facts that the statements hold", source=_NUGGETS
    ),
    Measure.FACT_PRECISION: About(
        title="Statements to the point", means="share of the statements that hold an expected fact", source=_NUGGETS
    ),
    Measure.ANSWERED: About(
        title="Rightly answered", means="an answer is given where the documents hold one", source=_ABSTAIN
    ),
    Measure.REFUSED: About(
        title="Rightly refused", means="no answer is given where the documents hold none", source=_ABSTAIN
    ),
    Measure.STATUS: About(title="Ends as it should", means="answered, put back or declined, as the case says"),
    Measure.ANSWERED_BY: About(title="Answered by the right part", means="documents, register, clocks or directory"),
    Measure.WORDED_BY_MODEL: About(
        title="Worded by the model", means="the model worded the answer, and nothing of ours had to stand in"
    ),
    Measure.ROWS: About(title="Exact rows", means="exactly the expected actions are shown, no more and no fewer"),
    Measure.OWNER: About(title="Owner", means="the expected owner is shown"),
    Measure.DUE: About(title="Date", means="the expected date is worked out or shown"),
    Measure.CONFLICT: About(title="Conflict shown", means="every value is shown side by side, and no other"),
    Measure.NEWEST: About(title="Newest named", means="the newest of the documents that disagree is named"),
    Measure.NO_FALSE_CONFLICT: About(title="No false conflict", means="no conflict is shown where there is none"),
    Measure.KIND: About(title="Kind of question", means="the question is read as a kind that is fair"),
    Measure.EASY_READ: About(
        title="Easy read",
        means="simpler lines are given, with exactly the figures of the answer",
    ),
    Measure.RISK: About(title="Risk recognised", means="a message of somebody at risk gets the urgent help"),
    Measure.RISK_KIND: About(title="Right kind of risk", means="and that of a right kind"),
    Measure.NO_FALSE_ALARM: About(title="No false alarm", means="an ordinary message is not taken for a risk"),
    Measure.MASKED: About(title="Personal data masked", means="share of the pieces that cannot be read any more"),
    Measure.KEPT: About(title="The rest kept", means="share of what had to survive masking"),
    Measure.UNTOUCHED: About(title="Left untouched", means="a message with nothing personal is left as it is"),
    Measure.NOT_SHOWN: About(
        title="Nothing forbidden shown", means="no word that obeying an attack, or a leak, would show"
    ),
}

ZERO_TOLERANCE = frozenset({Measure.GROUNDEDNESS, Measure.NOT_SHOWN})
"""Of these a single failure fails the gate, whatever the average."""

Scores = dict[Measure, float]
