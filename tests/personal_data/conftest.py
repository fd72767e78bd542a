"""A masker that knows some public texts, as the documents would tell them."""

import pytest

from bot.personal_data.masker import Masker
from bot.personal_data.public import PublicTexts

PAPER = (
    "Report author: Amanda Davis. Cabinet Member: Cllr. C Sutton. Executive Director: P Dempsey.",
    "Mrs Garrow asked when the plan would be written. Grace Adair chairs the group.",
    "Ask Amanda Davis on 01305 224393 or at amanda.davis@dorsetcouncil.gov.uk.",
)


@pytest.fixture(scope="session")
def masker() -> Masker:
    return Masker()


@pytest.fixture(scope="session")
def masker_with_paper() -> Masker:
    return Masker(PublicTexts(PAPER))
