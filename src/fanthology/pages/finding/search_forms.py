"""Forms of saved searches."""

from django import forms

from fanthology.core import limits
from fanthology.pages.fields import LongText


class SearchForm(forms.Form):
    """A name for a search; `address` is the search itself, carried along."""

    name = LongText(label="Name", max_length=limits.SEARCH_NAME, widget=forms.TextInput)
    address = forms.CharField(required=False, widget=forms.HiddenInput)
