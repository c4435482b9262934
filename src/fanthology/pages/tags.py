"""Template tags and filters."""

from django import template

register = template.Library()
