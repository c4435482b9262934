"""Forms for accounts and pen names. Those of allauth keep its rules and get our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.utils import setup_user_email
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from fanthology.core import limits
from fanthology.moderation.queries import house_text
from fanthology.pages.fields import LongText
from fanthology.people.actions import check_pen_name, sign_up
from fanthology.people.models import Account, PenName

HELP_CHOOSING = (
    "At least 8 characters. A few words that do not belong together are easy to remember and hard to guess."
)
HELP_NAMING = "The name that readers see. You can take further pen names later."
NO_EMAIL = "This archive sends no e-mail. Please ask whoever keeps it for a link to a new password."


class Plain:
    """Takes away what allauth writes into its fields, and puts our words there."""

    WORDS: dict[str, tuple[str, str]] = {}
    """Field → label and help."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            label, help_text = self.WORDS.get(name, (field.label, ""))
            field.label, field.help_text = label, help_text


class LoginForm(Plain, allauth_forms.LoginForm):
    """Sign in."""

    WORDS = {
        "login": ("E-mail address", ""),
        "remember": ("Stay signed in on this device", ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["remember"].initial = True


class SignupForm(Plain, allauth_forms.SignupForm):
    """Make an account with its first pen name.

    `homepage` stands on no page that a person sees: programs that fill in whatever they find give themselves away.
    """

    WORDS = {
        "email": ("E-mail address", "You sign in with it. Readers never see it."),
        "password1": ("Password", HELP_CHOOSING),
        "pen_name": ("Pen name", HELP_NAMING),
    }
    field_order = ["email", "pen_name", "password1", "rules"]

    homepage = forms.CharField(required=False, label="Leave this empty")
    pen_name = forms.CharField(max_length=limits.PEN_NAME)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pen_name"].widget.attrs["autocomplete"] = "nickname"
        if house_text("rules") is not None:
            self.fields["rules"] = forms.BooleanField(
                label="I will keep the rules of this archive",
                help_text=format_html(
                    '<a href="{}" target="_blank">Read them</a> (in a new tab)', reverse("rules")
                ),
                error_messages={"required": "Please read the rules first; everybody here keeps them."},
            )

    def clean_homepage(self) -> str:
        """Refuse a program; a person whose browser filled the field in learns what to do."""
        if self.cleaned_data["homepage"]:
            raise ValidationError(
                "Please leave the field “homepage” empty; it is there to tell programs from people."
            )
        return ""

    def clean_pen_name(self) -> str:
        """Refuse a name that cannot be, or is taken."""
        return checked_pen_name(self.cleaned_data["pen_name"])

    def save(self, request: HttpRequest) -> Account:
        """Make the account; called by allauth once everything was valid, and nobody has the address yet."""
        with transaction.atomic():
            account = sign_up(
                email=self.cleaned_data["email"],
                password=self.cleaned_data["password1"],
                pen_name=self.cleaned_data["pen_name"],
            )
            setup_user_email(request, account, [])
        return account


class OwnerForm(forms.Form):
    """The owner's account, made with the one-time link."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="You sign in with it. Readers never see it.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    pen_name = forms.CharField(
        label="Pen name",
        max_length=limits.PEN_NAME,
        help_text=HELP_NAMING,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        help_text=HELP_CHOOSING,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is easily guessed."""
        given = self.cleaned_data
        if "password" in given:
            try:
                validate_password(given["password"], Account(email=given.get("email", "")))
            except ValidationError as problem:
                self.add_error("password", problem)
        return given

    def clean_pen_name(self) -> str:
        """Refuse a name that cannot be, or is taken."""
        return checked_pen_name(self.cleaned_data["pen_name"])


class ResetPasswordForm(Plain, allauth_forms.ResetPasswordForm):
    """Ask for a link to a new password."""

    WORDS = {"email": ("E-mail address", "")}

    def clean_email(self) -> str:
        """Promise an e-mail only where one can be sent."""
        if not settings.CONFIG.smtp_host:
            raise ValidationError(NO_EMAIL)
        return str(super().clean_email())


class ResetPasswordKeyForm(Plain, allauth_forms.ResetPasswordKeyForm):
    """Choose a new password, with the link."""

    WORDS = {"password1": ("New password", HELP_CHOOSING), "password2": ("The same again", "")}


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):
    """Choose a new password, knowing the old one."""

    WORDS = {
        "oldpassword": ("Your password now", ""),
        "password1": ("New password", HELP_CHOOSING),
        "password2": ("The new one again", ""),
    }


class SetPasswordForm(Plain, allauth_forms.SetPasswordForm):
    """Choose a first password: for an account that was made without."""

    WORDS = {"password1": ("Password", HELP_CHOOSING), "password2": ("The same again", "")}


class ReauthenticateForm(Plain, allauth_forms.ReauthenticateForm):
    """Say the password once more before something that matters."""


class EmailForm(forms.Form):
    """Another address to sign in with. Needs the password: whoever finds a screen unlocked must not take the account."""

    email = forms.EmailField(
        label="New e-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_email(self) -> str:
        """Refuse the address that the account has already."""
        email = str(self.cleaned_data["email"]).lower()
        if email == self.account.email.lower():
            raise ValidationError("That is your address already.")
        return email

    def clean_password(self) -> str:
        """Check the password, as often as allauth allows."""
        password = str(self.cleaned_data["password"])
        if not get_adapter().reauthenticate(self.account, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


class PenNameForm(forms.Form):
    """A further pen name."""

    name = forms.CharField(
        label="Pen name",
        max_length=limits.PEN_NAME,
        help_text="Letters of any script. Capitals, accents and spaces do not tell two names apart.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, pen_name: PenName | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pen_name = pen_name

    def clean_name(self) -> str:
        """Refuse a name that cannot be, or is taken by somebody else."""
        return checked_pen_name(self.cleaned_data["name"], but=self.pen_name)


class PenNameEditForm(PenNameForm):
    """All that a pen name says of itself, and puts into every new story."""

    about = LongText(
        label="About",
        required=False,
        max_length=limits.ABOUT,
        rows=8,
        help_text="Stands on the page of this pen name. *Italics*, **bold**; an empty line parts paragraphs.",
    )
    default_disclaimer = LongText(
        label="Disclaimer for new stories",
        required=False,
        max_length=limits.FIELD,
        rows=4,
        help_text="Put into every new story, so that you never type it twice. You can change it there.",
    )
    default_note = LongText(
        label="Author's note for new stories",
        required=False,
        max_length=limits.NOTE,
        rows=4,
        help_text="The same: it is there when you begin a story.",
    )


def checked_pen_name(name: str, *, but: PenName | None = None) -> str:
    """The name as it will be kept, or its trouble as one of a form field."""
    try:
        return check_pen_name(name, but=but)
    except ValidationError as problem:
        raise ValidationError(problem.messages) from problem
