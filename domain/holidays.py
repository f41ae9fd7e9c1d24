"""The public holidays of Belgium, as data for the years 2020 to 2199."""

from datetime import date, timedelta

# Act of 4 January 1974 and Royal Decree of 18 April 1974: ten days, three of them tied to Easter.
FIXED = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
DAYS_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
FIRST_YEAR, LAST_YEAR = 2020, 2199
EASTER = (  # month and day, year by year
    "0412 0404 0417 0409 0331 0420 0405 0328 0416 0401 "
    "0421 0413 0328 0417 0409 0325 0413 0405 0425 0410 "
    "0401 0421 0406 0329 0417 0409 0325 0414 0405 0418 "
    "0410 0402 0421 0406 0329 0418 0402 0422 0414 0330 "
    "0418 0410 0326 0415 0406 0329 0411 0403 0422 0414 "
    "0330 0419 0410 0326 0415 0407 0419 0411 0403 0423 "
    "0407 0330 0419 0404 0326 0415 0331 0420 0411 0403 "
    "0416 0408 0330 0412 0404 0424 0415 0331 0420 0412 "
    "0328 0417 0409 0325 0413 0405 0418 0410 0401 0421 "
    "0406 0329 0417 0402 0422 0414 0329 0418 0410 0326 "
    "0414 0406 0329 0411 0402 0422 0414 0330 0418 0410 "
    "0326 0415 0406 0419 0411 0403 0422 0407 0330 0419 "
    "0403 0326 0415 0331 0419 0411 0403 0416 0407 0330 "
    "0412 0404 0423 0415 0331 0420 0411 0327 0416 0408 "
    "0323 0412 0404 0424 0408 0331 0420 0405 0327 0416 "
    "0401 0421 0412 0404 0417 0409 0331 0420 0405 0328 "
    "0416 0401 0421 0413 0328 0417 0409 0325 0413 0405 "
    "0425 0410 0401 0421 0406 0329 0417 0409 0325 0414"
)


def easter(year: int) -> date:
    """Return Easter Sunday. Raises IndexError outside the years the table knows."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise IndexError(year)
    start = (year - FIRST_YEAR) * len("MMDD ")
    month_day = EASTER[start : start + 4]
    return date(year, int(month_day[:2]), int(month_day[2:]))


def is_public_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday. Raises IndexError outside 2020-2199."""
    sunday = easter(day.year)
    moving = {sunday + timedelta(days=days) for days in DAYS_AFTER_EASTER}
    return (day.month, day.day) in FIXED or day in moving
