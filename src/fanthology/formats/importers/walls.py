"""Pages that stand where a story should be: logins, errors, deleted works, age gates.

People save what their browser shows, and notice too late that it was not the story. Such a page has
few words; a story that quotes these phrases has many.
"""

import re

from fanthology.text.words import count_words

# A page with more words in its body has a story, whatever else it says (many sites show a login form everywhere).
_FEW_WORDS = 250

_ERROR = re.compile(
    r"\b(?:story not found|page not found|not found|error 40[0-9]|error 50[0-9]|40[34] (?:error|forbidden|not found)"
    r"|access denied|permission denied|forbidden|bad gateway|service (?:temporarily )?unavailable|internal server error"
    r"|(?:this )?(?:story|work|page|fic|chapter) (?:has been|was) (?:deleted|removed)|does(?: not|n['’]t) exist"
    r"|no longer available|under maintenance|something went wrong)\b",
    re.IGNORECASE,
)
_CHECK = re.compile(
    r"\b(?:just a moment|checking your browser|attention required|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|enable javascript and cookies|ddos protection|too many requests|retry later)\b",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"\b(?:log[ -]?in|sign[ -]?in|log on)\b.{0,400}\bpassword\b|\bpassword\b.{0,400}\b(?:log[ -]?in|sign[ -]?in|log on)\b"
    r"|only available to registered users|must be logged in|please log in to (?:read|view|continue)",
    re.IGNORECASE | re.DOTALL,
)
_GATE = re.compile(
    r"\b(?:above your chosen filter level|(?:could|may|might) have adult content|adult content warning"
    r"|are you (?:over|at least) (?:18|21)|confirm your age|age verification)\b",
    re.IGNORECASE,
)


def wall(text: str, *, asks_for_password: bool) -> str:
    """Why a page is no story, as a sentence, or "" when nothing speaks against it.

    `text` is what a reader would see of the page's main part.
    """
    if len(text) > 40_000 or count_words(text) > _FEW_WORDS:
        return ""
    if _GATE.search(text):
        return "This is a page that asks for the reader's age, not the story: please pass it and save the next page."
    if _CHECK.search(text):
        return (
            "This is a page that checks the browser, not the story: please open the story and save it again."
        )
    if asks_for_password or _LOGIN.search(text):
        return "This is a login page, not a story: please sign in there and save the story's own page."
    found = _ERROR.search(text[:600])
    if found:
        return f"This is an error page (“{found.group()}”), not a story."
    return ""
