"""The door to everything that needs an account; it never loses what a person typed."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from allauth.account.forms import LoginForm
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from fanthology.pages.kept import OF_THE_PAGE, keep
from fanthology.people.models import Account

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in: what a view behind `signed_in` is given."""

    user: Account


MemberView = Callable[Concatenate[MemberRequest, P], HttpResponseBase]
AnyView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: MemberView[P]) -> AnyView[P]:
    """Let only people with an account through to `view`.

    A visitor who opens the page is sent to sign in and then comes back. A form that arrives after the sign-in has ended is
    answered with a page that holds all of it, asks for the password, and sends it on. So is a form of somebody whose account
    was hidden meanwhile, but for the sending on.
    """

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if request.method != "POST":
                return redirect_to_login(request.get_full_path())
            refusal = sign_in_again(request)
            if refusal is not None:
                return refusal
        if request.method == "POST" and cast(MemberRequest, request).user.hidden_at is not None:
            return render(request, "errors/hidden_cannot_write.html", {"kept": keep(request)}, status=403)
        return view(cast(MemberRequest, request), *args, **kwargs)

    return guarded


def sign_in_again(request: HttpRequest) -> HttpResponse | None:
    """Sign in with the address and password that came along with a form.

    Answers nothing where that worked; else the page that holds the form and asks for them.
    """
    form = LoginForm(
        {"login": request.POST.get("again_login", ""), "password": request.POST.get("again_password", "")}
        if "again_login" in request.POST
        else None,
        request=request,
    )
    if form.is_valid():
        form.cleaned_data["remember"] = True
        form.login(request)
        if request.user.is_authenticated:
            rest = request.POST.copy()
            for name in OF_THE_PAGE:
                rest.pop(name, None)
            request.POST = rest  # type: ignore[assignment]  # a QueryDict as good as the one it replaces
            return None
    email = request.POST.get("again_login", "")
    page = {"kept": keep(request), "form": form, "email": email, "unconfirmed": form.is_valid()}
    return render(request, "errors/sign_in_ended.html", page, status=403)
