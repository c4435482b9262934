"""What tests of standing exclusions need: a browser that remembers, and what it remembers."""


def remembered(client) -> str:
    """What the browser keeps of a visitor's list."""
    found = client.cookies.get("never")
    return found.value if found else ""


def remember(client, text: str) -> None:
    """Let the browser keep this."""
    client.cookies["never"] = text
