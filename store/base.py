"""The base of all tables."""

from datetime import datetime
from enum import Enum
from typing import Annotated

from sqlalchemy import BigInteger, Integer, MetaData, Text
from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from ontology.date_expression import DateExpression
from ontology.figure import Figure
from ontology.span import Span
from store.types import DatesType, FiguresType, SpansType, SpanType, StringsType, UtcDateTime

# SQLite numbers rows by itself only for a plain INTEGER key.
KEY = BigInteger().with_variant(Integer, "sqlite")

Pk = Annotated[int, mapped_column(KEY, primary_key=True)]
PublicId = Annotated[str, mapped_column(unique=True)]


def _values(enum: type[Enum]) -> list[str]:
    return [member.value for member in enum]


class Base(DeclarativeBase):
    """The base of all models: constraints have names, for migrations; enums are stored by value and checked."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        str: Text,
        datetime: UtcDateTime,
        Span: SpanType,
        tuple[Span, ...]: SpansType,
        tuple[DateExpression, ...]: DatesType,
        tuple[Figure, ...]: FiguresType,
        tuple[str, ...]: StringsType,
        Enum: EnumType(Enum, native_enum=False, create_constraint=True, length=20, values_callable=_values),
    }


class Times:
    """The times at which a row was created and last changed, in UTC; null only in a row that is not stored."""

    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
