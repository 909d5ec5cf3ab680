"""Figures of events: how many, how much, how long."""

from dataclasses import dataclass

from ontology.enums import FigureKind
from ontology.span import Span

PERSONS, VOTES = "persons", "votes"
"""The units of counts."""

DAYS = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1, "weeks": 7, "months": 30, "years": 365}
"""The units of durations, and how many days each counts for where durations are compared."""

CURRENCIES = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN "
    "PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY "
    "TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG".split()
)
"""The units of money: the currencies of ISO 4217."""

_VOTES = (FigureKind.VOTES_FOR, FigureKind.VOTES_AGAINST, FigureKind.ABSTENTIONS)


def units(kind: FigureKind) -> frozenset[str]:
    """Return the units that a figure of a kind may have."""
    if kind is FigureKind.MONEY:
        return CURRENCIES
    if kind is FigureKind.DURATION:
        return frozenset(DAYS)
    return frozenset((VOTES if kind in _VOTES else PERSONS,))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text gives for an event, as a range with both ends included.

    `min` and `max` are the bounds that the words name;
    None where they leave that end open: "at least 12", "up to 300".
    An exact number has both alike; `approximate` says that the words only come near to it ("about 50").
    `unit` is one of `units(kind)`; `span` has the number with its hedge, currency or unit of time.
    Raises ValueError for a range without bounds or out of order, a negative bound, and a unit of another kind.
    """

    kind: FigureKind
    min: int | float | None
    max: int | float | None
    approximate: bool
    unit: str
    span: Span

    def __post_init__(self) -> None:
        bounds = [bound for bound in (self.min, self.max) if bound is not None]
        if not bounds or bounds != sorted(bounds) or bounds[0] < 0:
            raise ValueError("A figure needs min or max, neither of them negative, and min must not exceed max.")
        if self.unit not in units(self.kind):
            raise ValueError(f"{self.unit!r} is not a unit of {self.kind}.")
