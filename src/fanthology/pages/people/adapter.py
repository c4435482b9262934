"""How django-allauth meets our accounts: our sentences, our deeds, our addresses."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from fanthology.people.actions import EMAIL_TAKEN, check_email
from fanthology.people.models import Account

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """What the archive decides about signing up and in, and what it says on the way."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed.",
        "email_password_mismatch": "This e-mail address and this password do not belong together.",
        "email_taken": EMAIL_TAKEN,
        "enter_current_password": "That is not your password.",
        "incorrect_password": "That is not your password.",
        "invalid_password_reset": "This link does not work any more.",
        "too_many_login_attempts": "Too many tries with a wrong password. Please wait five minutes.",
        "rate_limited": "That was asked too often. Please wait a few minutes.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether visitors may make an account is a setting."""
        return bool(settings.CONFIG.signup == "open")

    def is_ajax(self, request: HttpRequest) -> bool:
        """Our pages are pages: none is asked for as JSON."""
        return False

    def clean_email(self, email: str) -> str:
        """Refuse an address longer than the column; whether it is taken is asked elsewhere, so as to tell nobody."""
        longest = Account._meta.get_field("email").max_length or 0
        if len(email) > longest:
            raise forms.ValidationError(f"An e-mail address can have up to {longest} characters.")
        return email

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm an address, unless another account has begun to sign in with it meanwhile."""
        try:
            check_email(email_address.email, but=email_address.user)
        except ValidationError:
            messages.error(request, EMAIL_TAKEN)
            return False
        return bool(super().confirm_email(request, email_address))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send an e-mail; where the mail server does not take it, say so to the person instead of failing."""
        home = home_of(self.request)
        try:
            super().send_mail(template_prefix, email, {**context, "home": home, "archive": settings.CONFIG})
        except (OSError, SMTPException):
            log.exception("The e-mail %s could not be sent", template_prefix)
            messages.error(
                self.request,
                "The e-mail could not be sent just now: the mail server does not answer. Please try again later.",
            )

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Where the link in a confirmation leads."""
        return home_of(request) + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Where the link in a password reset leads. `key` is "<user>-<token>"."""
        uidb36, _, token = key.partition("-")
        return home_of(self.request) + reverse("account_reset_password_from_key", args=[uidb36, token])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where a changed password leads."""
        return reverse("account_settings")


def home_of(request: HttpRequest) -> str:
    """The archive's address, without a closing slash, for links that leave it: as set, or as the request came."""
    return settings.CONFIG.url or f"{request.scheme}://{request.get_host()}"
