"""The grammar of time expressions: tables of rules, each applied to what the one before it made.

YR is a year, DATE a date, WHEN a time of day without its day, DUR a length of time, SET a repetition, REF a vague
reference; the classes of words are those of the lexicon.
"""

from extraction.dates import builders as make
from extraction.dates import calendar
from extraction.dates.calendar import Unit
from extraction.dates.lexicon import holidays
from extraction.dates.matching import Table, rule
from extraction.dates.resolve import (
    At,
    Before,
    Bounded,
    Fixed,
    Like,
    Now,
    Part,
    Range,
    Repeat,
    Shift,
    Vague,
    Weekday,
    Weekend,
)

_YEARS = Table(
    [
        rule("YR", "YEAR", make.year),
        rule("YR", "SHORT !UNIT", make.short_year),
        rule("YR", "the? year YEAR|NUM", make.year),
        rule("YR", "the? fiscal year? YEAR", make.year),
        rule("YR", "the? fiscal year? SHORT", make.short_year),
        rule("YR", "this? RELATIVE fiscal? year", lambda which: Shift(Unit.YEAR, which)),
        rule("YR", "the RELATIVE fiscal? year", lambda which: Shift(Unit.YEAR, which)),
        rule("YR", "the ANCHORED fiscal? year", lambda which: Shift(Unit.YEAR, which, Before())),
        rule("YR", "that same? year", lambda: Shift(Unit.YEAR, 0, Before())),
    ]
)

_ZONE = "gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|et|bst|cet"

_DATES = Table(
    [
        rule("DATE", "ISO", make.iso),
        rule("DATE", "NUMERIC", make.numeric),
        rule("DATE", "9 / 11 !/", lambda: Fixed(calendar.day(2001, 9, 11))),
        # days
        rule("DATE", "MONTH the? DAY|ORDINAL ,? YR?", lambda m, d, y: make.day_of(m, d, y)),
        rule("DATE", "the? DAY|ORDINAL of? MONTH ,? YR?", lambda d, m, y: make.day_of(m, d, y)),
        rule("DATE", "RELATIVE MONTH DAY|ORDINAL", lambda which, m, d: make.day_of(m, d, which=which)),
        rule(
            "DATE",
            "this? RELATIVE WEEKDAY ,? MONTH the? DAY|ORDINAL ,? YR?",
            lambda _, __, m, d, y: make.day_of(m, d, y),
        ),
        rule("DATE", "WEEKDAY ,? MONTH the? DAY|ORDINAL ,? YR?", lambda _, m, d, y: make.day_of(m, d, y)),
        rule("DATE", "WEEKDAY ,? the? DAY|ORDINAL of? MONTH ,? YR?", lambda _, d, m, y: make.day_of(m, d, y)),
        rule("DATE", "WEEKDAY", lambda number: Weekday(number)),
        rule("DATE", "RELATIVE WEEKDAY", lambda which, number: Weekday(number, which)),
        rule("DATE", "this RELATIVE WEEKDAY", lambda which, number: Weekday(number, which)),
        rule("NONE", "a|any WEEKDAY", lambda number: Weekday(number)),
        rule("DATE", "WEEKDAY of? RELATIVE week", lambda n, which: Weekday(n, week=Shift(Unit.WEEK, which))),
        rule("DATE", "WEEKDAY (last|next)", lambda n, w: Weekday(n, -1 if w == "last" else 1)),
        rule("DATE", "DEICTIC", lambda days: Shift(Unit.DAY, days)),
        rule("DATE", "the? day before yesterday", lambda: Shift(Unit.DAY, -2)),
        rule("DATE", "the? day after tomorrow", lambda: Shift(Unit.DAY, 2)),
        rule("DATE", "this DAYPART", lambda part: At(part, Now())),
        rule("DATE", "tonight", lambda: At("NI", Now())),
        rule("DATE", "last (night|evening)", lambda w: At("NI" if w == "night" else "EV", Shift(Unit.DAY, -1))),
        rule("DATE", "the (next|following|same) DAYPART", lambda w, _: Shift(Unit.DAY, int(w != "same"), Before())),
        rule("DATE", "the (next|following) day", lambda _: Shift(Unit.DAY, 1, Before())),
        rule("DATE", "the day (before|after) &SIGN", lambda w: Shift(Unit.DAY, -1 if w == "before" else 1, Before())),
        # months and years
        rule("DATE", "MONTH ,? YR", lambda m, y: make.month(m, y)),
        rule("DATE", "MONTH of|in? YR", lambda m, y: make.month(m, y)),
        rule("DATE", "MONTH", lambda m: make.month(m)),
        rule("DATE", "RELATIVE MONTH", lambda which, m: make.month(m, which=which)),
        rule("DATE", "YR", lambda year: year),
        rule("DATE", "DECADE", lambda written: make.decade(written, False)),
        rule("DATE", "the PART? -? DECADE", lambda part, written: make.decade(written, True, part)),
        rule("DATE", "the? ORDINAL -? century", make.century),
        # parts of a year
        rule("DATE", "the? SEASON of? YR", lambda s, y: make.season(s, y)),
        rule("DATE", "the SEASON !of", lambda s: make.season(s)),
        rule("DATE", "in SEASON !of", lambda s: make.season(s)),
        rule("DATE", "the? RELATIVE SEASON", lambda which, s: make.season(s, which=which)),
        rule("DATE", "this RELATIVE SEASON", lambda which, s: make.season(s, which=which)),
        rule("DATE", "the? fiscal? ORDINAL -? fiscal? quarter", lambda n: make.piece(Unit.QUARTER, n)),
        rule("DATE", "the? fiscal? ORDINAL -? quarter of|in? fiscal? YR", lambda n, y: make.piece(Unit.QUARTER, n, y)),
        rule("DATE", "the? YR POSSESSIVE? fiscal? ORDINAL -? quarter", lambda y, _, n: make.piece(Unit.QUARTER, n, y)),
        rule("DATE", "the? ORDINAL -? half of YR", lambda n, y: make.piece(Unit.HALF, n, y)),
        rule("DATE", "(q1|q2|q3|q4) of? YR?", lambda q, y: make.piece(Unit.QUARTER, int(q[1]), y)),
        # counted from the day of publication
        rule("DATE", "this RELATIVE SINGLE", make.relative),
        rule("DATE", "the? RELATIVE SINGLE", make.relative),
        rule("DATE", "the|this weekend", Weekend),
        rule("DATE", "ONE|NUM UNIT ago|back", lambda n, u: make.like(n, u, Now())),
        rule("DATE", "a couple of UNIT ago|back", lambda u: make.ago(2, u, -1)),
        rule("REF", "a? FEW UNIT ago|back|earlier", lambda _, __: Vague("PAST_REF")),
        rule("DATE", "ONE|NUM UNIT away|hence", lambda n, u: make.ago(n, u, 1)),
        rule("DATE", "ONE|NUM UNIT from now|today", lambda n, u: make.ago(n, u, 1)),
        rule("DATE", "in ONE|NUM UNIT", make.within),
        rule("DATE", "in ONE|NUM UNIT POSSESSIVE|' time", lambda n, u, _=None: make.ago(n, u, 1)),
        # counted from the date the text gave last
        rule("DATE", "ONE|NUM UNIT later|afterward|afterwards", lambda n, u: make.ago(n, u, 1, Before())),
        rule("DATE", "ONE|NUM UNIT after &SIGN", lambda n, u: make.ago(n, u, 1, Before())),
        rule("DATE", "ONE|NUM UNIT -? earlier", make.like),
        rule("DATE", "ONE|NUM UNIT before|previously &SIGN", make.like),
        rule("DATE", "the? year -? ago|earlier quarter|period?", lambda: Like(Unit.YEAR, -1)),
        rule("DATE", "the ANCHORED SINGLE", lambda n, u: make.ago(n, u, 1, Before())),
        rule("DATE", "that same? SINGLE", make.same),
        rule("DATE", "the same SINGLE", make.same),
        rule("DATE", "the quarter", lambda: make.same(Unit.QUARTER)),
        # times of day
        rule("WHEN", f"CLOCK AMPM? ({_ZONE})?", make.written_clock),
        rule("WHEN", f"NUM AMPM ({_ZONE})?", lambda hour, half, zone: make.clock(hour, 0, half, zone)),
        rule("WHEN", "NUM OCLOCK", lambda hour, _: make.clock(hour, 0, None, None)),
        rule("WHEN", "noon|midday", lambda: At("12:00")),
        rule("WHEN", "midnight", lambda: At("24:00")),
        # lengths of time
        rule("DUR", "!YEAR NUM -? UNIT", make.duration),
        rule("DUR", "NUM -? PLURAL", make.duration),
        rule("DUR", "NUM -? SINGLE -? old", make.duration),
        rule("DUR", "NUM -? more|additional|straight|consecutive|full|trading UNIT", make.duration),
        rule("DUR", "ONE UNIT", lambda _, u: make.one(u)),
        rule("DUR", "a? FEW UNIT", make.duration),
        rule("DUR", "a? couple of? UNIT", lambda u: make.duration(2, u)),
        rule("DUR", "NUM to|or NUM UNIT", lambda n, _, u: make.duration(n, u)),
        rule("DUR", "NUM and a half UNIT", lambda n, u: make.duration(n + 0.5, u)),
        rule("DUR", "NUM 1 / 2 UNIT", lambda n, u: make.duration(n + 0.5, u)),
        rule("DUR", "ONE|NUM UNIT and a half", lambda n, u: make.duration(n + 0.5, u)),
        rule("DUR", "half an|a UNIT", lambda u: make.duration(0.5, u)),
        rule("DUR", "the? RELATIVE NUM UNIT", lambda _, n, u: make.duration(n, u)),
        rule("DUR", "the? RELATIVE FEW UNIT", lambda _, n, u: make.duration(n, u)),
        rule("DUR", "the? RELATIVE couple of UNIT", lambda _, u: make.duration(2, u)),
        rule("DUR", "the? ORDINAL NUM UNIT", lambda _, n, u: make.duration(n, u)),
        # repetitions
        rule("SET", "every|each NUM? UNIT", make.repeat),
        rule("SET", "every other UNIT", lambda u: make.repeat(2, u)),
        rule("SET", "OFTEN", lambda u: make.repeat(1, u)),
        rule("SET", "every|each WEEKDAY", lambda n: Repeat(f"XXXX-WXX-{n + 1}", "P1W")),
        rule("SET", "every|each MONTH", lambda n: Repeat(f"XXXX-{n:02}", "P1Y")),
        rule("SET", "once|twice ONE UNIT", lambda _, u: make.repeat(1, u)),
        rule("SET", "NUM times ONE UNIT", lambda _, __, u: make.repeat(1, u)),
        # vague
        rule("REF", "VAGUE", Vague),
        rule("REF", "these days", lambda: Vague("PRESENT_REF")),
        rule("REF", "the? near? future", lambda: Vague("FUTURE_REF")),
        rule("REF", "in? past UNIT", lambda _: Vague("PAST_REF")),
        rule("REF", "in? coming|future UNIT", lambda _: Vague("FUTURE_REF")),
        rule("REF", "the past !UNIT", lambda: Vague("PAST_REF")),
        *(rule("DATE", name, lambda written=written: make.holiday(written)) for name, written in holidays().items()),
        *(
            rule("DATE", f"{name} ,? YR", lambda year, written=written: make.holiday(written, year))
            for name, written in holidays().items()
        ),
        *(
            rule("DATE", f"RELATIVE {name}", lambda which, written=written: make.holiday(written, which=which))
            for name, written in holidays().items()
        ),
    ]
)

_ATTACHED = Table(
    [
        rule("DATE", "PART -? DATE", lambda part, date: Part(part, date)),
        rule("DATE", "the PART -? DATE", lambda part, date: Part(part, date)),
        rule("DATE", "the? EDGE of DATE", lambda edge, date: Part(edge, date)),
        rule("DATE", "EDGE - DATE", lambda edge, date: Part(edge, date)),
        rule("DATE", "the? EDGE of the SINGLE", lambda edge, unit: Part(edge, Shift(unit, 0))),
        rule("DATE", "year -? end", lambda: Part("end", Shift(Unit.YEAR, 0))),
        rule("DATE", "DATE DAYPART", lambda date, _: date),
        rule("DATE", "WHEN ,? on? DATE", lambda when, date: At(when.time, date)),
        rule("DATE", "DATE ,? at? WHEN", lambda date, when: At(when.time, date)),
        rule("DATE", "the week of DATE", lambda date: Shift(Unit.WEEK, 0, date)),
    ]
)

_COMPOSED = Table(
    [
        rule("DATE", "DUR after|from DATE", lambda d, date: make.ago(d.number, d.unit, 1, date)),
        rule("DATE", "DUR before DATE", lambda d, date: make.ago(d.number, d.unit, -1, date)),
        rule("DATE", "from DATE to|until|till|through|-|–|— DATE", make.span),
        rule("DATE", "between DATE and DATE", Range),
        rule("DATE", "DATE to|through|-|–|— DATE", make.span),
    ]
)

_BOUNDED = Table([rule("DATE", "BOUND DATE", Bounded)])

TABLES = (_YEARS, _DATES, _ATTACHED, _COMPOSED, _BOUNDED)
RESULTS = ("DATE", "WHEN", "DUR", "SET", "REF", "YR")
