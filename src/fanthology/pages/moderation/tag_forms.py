"""What wranglers fill in: one form for each deed, which also does it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fanthology.catalogue import actions
from fanthology.catalogue.models import Kind, Tag, TagDeed, TagStep
from fanthology.catalogue.queries import names_like, tag_called
from fanthology.core import limits
from fanthology.people.models import Account


def tag_or_sentence(kind: Kind, name: str) -> Tag:
    """The tag with this name, or a ValidationError that says so and offers near names."""
    found = tag_called(kind, name)
    if found is not None:
        return found
    near = names_like(kind, name)
    offered = f" Did you mean {' or '.join(f'“{other}”' for other in near)}?" if near else ""
    raise ValidationError(f"There is no {kind.label.lower()} “{name}”.{offered}")


class StepForm(forms.Form):
    """One deed with some tags of one kind. `does` is a sentence's beginning; `asks` are the fields that decide."""

    does = ""
    button = ""
    asks: Sequence[str] = ()
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=limits.WRANGLING_NOTE,
        help_text="For the log; moderators read it.",
    )

    def __init__(self, *args: Any, tags: Sequence[Tag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tags = tags
        self.kind = Kind(tags[0].kind)

    def asked(self) -> list[forms.BoundField]:
        """The fields that decide what happens."""
        return [self[name] for name in self.asks]

    def do(self, by: Account) -> list[TagStep]:
        """Do it to each tag; the form is valid."""
        return [self.step(by, tag, self.cleaned_data["note"]) for tag in self.tags]

    def step(self, by: Account, tag: Tag, note: str) -> TagStep:
        """Do it to one tag."""
        raise NotImplementedError


class MergeForm(StepForm):
    """Into which tag."""

    does, button, asks = "Merge", "Merge", ("name",)
    name = forms.CharField(
        label="Into", max_length=limits.TAG, help_text="The tag that is found from then on."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["data-names"] = self.kind.value

    def clean_name(self) -> str:
        """The name, where a tag has it."""
        name: str = self.cleaned_data["name"]
        self.target = tag_or_sentence(self.kind, name)
        return name

    def do(self, by: Account) -> list[TagStep]:
        """Merge each tag but the target itself, which may be among the chosen ones."""
        canonical = self.target.canonical or self.target
        tags = [tag for tag in self.tags if tag.pk != canonical.pk] or self.tags
        return [self.step(by, tag, self.cleaned_data["note"]) for tag in tags]

    def step(self, by: Account, tag: Tag, note: str) -> TagStep:
        """Merge one tag."""
        return actions.merge_tags(by=by, tag=tag, into=self.target, note=note)


class PlaceForm(StepForm):
    """Under which tag."""

    does, button, asks = "Put under another tag", "Put it there", ("kind_above", "name")
    kind_above = forms.ChoiceField(label="Under a")
    name = forms.CharField(label="Called", max_length=limits.TAG)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [Kind.FANDOM, *({self.kind} - {Kind.FANDOM})]
        if self.kind in {Kind.GENRE, Kind.WARNING}:
            kinds = [self.kind]
        self.fields["kind_above"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, as said above
            (kind.value, kind.label) for kind in kinds
        ]
        self.fields["name"].widget.attrs["data-names"] = kinds[0].value

    def clean(self) -> dict[str, Any]:
        """Look the tag up."""
        data = super().clean() or {}
        if data.get("name") and data.get("kind_above"):
            try:
                self.target = tag_or_sentence(Kind(data["kind_above"]), data["name"])
            except ValidationError as problem:
                self.add_error("name", problem)
        return data

    def step(self, by: Account, tag: Tag, note: str) -> TagStep:
        """Place one tag."""
        return actions.place_tag(by=by, tag=tag, under=self.target, note=note)


class RemoveForm(StepForm):
    """From under which of its parents."""

    does, button, asks = "Take from under another tag", "Take it out", ("parent",)
    parent = forms.ModelChoiceField(Tag.objects.none(), label="From under", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = self.tags[0].parents.order_by("key")  # type: ignore[attr-defined]

    def step(self, by: Account, tag: Tag, note: str) -> TagStep:
        """Take one tag out."""
        return actions.remove_tag(by=by, tag=tag, from_=self.cleaned_data["parent"], note=note)


class RenameForm(StepForm):
    """How it is called."""

    does, button, asks = "Rename", "Rename", ("name",)
    name = forms.CharField(
        label="New name",
        max_length=limits.TAG,
        help_text="Moderators change case, accents and quotes; owners anything that is free.",
    )

    def step(self, by: Account, tag: Tag, note: str) -> TagStep:
        """Rename it."""
        return actions.rename_tag(by=by, tag=tag, name=self.cleaned_data["name"], note=note)


class SplitForm(StepForm):
    """Which other synonyms come along."""

    does, button, asks = "Split off", "Split off", ("along",)
    along = forms.ModelMultipleChoiceField(
        Tag.objects.none(),
        required=False,
        label="Synonyms that come along",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Tag.objects.filter(canonical__isnull=False, canonical=self.tags[0].canonical_id)
        self.fields["along"].queryset = others.exclude(pk=self.tags[0].pk)  # type: ignore[attr-defined]

    def step(self, by: Account, tag: Tag, note: str) -> TagStep:
        """Split it off."""
        return actions.split_tag(by=by, tag=tag, along=self.cleaned_data["along"], note=note)


FORMS: dict[str, type[StepForm]] = {
    TagDeed.MERGE: MergeForm,
    TagDeed.PLACE: PlaceForm,
    TagDeed.REMOVE: RemoveForm,
    TagDeed.RENAME: RenameForm,
    TagDeed.SPLIT: SplitForm,
}
ONE_AT_A_TIME = frozenset({TagDeed.REMOVE, TagDeed.RENAME, TagDeed.SPLIT})


def forms_for(tag: Tag) -> list[tuple[str, StepForm]]:
    """The empty forms of the deeds that this tag admits."""
    if tag.canonical_id is not None:
        deeds = [TagDeed.SPLIT, TagDeed.MERGE]
    else:
        deeds = [TagDeed.MERGE, TagDeed.PLACE, TagDeed.RENAME]
    names = {TagDeed.RENAME: {"name": tag.name}}
    return [(deed, FORMS[deed](tags=[tag], initial=names.get(deed), auto_id=f"{deed}_%s")) for deed in deeds]


class FindForm(forms.Form):
    """A tag by kind and name."""

    kind = forms.ChoiceField(label="Kind", choices=Kind.choices)
    name = forms.CharField(
        label="Name", max_length=limits.TAG, widget=forms.TextInput(attrs={"data-names": Kind.FANDOM.value})
    )

    def clean(self) -> dict[str, Any]:
        """Look the tag up."""
        data = super().clean() or {}
        if data.get("name") and data.get("kind"):
            try:
                self.found = tag_or_sentence(Kind(data["kind"]), data["name"])
            except ValidationError as problem:
                self.add_error("name", problem)
        return data
