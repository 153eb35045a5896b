"""A day of an address, as it has to be written."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _written_out(said: Any) -> Any:
    """Refuse a day that is not written as one: a bare number would be read as seconds of 1970."""
    if isinstance(said, str) and not _WRITTEN.fullmatch(said):
        raise PydanticCustomError("date_written", "YYYY-MM-DD")
    return said


Day = Annotated[date | None, BeforeValidator(_written_out)]
