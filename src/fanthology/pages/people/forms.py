"""Forms."""

from django import forms


class SignupForm(forms.Form):
    """What allauth's sign-up asks besides."""
