"""Deeds with categories and ratings."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Length, Substr

from fanthology.catalogue import queries
from fanthology.catalogue.models import Category, RatingScheme
from fanthology.core import limits
from fanthology.people.models import Account
from fanthology.text.names import fold, slug, tidy

MAX_DEPTH = 8
"""Levels of the category tree; the deepest one seen in the wild has three."""


@transaction.atomic
def category_named(*, path: str) -> Category:
    """The category with this full name ("Fandom > Focus"), made down from the root where it does not exist."""
    names = queries.split_path(path)
    if not names:
        raise ValidationError("A category needs a name.")
    node = _child(None, names[0])
    for name in names[1:]:
        node = _child(node, name)
    return node


def _child(parent: Category | None, name: str) -> Category:
    tidied = _checked_category_name(name)
    found = Category.objects.filter(parent=parent, key=fold(tidied)).first()
    if found is not None:
        return found
    path = f"{parent.path}{queries.SEPARATOR}{tidied}" if parent else tidied
    if len(path) > limits.CATEGORY_PATH or path.count(queries.SEPARATOR) >= MAX_DEPTH:
        raise ValidationError(f"The category tree cannot be that deep: up to {MAX_DEPTH} levels.")
    node = Category.objects.create(
        parent=parent, name=tidied, key=fold(tidied), slug=slug(tidied, "category"), path=path
    )
    node.lineage = f"{parent.lineage if parent else '/'}{node.pk}/"
    node.save(update_fields=["lineage"])
    return node


def _checked_category_name(name: str) -> str:
    tidied = tidy(name).replace(">", "›")  # the sign that parts the names of a path
    if not fold(tidied):
        raise ValidationError("A category needs a name.")
    if len(tidied) > limits.CATEGORY or len(fold(tidied)) > 2 * limits.CATEGORY:
        raise ValidationError(f"A category's name can have up to {limits.CATEGORY} characters.")
    return tidied


@transaction.atomic
def edit_category(*, by: Account, category: Category, name: str, about: str) -> Category:
    """Rename or describe a category; the full names of all below it follow."""
    if not by.is_moderator:
        raise PermissionDenied
    try:
        _rename(category, _checked_category_name(name))
    except ValidationError as problem:
        raise ValidationError({"name": problem.messages}) from problem
    category.about = about.strip()
    category.save()
    return category


def _rename(category: Category, name: str) -> None:
    rivals = Category.objects.filter(parent=category.parent, key=fold(name)).exclude(pk=category.pk)
    if rivals.exists():
        raise ValidationError(f"There is a category “{name}” here already.")
    old = category.path
    above = f"{category.parent.path}{queries.SEPARATOR}" if category.parent else ""
    category.name, category.key, category.slug = name, fold(name), slug(name, "category")
    category.path = above + name
    below = Category.objects.filter(queries.categories_under(category)).exclude(pk=category.pk)
    longest = below.aggregate(longest=Max(Length("path")))["longest"] or len(old)
    if longest - len(old) + len(category.path) > limits.CATEGORY_PATH:
        raise ValidationError("This name is too long for the categories below it.")
    below.update(path=Concat(Value(category.path), Substr(F("path"), len(old) + 1)))


@transaction.atomic
def delete_category(*, by: Account, category: Category) -> None:
    """Delete a category that holds no story and no other category."""
    if not by.is_moderator:
        raise PermissionDenied
    if category.children.exists() or category.story_links.exists():
        raise ValidationError(f"“{category}” still holds stories or categories.")
    category.delete()


@transaction.atomic
def use_scheme(*, by: Account, scheme: RatingScheme) -> None:
    """Choose the rating scheme that new stories are rated by; old stories keep theirs."""
    if not by.is_owner:
        raise PermissionDenied
    RatingScheme.objects.filter(in_use=True).update(in_use=False)
    scheme.in_use = True
    scheme.save(update_fields=["in_use"])
