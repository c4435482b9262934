"""Form fields of the writing desk: names one per line, places in the category tree, ratings with their meanings."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from fanthology.catalogue.models import Category, Kind, Rating
from fanthology.catalogue.queries import canonical_tags, category_at
from fanthology.core import limits
from fanthology.pages.fields import LongText
from fanthology.text.languages import choices as languages
from fanthology.text.names import fold, tidy

if TYPE_CHECKING:
    RowChoice = forms.ModelChoiceField[Any]
    RowsChoice = forms.ModelMultipleChoiceField[Any]
else:  # Django's own are not generic when the program runs
    RowChoice = forms.ModelChoiceField
    RowsChoice = forms.ModelMultipleChoiceField

SUGGESTED = 50
"""How many names a field suggests: the most used."""
TREE_SHOWN = 300
"""Up to this many categories stand in a list to choose from; beyond, their names are typed, with suggestions."""
WAYS = (
    ("markdown", "Simple marks: *italics*, **bold**, an empty line between paragraphs"),
    ("plain", "Plain text, exactly as typed: *this* keeps its stars; an empty line between paragraphs"),
    ("html", "HTML: <p>, <em>, <strong>, <hr> and the like; what a story does not need is taken out"),
)
"""The ways to write (`core.prose.MARKUPS`), as forms explain them."""
BREAKS = "For all texts on this page. A line of only * * * is a scene break; in HTML, <hr> is."
LINES = limits.TAGS_PER_STORY * (limits.TAG + 2)


class OneLine(forms.CharField):
    """A text of one line. As with `LongText` the browser is not told the limit, so that nothing pasted is cut."""

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        said = "This has %(show_value)s characters; up to %(limit_value)s fit."
        kwargs.setdefault("help_text", f"Up to {max_length} characters.")
        needed = (
            "Please fill this in; “Untitled” will do."
            if kwargs.get("label") == "Title"
            else "Please fill this in."
        )
        words = {"max_length": said, "required": needed, **kwargs.pop("error_messages", {})}
        super().__init__(max_length=max_length, error_messages=words, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """As for any text field, but without `maxlength`."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class Prose(LongText):
    """A text that is kept exactly as typed, its first spaces and empty lines included."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """With the limit for the script that counts along (`static/desk.js`)."""
        return {**super().widget_attrs(widget), "data-limit": self.max_length}


class Names(LongText):
    """Names, one a line: a comma belongs to the name ("X-Files, The"). Gives a tuple, each name once.

    Somebody who is used to commas may write known names on one line: where a whole line is no known name but each of its
    parts is, it is taken apart.
    """

    def __init__(self, kind: Kind, **kwargs: Any) -> None:
        self.kind = kind
        widget = forms.Textarea(attrs={"rows": 3, "data-known": f"known-{kind.value}"})
        super().__init__(max_length=LINES, required=False, widget=widget, **kwargs)
        self.max_length = None  # the limit on each name is what a person needs to know

    def prepare_value(self, value: Any) -> Any:
        """Names as lines."""
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> Any:
        """The names, as they will be kept."""
        text = super().clean(value) or ""
        lines = list(dict.fromkeys(line for line in map(tidy, str(text).split("\n")) if line))
        if len(lines) > limits.TAGS_PER_STORY:
            raise ValidationError(
                f"There are {len(lines):,} names; a story can have up to {limits.TAGS_PER_STORY}."
            )
        for line in lines:
            if len(line) > limits.TAG:
                raise ValidationError(
                    f"“{line[:40]}…” has {len(line):,} characters; a name can have up to {limits.TAG}."
                )
        return tuple(dict.fromkeys(name for name in self._apart(lines)))

    def _apart(self, lines: list[str]) -> Iterable[str]:
        parts = {line: [part for part in map(tidy, line.split(",")) if part] for line in lines if "," in line}
        asked = {fold(name) for line, names in parts.items() for name in (line, *names)}
        known = (
            set(canonical_tags(self.kind).filter(key__in=asked).values_list("key", flat=True))
            if asked
            else set()
        )
        for line in lines:
            names = parts.get(line, [])
            if len(names) > 1 and fold(line) not in known and all(fold(name) in known for name in names):
                yield from names
            else:
                yield line


class CategoryRows(forms.Widget):
    """As many rows as there are places, and a few empty ones. All rows have one name, and the first is primary."""

    use_fieldset = True

    def __init__(self) -> None:
        super().__init__()
        self.paths: Sequence[str] = ()
        self.whole = True

    def id_for_label(self, id_: str | None, index: int | str | None = None) -> str:
        """A group of fields has a legend, not a label."""
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The rows that were filled in."""
        found = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [row for row in found if row.strip()]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The rows: lists to choose from, or, in a large archive, text fields that suggest."""
        chosen = list(value or ())
        wanted = min(limits.CATEGORIES_PER_STORY, max(3, len(chosen) + 1))
        rows = [*chosen, *[""] * (wanted - len(chosen))] if wanted > len(chosen) else chosen
        id_ = (attrs or {}).get("id", f"id_{name}")
        shown = [
            self._row(name, row, id_ if number == 1 else f"{id_}_{number}", number)
            for number, row in enumerate(rows, 1)
        ]
        known = SafeString("") if self.whole else self._suggestions(id_)
        return format_html(
            '<div class="stack-small">{}{}</div>',
            format_html_join("", "{}", ((row,) for row in shown)),
            known,
        )

    def _row(self, name: str, value: str, id_: str, number: int) -> SafeString:
        label = "Primary category" if number == 1 else f"Category {number}"
        if not self.whole:
            return format_html(
                '<input type="text" name="{}" id="{}" value="{}" list="{}" data-names="category" aria-label="{}">',
                name,
                id_,
                value,
                f"known-{name}",
                label,
            )
        paths = self.paths if not value or value in self.paths else (value, *self.paths)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((path, SafeString(" selected") if path == value else "", path) for path in paths),
        )
        empty = "Choose…" if number == 1 else "None"
        return format_html(
            '<select name="{}" id="{}" aria-label="{}"><option value="">{}</option>{}</select>',
            name,
            id_,
            label,
            empty,
            options,
        )

    def _suggestions(self, id_: str) -> SafeString:
        options = format_html_join("", '<option value="{}"></option>', ((path,) for path in self.paths))
        return format_html('<datalist id="{}">{}</datalist>', f"known-{id_.removeprefix('id_')}", options)


class Categories(forms.Field):
    """Places in the category tree, the first of them primary. Gives a tuple of categories."""

    widget = CategoryRows

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def look_at_tree(self, *, typed: bool = False) -> None:
        """Read what there is to choose from. `typed` asks for text fields, for who may name new categories."""
        whole = not typed and Category.objects.count() <= TREE_SHOWN
        rows = Category.objects.order_by(*(() if whole else ("-public_count",)), "path")
        widget: Any = self.widget
        widget.whole = whole
        widget.paths = tuple(rows.values_list("path", flat=True)[:TREE_SHOWN])

    def prepare_value(self, value: Any) -> Any:
        """Categories as their full names."""
        return [str(row) for row in value or ()]

    def clean(self, value: Any) -> tuple[Category, ...]:
        """The categories of these full names."""
        if len(value) > limits.CATEGORIES_PER_STORY:
            raise ValidationError(f"A story can stand in up to {limits.CATEGORIES_PER_STORY} categories.")
        return tuple(dict.fromkeys(self._found(path) for path in value))

    @staticmethod
    def _found(path: str) -> Category:
        category = category_at(path[: limits.CATEGORY_PATH])
        if category is None:
            raise ValidationError(
                f"There is no category “{path[:100]}”. Choose one of the tree, or ask a moderator for it."
            )
        return category


class RatingLevels(RowChoice):
    """A level of the scheme in use, with its meaning."""

    def label_from_instance(self, obj: Rating) -> str:
        """ "FR13: Suited to teenagers …"."""
        return f"{obj.code}: {obj.meaning}"


def language_field(*, empty: str = "", **kwargs: Any) -> forms.ChoiceField:
    """A language of the list; `empty` names the choice of none."""
    first = [("", empty)] if empty else []
    return forms.ChoiceField(label="Language", choices=[*first, *languages()], required=not empty, **kwargs)


def keep_language(field: forms.Field, code: str) -> None:
    """Let a language that is not on the list, but on the row already, be kept."""
    if isinstance(field, forms.ChoiceField) and code and code not in dict(languages()):
        field.choices = [*field.choices, (code, code)]  # type: ignore[misc]  # a flat list of pairs


def markup_field(label: str = "How you write", *, help_text: str = BREAKS) -> forms.ChoiceField:
    """How texts are written, each way with what it does."""
    return forms.ChoiceField(
        label=label, choices=WAYS, initial="markdown", widget=forms.RadioSelect, help_text=help_text
    )


def known_names(kind: Kind) -> list[str]:
    """The most used names of a kind, to suggest, by name."""
    most = canonical_tags(kind).order_by("-public_count", "key").values_list("name", flat=True)[:SUGGESTED]
    return sorted(most, key=fold)


def raw_value(field: BoundField) -> str:
    """What stands in a field now, as text, for showing two versions side by side."""
    return text_of(field.value())


def text_of(value: Any) -> str:
    """A field's value as text."""
    if isinstance(value, list | tuple | set):
        return "\n".join(str(each) for each in value)
    return "" if value is None else str(value).replace("\r\n", "\n")
