// The desk without this script is whole. With it: words and characters are counted while you write,
// and names that others use can be picked from a list instead of typed.
(() => {
  "use strict";
  const numbers = new Intl.NumberFormat("en");
  const words = (text) => (text.match(/[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}'’-])*/gu) || []).length;

  // Characters are counted as the archive counts them: by code point.
  const count = (area) => {
    const limit = Number(area.dataset.limit);
    const said = document.createElement("p");
    said.className = "count";
    const show = () => {
      const length = Array.from(area.value).length;
      said.textContent = area.dataset.words === undefined || length > limit
        ? `${numbers.format(length)} of ${numbers.format(limit)} characters`
        : `about ${numbers.format(words(area.value))} words, ${numbers.format(length)} characters`;
      said.classList.toggle("over", length > limit);
    };
    let later;
    area.addEventListener("input", () => { clearTimeout(later); later = setTimeout(show, 300); });
    area.after(said);
    const help = said.nextElementSibling;
    if (help && help.matches("p.help")) help.remove(); // it says the limit too
    show();
  };

  const pick = (area, number) => {
    const list = document.getElementById(area.dataset.known);
    if (!list) return;
    const label = area.closest(".field").querySelector("label").firstChild.textContent.trim();
    const row = document.createElement("div");
    row.className = "add-known";
    const input = document.createElement("input");
    input.type = "text";
    input.id = `pick-${number}`;
    input.setAttribute("list", list.id);
    input.setAttribute("aria-label", `${label}: pick one that others use`);
    input.placeholder = "Pick one that others use";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn small";
    button.textContent = "Add";
    button.setAttribute("aria-label", `${label}: add it`);
    const add = () => {
      const name = input.value.trim();
      if (!name) return;
      const lines = area.value.split("\n").map((line) => line.trim()).filter(Boolean);
      if (!lines.includes(name)) lines.push(name);
      area.value = lines.join("\n");
      input.value = "";
      input.focus();
    };
    button.addEventListener("click", add);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); add(); }
    });
    row.append(input, button);
    area.after(row);
  };

  document.querySelectorAll("textarea[data-limit]").forEach(count);
  document.querySelectorAll("textarea[data-known]").forEach(pick);
})();
