"""The finders that work by rules alone, one a kind of personal data. Names have their own: they also ask the model."""

from collections.abc import Callable, Iterable

from bot.personal_data.addresses import find_addresses
from bot.personal_data.birth_dates import find_birth_dates
from bot.personal_data.contacts import find_emails, find_phones, find_postcodes
from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.numbers import find_case_references, find_insurance_numbers, find_nhs_numbers, find_pupil_numbers
from bot.personal_data.spans import Span

Finder = Callable[[str], Iterable[Span]]
FINDERS: dict[PersonalDataKind, Finder] = {
    PersonalDataKind.EMAIL: find_emails,
    PersonalDataKind.PHONE: find_phones,
    PersonalDataKind.POSTCODE: find_postcodes,
    PersonalDataKind.NHS_NUMBER: find_nhs_numbers,
    PersonalDataKind.NATIONAL_INSURANCE: find_insurance_numbers,
    PersonalDataKind.PUPIL_NUMBER: find_pupil_numbers,
    PersonalDataKind.CASE_REFERENCE: find_case_references,
    PersonalDataKind.DATE_OF_BIRTH: find_birth_dates,
    PersonalDataKind.ADDRESS: find_addresses,
}
