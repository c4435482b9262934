// The desk without this script is whole. With it, words and characters are counted while you write.
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

  document.querySelectorAll("textarea[data-limit]").forEach(count);
})();
