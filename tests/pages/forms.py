"""Forms as a browser sees them: what stands in each field of a page, and sending it back changed."""

from lxml import html


def fields_on(page: str, form: str = "") -> dict[str, list[str]]:
    """Name → values of everything that pressing Enter in a form would send, without the token. `form` is its id."""
    tree = html.fromstring(page)
    forms = tree.xpath(f"//form[@id='{form}']") if form else tree.xpath("//main//form")
    assert forms, "there is no such form on the page"
    found: dict[str, list[str]] = {}
    for field in forms[0].xpath(".//input|.//textarea|.//select"):
        name, kind = field.get("name"), field.get("type", "")
        if not name or name == "csrfmiddlewaretoken" or kind in {"submit", "file"}:
            continue
        if kind in {"checkbox", "radio"} and field.get("checked") is None:
            continue
        found.setdefault(name, []).extend(values_of(field))
    return found


def values_of(field) -> list[str]:
    """What one field would send."""
    if field.tag == "select":
        chosen = [option.get("value", "") for option in field.xpath(".//option[@selected]")]
        return chosen or [option.get("value", "") for option in field.xpath(".//option")[:1]]
    if field.tag == "textarea":
        return [(field.text or "").removeprefix("\n")]
    return [field.get("value", "on" if field.get("type") == "checkbox" else "")]


def errors_on(page: str) -> dict[str, str]:
    """Id of a field → what is said to be wrong with it; "" for what concerns the whole form."""
    tree = html.fromstring(page)
    found = {}
    for item in tree.xpath("//div[@id='errors']//li"):
        links = item.xpath(".//a/@href")
        found[links[0].removeprefix("#id_") if links else ""] = item.text_content().strip()
    return found
