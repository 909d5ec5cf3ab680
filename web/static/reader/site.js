// The parts of every page: the switch of the theme, and the keys with a dialog that lists them.

const root = document.documentElement;
const theme = document.querySelector(".theme");
const help = document.getElementById("help");
const useKeys = document.getElementById("use-keys");
const search = document.querySelector(".find input");
const KEPT = "communique-keys";

// The server sets the cookie; the page changes its theme at once, without a reload that would lose input.
theme.addEventListener("submit", (event) => {
  event.preventDefault();
  show(event.submitter.value);
  fetch(theme.action, { method: "POST", body: new URLSearchParams(new FormData(theme, event.submitter)), redirect: "manual" });
});

function show(value) {
  if (value === "system") delete root.dataset.theme;
  else root.dataset.theme = value;
  document.querySelector("meta[name=color-scheme]").content = value === "system" ? "light dark" : value;
  for (const button of theme.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === value));
  document.dispatchEvent(new Event("theme-changed"));
}

// The browser restores a page from its back/forward cache.
addEventListener("pageshow", (event) => {
  if (event.persisted) show(/(?:^|; )communique_theme=(light|dark)/.exec(document.cookie)?.[1] ?? "system");
});

// Keys can be turned off for users of software that types letters, such as speech input.
useKeys.checked = localStorage.getItem(KEPT) !== "off";
useKeys.addEventListener("change", () => localStorage.setItem(KEPT, useKeys.checked ? "on" : "off"));

// Returns the key of an event for the page; null in input fields, and if keys are off.
export function keyOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !useKeys.checked) return null;
  return event.target.closest?.("input, textarea, select, [contenteditable], dialog") ? null : event.key;
}

addEventListener("keydown", (event) => {
  const key = keyOf(event);
  if (key === "?") help.showModal();
  else if (key === "/") search.focus();
  else return;
  event.preventDefault();
});

const button = document.getElementById("show-help");
button.hidden = false;
button.addEventListener("click", () => help.showModal());
