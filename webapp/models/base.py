"""What every table has: a number, named constraints, and columns that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Annotated, Any, TypeVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

E = TypeVar("E", bound=StrEnum)
R = TypeVar("R", bound=IntEnum)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite, which knows no time zones, gets it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment: nobody knows what it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back aware."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.replace(tzinfo=UTC)


class EnumSet(TypeDecorator[frozenset[E]]):
    """A set of enum values in one column, as `a,b`; for sets that are read and never searched."""

    impl = String(200)
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: frozenset[E] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the set as text."""
        return None if value is None else ",".join(member for member in self.kind if member in value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[E] | None:  # noqa: ARG002
        """Read the set from text."""
        return None if value is None else frozenset(self.kind(word) for word in value.split(",") if word)


class Rank(TypeDecorator[R]):
    """A member of an ordered enum, kept as its number so that the database can compare."""

    impl = Integer
    cache_ok = True

    def __init__(self, kind: type[R]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: R | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Write the number."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> R | None:  # noqa: ARG002
        """Read the member."""
        return None if value is None else self.kind(value)


def enum_column(kind: type[StrEnum]) -> Enum:
    """A column of one enum value, kept as its word so that a new member needs no migration."""
    return Enum(
        kind, native_enum=False, create_constraint=False, length=40, values_callable=lambda e: [m.value for m in e]
    )


Fen = Annotated[int, mapped_column(BigInteger)]
"""Money in fen; the yearly income of a brand's people does not fit 32 bits."""
Code = Annotated[str, mapped_column(String(10))]
Name = Annotated[str, mapped_column(String(120))]
Line = Annotated[str, mapped_column(String(300))]


class Base(DeclarativeBase):
    """A table with a number of its own."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads it from the class
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[Any]: JSON,
    }

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
