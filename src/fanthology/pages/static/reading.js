// Enhances reading pages; everything works without it. Two things: a visit is counted, and settings change at once.
"use strict";

(() => {
  const script = document.currentScript;
  const root = document.documentElement;
  const YEAR = 60 * 60 * 24 * 365;

  // A visit counts when the page has been seen, not when it was only loaded in the background.
  const count = () => {
    if (document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", count);
    navigator.sendBeacon(script.dataset.seen);
  };
  if (script.dataset.seen && navigator.sendBeacon) {
    document.addEventListener("visibilitychange", count);
    count();
  }

  // The same attributes and the same cookie that the server would write (pages/look.py).
  const chosen = (form) =>
    [...new FormData(form)].filter(([name, value]) => name !== "next" && value !== "");

  const keep = (values) => {
    const text = values.map(([name, value]) => `${name}:${value}`).join(".");
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `look=${text}; Max-Age=${text ? YEAR : 0}; Path=/; SameSite=Lax${secure}`;
  };

  const fetchFaces = (form, font) => {
    if (!font || font === "atkinson" || font === "system") return;
    if (document.querySelector(`link[href="${form.dataset.faces}"]`)) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = form.dataset.faces;
    document.head.append(link);
  };

  const apply = (form) => {
    const values = chosen(form);
    const given = Object.fromEntries(values);
    for (const select of form.querySelectorAll("select")) {
      if (given[select.name]) root.dataset[select.name] = given[select.name];
      else delete root.dataset[select.name];
    }
    fetchFaces(form, given.font);
    keep(values);
  };

  for (const form of document.querySelectorAll("form[data-look]")) {
    form.addEventListener("change", () => apply(form));
    form.addEventListener("click", (event) => {
      if (event.target.name !== "reset") return;
      event.preventDefault();
      for (const select of form.querySelectorAll("select")) select.value = "";
      apply(form);
    });
    // What is chosen is kept at once, so beside a text nothing is left to save.
    const save = form.querySelector("[data-save]");
    if (save && form.closest("details")) save.hidden = true;
  }

  const panel = document.querySelector("details.look");
  if (panel) {
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !panel.open) return;
      panel.open = false;
      panel.querySelector("summary").focus();
    });
  }
})();
