"""Schemas compiled to plain functions: the output of `Schema.dump`, many times faster.

marshmallow finds out for every field of every object how to read it. Here this is done once for a schema, which becomes
the source of a function that reads attributes and builds dicts.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from marshmallow import Schema, fields

Dump = Callable[[Any], dict[str, Any]]
DumpRows = Callable[[Iterable[Any]], list[dict[str, Any]]]

_ROW = "*"


def compile_dump(schema: Schema) -> Dump:
    """Return a function that dumps an object as the schema does; raises TypeError for a field of an unknown kind."""
    source = _Source()
    dump: Dump = source.compiled(schema, f"lambda row: {source.object(schema, 'row')}")
    return dump


def compile_rows(schema: Schema, columns: Sequence[str], from_json: Callable[[str], Any]) -> DumpRows:
    """Return a function that dumps tuples with these columns as the schema dumps objects with these attributes.

    `from_json` is applied to columns that hold JSON.
    """
    source = _Source(frozenset(columns))
    source.names["from_json"] = from_json
    names = ", ".join(source.column(name) for name in columns)
    dump: DumpRows = source.compiled(schema, f"lambda rows: [{source.object(schema, _ROW)} for {names}, in rows]")
    return dump


class _Source:
    """Builds expressions; `names` has the objects they refer to. Attributes of `_ROW` are columns, by their names."""

    def __init__(self, columns: frozenset[str] = frozenset()) -> None:
        self.names: dict[str, Any] = {}
        self._columns = columns
        self._count = 0

    def compiled(self, schema: Schema, code: str) -> Any:
        """Return the value of an expression."""
        return eval(compile(code, f"<{type(schema).__name__}>", "eval"), self.names)  # noqa: S307 - no input in it

    def column(self, name: str) -> str:
        return f"column_{name}"

    def _read(self, row: str, attribute: str) -> str:
        if row != _ROW:
            return f"{row}.{attribute}"
        if attribute not in self._columns:
            raise AttributeError(f"the rows have no column {attribute}")
        return self.column(attribute)

    def object(self, schema: Schema, row: str) -> str:
        """Return the expression that builds the dict of the object named `row`."""
        items = (
            f"{field.data_key or name!r}: {self._field(field, row, field.attribute or name)}"
            for name, field in schema.dump_fields.items()
        )
        return "{" + ", ".join(items) + "}"

    def _field(self, field: fields.Field[Any], row: str, attribute: str) -> str:
        if row == _ROW and hasattr(field, "is_json"):  # as in schemas.facts
            return self._unless_null(self._read(row, attribute), lambda found: f"from_json({found})")
        columns = getattr(field, "of", None)
        if columns is not None:  # schemas.base.Embedded: the object is its parent
            inner = self.object(field.schema, row)  # type: ignore[attr-defined]
            is_null = " and ".join(f"{self._read(row, column)} is None" for column in columns)
            return f"(None if {is_null} else {inner})" if columns else inner
        first, _, rest = attribute.partition(".")
        if rest:
            return self._unless_null(self._read(row, first), lambda found: self._field(field, found, rest))
        return self._value(field, self._read(row, first))

    def _value(self, field: fields.Field[Any], value: str) -> str:
        match field:
            case fields.Nested():
                return self._unless_null(value, lambda found: self.object(field.schema, found))
            case fields.List():
                item = self._new()
                return f"[{self._value(field.inner, item)} for {item} in {value}]"
            case fields.Dict():
                return f"{{str(key): value for key, value in {value}.items()}}"
            case fields.DateTime():  # schemas.base.Timestamp
                as_text = self._new()
                self.names[as_text] = field.as_text  # type: ignore[attr-defined]
                return self._unless_null(value, lambda found: f"{as_text}({found})")
            case fields.Raw() | fields.Enum() | fields.String() | fields.Integer() | fields.Float() | fields.Boolean():
                return value
        raise TypeError(f"no rule for {field!r}")

    def _unless_null(self, value: str, then: Callable[[str], str]) -> str:
        found = self._new()
        return f"(None if ({found} := {value}) is None else {then(found)})"

    def _new(self) -> str:
        self._count += 1
        return f"v{self._count}"
