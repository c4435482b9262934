// Fields for names are whole without this script. With it they suggest, while you type, names that stories here bear.
(() => {
  "use strict";
  const api = document.currentScript.dataset.names;
  const numbers = new Intl.NumberFormat("en");
  const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u; // one sign of these says much
  const clause = /(?:^|[\s(])-?(fandom|character|relationship|genre|warning|tag|category|author):("[^"]*|\S*)$/i;
  const kinds = /^(fandom|character|relationship|genre|warning|freeform|category|author)$/; // what the archive suggests
  let made = 0;
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");

  const attach = (field) => {
    const many = field.tagName === "TEXTAREA";
    const box = field.type === "text"; // the only ones that may be called a combobox
    const kind = many ? field.dataset.known.replace("known-", "") : field.dataset.names;
    const native = document.getElementById(many ? field.dataset.known : field.getAttribute("list"));
    const known = native ? Array.from(native.options, (option) => option.value) : [];
    const list = document.createElement("ul");
    list.id = `names-${made += 1}`;
    list.className = "offered";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Names that others use");
    field.removeAttribute("list");
    field.setAttribute("autocomplete", "off");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    if (box) {
      field.setAttribute("role", "combobox");
      field.setAttribute("aria-expanded", "false");
    }
    field.after(list);
    let options = [], at = -1, timer, asking, choosing = false;

    // The part of the text that is being typed: a line, a whole field, or what follows "fandom:" in a search line.
    const current = () => {
      const text = field.value, cursor = field.selectionStart;
      if (kind === "line") {
        const found = clause.exec(text.slice(0, cursor));
        if (!found) return null;
        const name = found[1].toLowerCase();
        const start = cursor - found[2].length;
        return { kind: name === "tag" ? "freeform" : name, text: found[2].replace(/^"/, ""), start, end: cursor };
      }
      const start = many ? text.lastIndexOf("\n", cursor - 1) + 1 : 0;
      const end = many ? (text + "\n").indexOf("\n", cursor) : text.length;
      const other = document.getElementById(field.dataset.kind); // a list of kinds to choose from, beside the field
      return { kind: other ? other.value : kind, text: text.slice(start, end).trim(), start, end };
    };

    const close = () => {
      clearTimeout(timer);
      if (asking) asking.abort();
      list.hidden = true;
      at = -1;
      field.removeAttribute("aria-activedescendant");
      field.removeAttribute("aria-controls");
      if (box) field.setAttribute("aria-expanded", "false");
    };

    const mark = (next) => {
      at = next;
      Array.from(list.children).forEach((row, number) => row.setAttribute("aria-selected", String(number === at)));
      if (at < 0) field.removeAttribute("aria-activedescendant");
      else {
        field.setAttribute("aria-activedescendant", list.children[at].id);
        list.children[at].scrollIntoView({ block: "nearest" });
      }
    };

    const choose = (number) => {
      const part = current();
      if (!part) return close();
      let name = options[number].name;
      if (kind === "line") name = /^[\p{L}\p{N}]+$/u.test(name) ? `${name} ` : `"${name.replace(/"/g, '""')}" `;
      field.setRangeText(name, part.start, part.end, "end");
      close();
      choosing = true;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      choosing = false;
    };

    const row = ({ name, canonical, count }, number) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const shown = item.appendChild(document.createElement("bdi"));
      shown.textContent = name;
      if (canonical && canonical !== name) item.append(" → ", Object.assign(document.createElement("bdi"), { textContent: canonical }));
      if (count !== undefined) {
        const small = item.appendChild(document.createElement("span"));
        small.textContent = numbers.format(count);
        small.title = count === 1 ? "1 story" : `${small.textContent} stories`;
      }
      item.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
      item.addEventListener("click", () => choose(number));
      return item;
    };

    const show = (found) => {
      options = found;
      if (!found.length || document.activeElement !== field) return close();
      list.replaceChildren(...found.map(row));
      list.style.left = `${field.offsetLeft}px`;
      list.style.top = `${field.offsetTop + field.offsetHeight}px`;
      list.style.width = `${field.offsetWidth}px`;
      list.hidden = false;
      field.setAttribute("aria-controls", list.id);
      if (box) field.setAttribute("aria-expanded", "true");
      mark(-1);
      said.textContent = found.length === 1 ? "1 suggestion; the arrow keys lead to it." : `${found.length} suggestions; the arrow keys lead to them.`;
    };

    const ask = async (part, fandoms) => {
      if (asking) asking.abort();
      const mine = asking = new AbortController();
      const query = new URLSearchParams({ kind: part.kind, prefix: part.text.slice(0, 150) });
      fandoms.forEach((name) => query.append("fandom", name));
      try {
        const answer = await fetch(`${api}?${query}`, { signal: mine.signal, credentials: "omit" });
        if (!answer.ok) throw new Error(String(answer.status));
        const { results } = await answer.json();
        if (asking === mine) show(results.filter((one) => one.name !== part.text));
      } catch (error) {
        if (error.name !== "AbortError" && asking === mine) show(near(part.text));
      }
    };

    const near = (text) => {
      const start = text.toLowerCase();
      return known.filter((name) => name !== text && (` ${name.toLowerCase()}`).includes(` ${start}`)).slice(0, 10).map((name) => ({ name }));
    };

    const chosen = () => {
      const area = kind !== "fandom" && field.form && field.form.querySelector('textarea[data-known="known-fandom"]');
      return area ? area.value.split("\n").map((name) => name.trim()).filter(Boolean).slice(0, 10) : [];
    };

    const begin = () => {
      const part = current();
      if (!part || !kinds.test(part.kind) || part.text.length < (dense.test(part.text) ? 1 : 2)) return close();
      clearTimeout(timer);
      timer = setTimeout(() => ask(part, chosen()), 120);
    };

    field.addEventListener("input", (event) => { if (!choosing && !event.isComposing) begin(); });
    field.addEventListener("compositionend", begin);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (list.hidden) {
        if (event.key === "ArrowDown" && (event.altKey || !many)) {
          const part = current();
          if (part && !part.text) show(known.slice(0, 10).map((name) => ({ name })));
          else begin();
        }
        return;
      }
      const last = options.length - 1;
      if (event.key === "ArrowDown") mark(at === last ? -1 : at + 1);
      else if (event.key === "ArrowUp") mark(at < 0 ? last : at - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && at >= 0) choose(at);
      else {
        if (event.key === "Tab" && at >= 0) choose(at);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    });
  };

  const fields = document.querySelectorAll("textarea[data-known], input[data-names]");
  if (!fields.length) return;
  document.body.append(said);
  fields.forEach(attach);
})();
