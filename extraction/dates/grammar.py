"""Grammar of time expressions: tables of rules, each applied to the result of the one before.

YR is a year, DATE a date, WHEN a time of day without its day, DUR a length of time, SET a repetition, REF a vague
reference, NONE a look-alike of one of them; the other classes are those of the lexicon and of the atoms.
"""

from extraction.dates import builders as make
from extraction.dates import calendar
from extraction.dates.atoms import Atom
from extraction.dates.calendar import Unit
from extraction.dates.composed import At, Bounded, Part, Range, Repeat, Vague
from extraction.dates.lexicon import holidays
from extraction.dates.matching import Table, rule
from extraction.dates.meaning import Node
from extraction.dates.named import DayOfMonth, Fixed, Weekday, Weekend
from extraction.dates.relative import Before, Compared, Now, Nth, NthWeekday, Quarter, Shift, Told

_WORDS = Table(
    [
        rule("RELATIVE", "this RELATIVE", lambda which: which),
        rule("DUR", "the past SINGLE !POSSESSIVE", lambda unit: make.lasting(-1, 1, unit)),
        rule("NUM", "a? couple of?", lambda: 2),
        rule("NUM", "a pair of", lambda: 2),
        rule("NUM", "a NUM &UNIT", lambda number: number if number >= 100 else None),  # a hundred
        rule("NUM", "NUM 1 / 2", lambda number: number + 0.5),
        rule("NUM", "half an|a &UNIT", lambda: 0.5),
        rule("FEW", "a few", lambda: "X"),
        *(rule("HOLIDAY", name, lambda when=when: when) for name, when in holidays().items()),
        rule("NONE", "ONE|any WEEKDAY", lambda *_: True),
        rule("NUM", "NUM and a half", lambda number: number + 0.5),
        rule("DATE", "NUM bc|bce", make.before_christ),
        rule("DATE", "NUM b . c .?", make.before_christ),
        rule("DATE", "the? ORDINAL -? century bc|bce", make.century_before_christ),
    ]
)

_YEARS = Table(
    [
        rule("YR", "YEAR", make.year),
        rule("YR", "SHORT !UNIT", make.short_year),
        rule("YR", "the? year YEAR|NUM", make.year),
        rule("YR", "the? fiscal|financial|academic year? YEAR", make.year),
        rule("YR", "fy YEAR", make.year),
        rule("YR", "the? FISCAL", make.fiscal_year),
        rule("DATE", "the? fiscal|financial|academic|fy year? YEAR -|–|/ DAY|YEAR", make.years),
        rule("DATE", "the? fiscal|financial|academic|fy year? ISO", make.iso),
        rule("NONE", "YEAR hours|hrs|gmt|utc", lambda _: True),
        rule("YR", "the? fiscal year? SHORT", make.short_year),
        rule("YR", "the? RELATIVE fiscal|calendar? year !of", lambda which: Shift(Unit.YEAR, which)),
        rule("YR", "the ANCHORED fiscal? year", lambda which: Shift(Unit.YEAR, which, Before())),
        rule("YR", "that same? year", lambda: Shift(Unit.YEAR, 0, Before())),
        rule("DATE", "YEAR -|–|/ DAY|YEAR", make.years),
        rule("DATE", "the|in? SEASON of? YEAR -|–|/ DAY|YEAR", make.winter),
    ]
)

_DAYS = [
    rule("DATE", "ISO", make.iso),
    rule("DATE", "NUMERIC", make.numeric),
    rule("DATE", "9 / 11 !/", lambda: Fixed(calendar.day(2001, 9, 11))),
    rule("DATE", "MONTH 11 &attack|attacks|terror|terrorist|hijackers", make.september_11),
    rule("DATE", "MONTH the? DAY|ORDINAL ,? YR?", make.day_of),
    rule("DATE", "the? DAY|ORDINAL of? MONTH ,? YR?", lambda d, m, y: make.day_of(m, d, y)),
    rule("DATE", "RELATIVE? WEEKDAY ,? MONTH the? DAY|ORDINAL ,? YR?", lambda _, __, m, d, y: make.day_of(m, d, y)),
    rule("DATE", "RELATIVE? WEEKDAY ,? the? DAY|ORDINAL of? MONTH ,? YR?", lambda _, __, d, m, y: make.day_of(m, d, y)),
    rule("DATE", "RELATIVE MONTH DAY|ORDINAL", lambda which, m, d: make.day_of(m, d, which=which)),
    rule("DATE", "MONTH DAY -|–|to|and DAY !UNIT ,? YR?", make.days),
    rule("DATE", "DAY|ORDINAL -|–|to|and DAY|ORDINAL of? MONTH ,? YR?", lambda a, b, m, y: make.days(m, a, b, y)),
    rule("DATE", "the NTH", DayOfMonth),
    rule("DATE", "WEEKDAY", Weekday),
    rule("DATE", "RELATIVE WEEKDAY !of", lambda which, number: Weekday(number, which)),
    rule("DATE", "the last|final WEEKDAY of|in MONTH ,? YR?", lambda n, m, y: NthWeekday(n, -1, make.month(m, y))),
    rule("DATE", "WEEKDAY of? RELATIVE week", lambda n, which: Weekday(n, week=Shift(Unit.WEEK, which))),
    rule("DATE", "WEEKDAY (last|next)", lambda n, w: Weekday(n, -1 if w == "last" else 1)),
    rule("DATE", "HOLIDAY ,? YR?", make.holiday),
    rule("DATE", "RELATIVE HOLIDAY", lambda which, written: make.holiday(written, which=which)),
    rule("DATE", "DEICTIC", lambda days: Shift(Unit.DAY, days)),
    rule("DATE", "the? day before yesterday", lambda: Shift(Unit.DAY, -2)),
    rule("DATE", "the? day after tomorrow", lambda: Shift(Unit.DAY, 2)),
    rule("DATE", "this DAYPART", lambda part: At(part, Now())),
    rule("DATE", "tonight", lambda: At("NI", Now())),
    rule("DATE", "last (night|evening)", lambda w: At("NI" if w == "night" else "EV", Shift(Unit.DAY, -1))),
    rule("DATE", "the? next|following day|morning|afternoon|evening|night", lambda: Shift(Unit.DAY, 1, Before())),
    rule("DATE", "the same|that morning|afternoon|evening|night", lambda: Shift(Unit.DAY, 0, Before())),
    rule("DATE", "earlier|later in the day", lambda: Shift(Unit.DAY, 0, Before())),
    rule(
        "DATE", "the day (before|after|earlier) &SIGN", lambda w: Shift(Unit.DAY, 1 if w == "after" else -1, Before())
    ),
]

_YEARS_AND_PARTS = [
    rule("DATE", "YR", lambda year: year),
    rule("DATE", "MONTH ,|of|in? YR", make.month),
    rule("DATE", "MONTH", make.month),
    rule("DATE", "RELATIVE MONTH", lambda which, m: make.month(m, which=which)),
    rule("DATE", "DECADE", lambda written: make.decade(written, False)),
    rule("DATE", "the PART? -? DECADE", lambda part, written: make.decade(written, True, part)),
    rule("DATE", "the? ORDINAL -? century", make.century),
    rule("DATE", "the|in? SEASON of? YR", make.season),
    rule("DATE", "the|in? SEASON of? ISO", make.winter),
    rule("DATE", "the|in SEASON !of", make.season),
    rule("DATE", "the? RELATIVE SEASON", lambda which, s: make.season(s, which=which)),
    rule("DATE", "the? fiscal? ORDINAL -? fiscal? quarter", make.quarter),
    rule("DATE", "the? fiscal? ORDINAL -? quarter of|in? fiscal? YR", make.quarter),
    rule("DATE", "the? YR POSSESSIVE? fiscal? ORDINAL -? quarter", lambda y, _, n: make.quarter(n, y)),
    rule("DATE", "QUARTER of? YR?", make.quarter),
    rule("DATE", "the? ORDINAL half of YR", make.half),
    rule("DATE", "HALF YR", lambda written, year: make.half(int(written[1]), year)),
    rule("DATE", "the? ORDINAL half of the year", lambda n: make.half(n, Told())),
    rule("DATE", "the latest? quarter !-", Quarter),
    rule("DATE", "the latest period", Quarter),
]

_COUNTED = [
    rule("DATE", "the|this weekend", Weekend),
    rule("DATE", "the? RELATIVE SINGLE !of", make.relative),
    rule("DATE", "ONE|NUM UNIT ago|back", lambda n, u: make.compared(n, u, Now())),
    rule("DATE", "ONE UNIT and a half ago|back", lambda n, u: make.ago(n + 0.5, u, -1)),
    rule("DATE", "ONE|NUM UNIT away|hence", lambda n, u: make.ago(n, u, 1)),
    rule("DATE", "ONE|NUM UNIT from now|today", lambda n, u: make.ago(n, u, 1)),
    rule("DATE", "in ONE|NUM UNIT", make.within),
    rule("DATE", "in ONE|NUM UNIT '|POSSESSIVE time", lambda n, u, _=None: make.ago(n, u, 1)),
    rule("DATE", "ONE|NUM UNIT later|afterward|afterwards", lambda n, u: make.ago(n, u, 1, Before())),
    rule("DATE", "ONE|NUM UNIT after &SIGN", lambda n, u: make.ago(n, u, 1, Before())),
    rule("DATE", "ONE|NUM UNIT -? earlier", make.compared),
    rule("DATE", "ONE|NUM UNIT before|previously &SIGN", make.compared),
    rule("DATE", "the? comparable? year -? ago|earlier quarter|period?", lambda: Compared(Unit.YEAR, -1)),
    rule("DATE", "the SINGLE before last", lambda unit: make.relative(-2, unit)),
    rule("DATE", "the SINGLE after next", lambda unit: make.relative(2, unit)),
    rule("DATE", "the ANCHORED SINGLE", lambda n, u: make.ago(n, u, 1, Before())),
    rule("DATE", "that same? SINGLE", make.same),
    rule("DATE", "the same SINGLE", make.same),
]

_ZONE = "gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|et|bst|cet"

_TIMES_OF_DAY = [
    rule("WHEN", f"CLOCK AMPM? ({_ZONE})?", make.written_clock),
    rule("WHEN", f"NUM AMPM ({_ZONE})?", lambda hour, half, zone: make.clock(hour, 0, half, zone)),
    rule("WHEN", "NUM OCLOCK", lambda hour, _: make.clock(hour, 0, None, None)),
    rule("WHEN", "noon|midday", lambda: At("12:00")),
    rule("WHEN", "midnight", lambda: At("24:00")),
]

_LENGTHS = [
    rule("DUR", "!YEAR NUM -? UNIT", make.duration),
    rule("DUR", "NUM -? PLURAL", make.duration),
    rule("NONE", "NUM -? UNIT -? old|olds", lambda *_: True),
    rule("NONE", "NUM -? quarter|quarters of", lambda _: True),
    rule("DUR", "NUM -? more|additional|straight|consecutive|full|trading UNIT", make.duration),
    rule("DUR", "NUM to|or NUM UNIT", lambda n, _, u: make.duration(n, u)),
    rule("DUR", "ONE UNIT", lambda _, u: make.one(u)),
    rule("DUR", "ONE|NUM UNIT and a half", lambda n, u: make.duration(n + 0.5, u)),
    rule("DUR", "FEW UNIT", make.duration),
    rule("DUR", "the? RELATIVE NUM|FEW UNIT", make.lasting),
    rule("DUR", "the? ORDINAL NUM UNIT", lambda _, n, u: make.duration(n, u)),
    rule("SET", "every|each NUM? UNIT", make.repeat),
    rule("SET", "every other UNIT", lambda u: make.repeat(2, u)),
    rule("SET", "OFTEN", lambda u: make.repeat(1, u)),
    rule("SET", "every|each WEEKDAY", lambda n: Repeat(Unit.WEEK, on=(Unit.DAY, n))),
    rule("SET", "the? ORDINAL|last WEEKDAY of every|each month", lambda n: Repeat(Unit.MONTH, on=(Unit.DAY, n))),
    rule("SET", "every|each MONTH", lambda n: Repeat(Unit.YEAR, on=(Unit.MONTH, n))),
    rule("SET", "NUM PLURAL ONE UNIT", lambda _, __, ___, u: make.repeat(1, u)),
    rule("SET", "once|twice ONE UNIT", lambda _, u: make.repeat(1, u)),
    rule("SET", "NUM times ONE UNIT", lambda _, __, u: make.repeat(1, u)),
    rule("REF", "VAGUE !that", Vague),
    rule("REF", "FEW UNIT ago|back|earlier", lambda _, __: Vague("PAST")),
    rule("REF", "these days", lambda: Vague("PRESENT")),
    rule("REF", "the near? future", lambda: Vague("FUTURE")),
    rule("REF", "in? past PLURAL", lambda _: Vague("PAST")),
    rule("REF", "in? coming|future PLURAL", lambda _: Vague("FUTURE")),
    rule("REF", "the past !UNIT", lambda: Vague("PAST")),
]

_ATTACHED = Table(
    [
        rule("DATE", "the? PART -? DATE", Part),
        rule("DATE", "the? EDGE of DATE", Part),
        rule("DATE", "EDGE - DATE", Part),
        rule("DATE", "the? EDGE of the SINGLE", lambda edge, unit: Part(edge, Shift(unit, 0, Told()))),
        rule("DATE", "year -? end", lambda: Part("end", Shift(Unit.YEAR, 0, Told()))),
        rule("DATE", "the? ORDINAL WEEKDAY of|in DATE", lambda n, day, whole: NthWeekday(day, n, whole)),
        rule("DATE", "the last|final WEEKDAY of|in DATE", lambda day, whole: NthWeekday(day, -1, whole)),
        rule("DATE", "the? ORDINAL WEEKDAY of the SINGLE", lambda n, day, of: NthWeekday(day, n, Shift(of, 0, Told()))),
        rule("DATE", "the last|final WEEKDAY of the SINGLE", lambda day, of: NthWeekday(day, -1, Shift(of, 0, Told()))),
        rule("DATE", "the? ORDINAL SINGLE of|in DATE", lambda n, unit, whole: Nth(unit, n, whole)),
        rule("DATE", "the last|final SINGLE of|in DATE", lambda unit, whole: Nth(unit, -1, whole)),
        rule("DATE", "the? ORDINAL SINGLE of the SINGLE", lambda n, u, of: Nth(u, n, Shift(of, 0, Told()))),
        rule("DATE", "the last|final SINGLE of the SINGLE", lambda u, of: Nth(u, -1, Shift(of, 0, Told()))),
        rule("DATE", "the week of DATE", lambda date: Shift(Unit.WEEK, 0, date)),
        rule("DATE", "DATE DAYPART", lambda date, _: date),
        rule("DATE", "WHEN ,? on? DATE", lambda when, date: At(when.time, date)),
        rule("DATE", "DATE ,? at? WHEN", lambda date, when: At(when.time, date)),
    ]
)

_COMPOSED = Table(
    [
        rule("DATE", "DUR after|from the? DATE", lambda length, date: make.counted(length, 1, date)),
        rule("DATE", "DUR before the? DATE", lambda length, date: make.counted(length, -1, date)),
        rule("DATE", "from DATE to|until|till|through|-|–|— DATE", make.span),
        rule("DATE", "between DATE and DATE", Range),
        rule("DATE", "DATE to|through|-|–|— DATE", make.span),
    ]
)

_BOUNDED = Table(
    [
        rule("DATE", "BOUND DATE !POSSESSIVE", Bounded),
        rule("DATE", "from DATE on|onward|onwards", lambda date: Bounded("since", date)),
        rule("DATE", "prior to DATE !POSSESSIVE", lambda date: Bounded("before", date)),
        rule("DATE", "no later than DATE", lambda date: Bounded("by", date)),
    ]
)

TABLES = (
    _WORDS,
    _YEARS,
    Table([*_DAYS, *_YEARS_AND_PARTS, *_COUNTED, *_TIMES_OF_DAY, *_LENGTHS]),
    _ATTACHED,
    _COMPOSED,
    _BOUNDED,
)
_RESULTS = ("DATE", "WHEN", "DUR", "SET", "REF")


def parse(atoms: list[Atom]) -> list[Atom]:
    """Return the atoms with each time expression merged into one."""
    for table in TABLES:
        atoms = table.apply(atoms)
    return atoms


def node(atom: Atom) -> Node | None:
    """Return the time expression of an atom, None if it is none."""
    for name in _RESULTS:
        if name in atom.classes and "NONE" not in atom.classes:
            found: Node = atom.classes[name]
            return found
    return None
