"""Candidates for the hits of a search, as both kinds of index list them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute


@dataclass(frozen=True, slots=True)
class Searched:
    """A kind of hits, given by a number: the key of the rows that are searched, and a query of the keys of the hits.

    The query reads the rows that are searched and pass all filters. The key of a hit is mostly that of the row, but an
    occurrence is found by its events.
    """

    number: int
    pk: InstrumentedAttribute[int]
    keys: Select[Any]
    is_filtered: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hit with the key of the row that matches; a lower rank is better."""

    number: int
    key: int
    pk: int
    rank: float
