"""Many rows at once: `executemany` on SQLite, COPY on PostgreSQL, past all that Django does for single rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

Row = Sequence[Any]


class Table:
    """A model's table. Rows hold the columns named, in that order; every other column gets its field's default."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        self.model = model
        quote = connection.ops.quote_name
        fields = {str(field.column): field for field in model._meta.concrete_fields}
        if unknown := set(columns) - set(fields):
            raise LookupError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
        others = [column for column in fields if column not in columns]
        self._rest = tuple(_default(fields[column]) for column in others)
        names = ", ".join(map(quote, [*columns, *others]))
        self._into = f"{quote(model._meta.db_table)} ({names})"
        self._marks = ", ".join(["%s"] * (len(columns) + len(others)))

    def next_id(self) -> int:
        """The first id that no row has had."""
        last = self.model._default_manager.aggregate(last=Max("pk"))["last"]
        return int(last or 0) + 1

    def add(self, rows: Iterable[Row]) -> None:
        """Write the rows."""
        rest = self._rest
        whole = ((*row, *rest) for row in rows)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self._into} FROM STDIN") as copy:
                    for row in whole:
                        copy.write_row(row)
            else:
                cursor.executemany(f"INSERT INTO {self._into} VALUES ({self._marks})", list(whole))  # noqa: S608


def _default(field: "models.Field[Any, Any]") -> Any:
    return field.get_db_prep_save(field.get_default(), connection)


def keep_counts(model: type[models.Model], counts: Iterable[tuple[int, int, int]]) -> None:
    """Set `public_count` and `member_count`; `counts` are those two and the row's id."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE TEMPORARY TABLE counted (public int, members int, id bigint) ON COMMIT DROP"
            )
            with cursor.copy("COPY counted FROM STDIN") as copy:
                for row in counts:
                    copy.write_row(row)
            cursor.execute(
                f"UPDATE {table} SET public_count = counted.public, member_count = counted.members"  # noqa: S608
                f" FROM counted WHERE counted.id = {table}.id"
            )
            cursor.execute("DROP TABLE counted")
        else:
            sql = f"UPDATE {table} SET public_count = %s, member_count = %s WHERE id = %s"  # noqa: S608
            cursor.executemany(sql, list(counts))


def settle_sequences(tables: Iterable[type[models.Model]]) -> None:
    """Let the next row that anybody adds get an id of its own (SQLite sees to that by itself)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
