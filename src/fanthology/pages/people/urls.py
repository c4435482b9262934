"""Routes of people: authors, the owner's welcome, one's account and pen names."""

from django.urls import path

from fanthology.pages import paths  # noqa: F401 - registers <name:>
from fanthology.pages.people import accounts, authors, pen_names, welcome

urlpatterns = [
    path("authors/", authors.author_list, name="author_list"),
    path("authors/<name:slug>/", authors.author_read, name="author_read"),
    path("welcome/<token>/", welcome.owner_welcome, name="owner_welcome"),
    path("accounts/signup/", accounts.account_signup, name="account_signup"),
    path("accounts/email/", accounts.account_email, name="account_email"),
    path("desk/account/", accounts.account_settings, name="account_settings"),
    path("desk/pen-names/", pen_names.pen_name_list, name="pen_name_list"),
    path("desk/pen-names/add/", pen_names.pen_name_add, name="pen_name_add"),
    path("desk/pen-names/<int:pk>/", pen_names.pen_name_edit, name="pen_name_edit"),
    path("authors/", authors.author_list, name="author_list"),
    path("authors/<name:slug>/", authors.author_read, name="author_read"),
]
