"""Form fields that keep the house's promise: text over a limit is refused with a sentence, never cut."""

from typing import Any

from django import forms


class LongText(forms.CharField):
    """A text of several lines.

    The browser is not told the limit: it would cut what is pasted without a word. Line ends are made one character, so
    that a limit means what a person counts.
    """

    def __init__(self, *, max_length: int, rows: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(
            max_length=max_length,
            error_messages={
                "max_length": "This has %(show_value)s characters; up to %(limit_value)s fit.",
                **kwargs.pop("error_messages", {}),
            },
            **kwargs,
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """As for any text field, but without `maxlength`."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value: Any) -> str | None:
        """The text with its line ends as line feeds."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if text else text
