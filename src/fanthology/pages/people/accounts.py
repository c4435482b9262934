"""A person's own account: making it, its e-mail address, and the page where all about it starts."""

from typing import cast

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from fanthology.pages.forms import show_problem
from fanthology.pages.people.forms import EmailForm
from fanthology.pages.signed_in import MemberRequest, signed_in
from fanthology.people.actions import ask_for_email, change_email, forget_email_wish


class SignupView(allauth_views.SignupView):
    """Allauth's, for a name or an address that somebody else took between the check and the deed."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Make the account, or show why it cannot be."""
        try:
            return super().form_valid(form)
        except ValidationError as problem:
            show_problem(form, problem, {"name": "pen_name", "password": "password1"})
            return cast(HttpResponse, self.form_invalid(form))


account_signup = SignupView.as_view()


@signed_in
def account_settings(request: MemberRequest) -> HttpResponse:
    """Everything about one's account, with the ways to change it."""
    facts = {
        "pen_names": request.user.pen_names.order_by("key"),
        "address": EmailAddress.objects.filter(user=request.user, email=request.user.email).first(),
        "wish": wished_address(request),
    }
    return render(request, "people/account_settings.html", facts)


@sensitive_post_parameters("password")
@signed_in
def account_email(request: MemberRequest) -> HttpResponseBase:
    """The address one signs in with: change it, confirm it, or take a change back."""
    refusal = ratelimit.consume_or_429(request, action="manage_email", user=request.user)
    if refusal is not None:
        return refusal
    if "cancel" in request.POST:
        forget_email_wish(account=request.user)
        messages.success(request, f"Your address stays {request.user.email}.")
        return redirect("account_email")
    if "resend" in request.POST:
        send_link(request, wished_address(request) or own_address(request))
        return redirect("account_email")
    form = EmailForm(request.POST or None, account=request.user)
    if form.is_valid() and take_address(request, form):
        return redirect("account_settings")
    facts = {"form": form, "address": own_address(request), "wish": wished_address(request)}
    return render(request, "account/email.html", facts)


def take_address(request: MemberRequest, form: EmailForm) -> bool:
    """Change the address, or send the link that will; say which. False where the form has to be shown again."""
    email = form.cleaned_data["email"]
    if settings.CONFIG.confirms_email:
        send_link(request, ask_for_email(account=request.user, email=email))
        return True
    was = request.user.email
    try:
        change_email(account=request.user, email=email)
    except ValidationError as problem:
        show_problem(form, problem)
        return False
    get_adapter(request).send_notification_mail(
        "account/email/email_changed", request.user, context={"from_email": was, "to_email": email}, email=was
    )
    messages.success(request, f"You sign in with {email} from now on.")
    return True


def send_link(request: MemberRequest, address: EmailAddress) -> None:
    """Send the link that confirms an address, but not one after the other."""
    if address.verified:
        messages.info(request, f"{address.email} is confirmed already.")
    elif ratelimit.consume(request, action="confirm_email", key=address.email):
        address.send_confirmation(request)
        messages.info(
            request, f"We have sent a link to {address.email}. Open it, and the address is confirmed."
        )
    else:
        messages.warning(request, f"A link went to {address.email} a moment ago. Please wait three minutes.")


def own_address(request: MemberRequest) -> EmailAddress:
    """The address that the account signs in with, as allauth keeps it."""
    address, _ = EmailAddress.objects.get_or_create(user=request.user, email=request.user.email)
    return address


def wished_address(request: MemberRequest) -> EmailAddress | None:
    """The address that the account will change to once it is confirmed."""
    addresses = EmailAddress.objects.filter(user=request.user, verified=False)
    return addresses.exclude(email=request.user.email).order_by("-pk").first()
