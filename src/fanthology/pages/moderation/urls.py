"""Routes of those who look after the archive."""

from django.urls import path

from fanthology.pages.moderation import accounts, categories, hiding, house, overview, tag_steps, tags

urlpatterns = [
    path("", overview.moderation, name="moderation"),
    path("hidden/<slug:kind>/", overview.hidden_list, name="hidden_list"),
    path("log/", overview.decision_list, name="decision_list"),
    path("stories/<int:pk>/hide/", hiding.story_hide, name="story_hide"),
    path("stories/<int:pk>/restore/", hiding.story_restore, name="story_restore"),
    path("chapters/<int:pk>/hide/", hiding.chapter_hide, name="chapter_hide"),
    path("chapters/<int:pk>/restore/", hiding.chapter_restore, name="chapter_restore"),
    path("accounts/", accounts.account_list, name="account_list"),
    path("accounts/<int:pk>/hide/", hiding.account_hide, name="account_hide"),
    path("accounts/<int:pk>/restore/", hiding.account_restore, name="account_restore"),
    path("accounts/<int:pk>/role/", accounts.role_edit, name="role_edit"),
    path("categories/", categories.category_manage, name="category_manage"),
    path("categories/<int:pk>/", categories.category_edit, name="category_edit"),
    path("categories/<int:pk>/delete/", categories.category_delete, name="category_delete"),
    path("tags/", tags.tag_bins, name="tag_bins"),
    path("tags/bins/<slug:kind>/", tags.tag_bin, name="tag_bin"),
    path("tags/<int:pk>/", tags.tag_manage, name="tag_manage"),
    path("tags/step/", tag_steps.tag_step_confirm, name="tag_step_confirm"),
    path("tags/log/", tag_steps.tag_step_list, name="tag_step_list"),
    path("tags/log/<int:pk>/undo/", tag_steps.tag_step_undo, name="tag_step_undo"),
    path("house/<slug:name>/", house.house_text_edit, name="house_text_edit"),
    path("ratings/", house.rating_scheme_choose, name="rating_scheme_choose"),
    path("first-steps/", house.owner_steps, name="owner_steps"),
]
