"""Which days people work: announced holidays, make-up workdays, and what the owner adds.

Takes a day, says whether it is a working day, and whether that is known or only supposed
from the weekday. The State Council announces each year's days late in the year before;
``chinese_calendar`` has a release for each announcement.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module

from kexie_digest.model import OwnDays

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Workdays:
    """Working days in China, as announced and as the owner corrects them."""

    own: OwnDays = field(default_factory=OwnDays)

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on a day.

        Args:
            day: Any day.

        Returns:
            The owner's word, else the announcement's, else whether it is Monday to Friday.
        """
        if day in self.own.workdays or day in self.own.off:
            return day in self.own.workdays
        announced = _announced(day)
        return day.weekday() < _SATURDAY if announced is None else announced

    def is_known(self, year: int) -> bool:
        """Tell whether a year's days off are known.

        Args:
            year: Any year.

        Returns:
            Whether they were announced, or the owner names days of that year.
        """
        if _announced(date(year, 1, 1)) is not None:
            return True
        return any(day.year == year for day in self.own.off | self.own.workdays)


@cache
def _announced(day: date) -> bool | None:
    """Ask the package; None for years it does not know. It is loaded when it is first needed."""
    try:
        return bool(import_module("chinese_calendar").is_workday(day))
    except NotImplementedError:
        return None
