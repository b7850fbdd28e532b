"""The types of single values that authors write. YAML gives strings only; these say what a string may mean.

Each converter raises ``PydanticCustomError`` with a type of its own, from which ``load`` makes a diagnostic.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

_YES = frozenset({"true", "yes", "on", "y", "1", "āe", "ae"})
_NO = frozenset({"false", "no", "off", "n", "0", "kāo", "kao"})
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?")
_ISO_DURATION = re.compile(r"PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6}(?:\.\d{1,9})?)S)?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(line.strip() for line in value.splitlines()).strip() if "\n" in value else value.strip()
    raise PydanticCustomError("wrong_type", "text on one line, such as `{example}`", {"example": "Reading together"})


def _flag(value: Any) -> Any:
    word = value.strip().lower() if isinstance(value, str) else ""
    if word in _YES or value is True:
        return True
    if word in _NO or value is False:
        return False
    raise PydanticCustomError("wrong_type", "`yes` or `no`")


def _whole_number(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,9}", value.strip()):
        return int(value)
    if isinstance(value, int):
        return value
    raise PydanticCustomError("wrong_type", "a whole number, such as `3`")


def _when(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("bad_date", "a date")
    text = value.strip()
    found: date | None = None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            found = date.fromisoformat(text)
        elif re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.{0,30}", text):
            found = datetime.fromisoformat(text.replace(" +", "+"))
    except ValueError:
        found = None
    # Years at the edges of the calendar overflow once a time zone is applied.
    if found is None or not 1000 <= found.year <= 9000:
        raise PydanticCustomError("bad_date", "a date")
    return found


def _seconds(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return float(value)
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", text):
        return float(text)
    clock = _CLOCK.fullmatch(text)
    if clock and int(clock[3]) < 60 and (clock[1] is None or int(clock[2]) < 60):
        hours, minutes, seconds, fraction = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction or 0}")
    iso = _ISO_DURATION.fullmatch(text)
    if iso and any(iso.groups()):
        return int(iso[1] or 0) * 3600 + int(iso[2] or 0) * 60 + float(iso[3] or 0)
    raise PydanticCustomError("wrong_type", "a time in minutes and seconds, such as `2:29` or `1:02:03`")


def _names(value: Any) -> Any:
    """A list of names; one name, or several with commas between, is as good as a list."""
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, list | tuple):
        return tuple(_text(item) for item in value if item not in (None, ""))
    raise PydanticCustomError("wrong_type", "a list, such as `[literacy, writing]`")


def _list(value: Any) -> Any:
    """A list; a single value is as good as a list of one."""
    if value is None or value == "":
        return ()
    if isinstance(value, list | tuple):
        return tuple(item for item in value if item not in (None, ""))
    return (value,)


def _language(value: str) -> str:
    if value and not _LANGUAGE.fullmatch(value):
        raise PydanticCustomError("wrong_type", "a language tag, such as `en-NZ` or `mi`")
    return value


def _colour(value: str) -> str:
    if value and not _COLOUR.fullmatch(value):
        raise PydanticCustomError("wrong_type", "a colour in quotes, such as `'#1a6b54'`")
    if len(value) == 4:
        return "#" + "".join(digit * 2 for digit in value[1:]).lower()
    return value.lower()


Text = Annotated[str, BeforeValidator(_text)]
Flag = Annotated[bool, BeforeValidator(_flag)]
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
When = Annotated[date | datetime, BeforeValidator(_when)]
Seconds = Annotated[float, BeforeValidator(_seconds)]
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Language = Annotated[Text, AfterValidator(_language)]
Colour = Annotated[Text, AfterValidator(_colour)]
ListOf = BeforeValidator(_list)
