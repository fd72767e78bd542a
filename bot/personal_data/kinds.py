"""The kinds of personal data that are masked."""

from enum import StrEnum


class PersonalDataKind(StrEnum):
    """What a masked piece of text was."""

    NAME = "name"
    DATE_OF_BIRTH = "date_of_birth"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    NHS_NUMBER = "nhs_number"
    NATIONAL_INSURANCE = "national_insurance"
    PUPIL_NUMBER = "pupil_number"
    CASE_REFERENCE = "case_reference"
