// Marks and facts: pointing at one shows the other, a click or Enter pins it, the arrows go from mark to mark.

const text = document.getElementById("text");
const tip = document.getElementById("tip");
const pinned = document.getElementById("pinned");
const marks = [...text.querySelectorAll("a")];
const cards = new Map();
const placesOf = new Map();
let current = 0; // the one mark that Tab leads to
let held = null; // the mark whose facts are pinned
let closing;

function readCards() {
  for (const card of document.querySelectorAll(".group .card")) cards.set(card.dataset.n, card);
}
readCards();
document.addEventListener("facts-renewed", readCards);
for (const mark of marks) mark.tabIndex = -1;
for (const mark of text.querySelectorAll("[data-f]")) {
  for (const n of factsOf(mark)) {
    if (!placesOf.has(n)) placesOf.set(n, []);
    placesOf.get(n).push(mark);
  }
}
if (marks.length) marks[0].tabIndex = 0;

function factsOf(mark) {
  return mark.dataset.f.split(" ").filter((n) => !text.classList.contains(`no-${cards.get(n).classList[1]}`));
}

function paint(facts, name) {
  for (const old of text.querySelectorAll(`.${name}`)) old.classList.remove(name);
  for (const n of facts) for (const mark of placesOf.get(n) ?? []) mark.classList.add(name);
}

function show(mark) {
  clearTimeout(closing);
  const facts = factsOf(mark);
  if (!facts.length) return hide();
  tip.replaceChildren(...facts.toReversed().map((n) => {
    const says = cards.get(n).querySelector(".says").cloneNode(true);
    const tip = document.createElement("div");
    tip.append(says, " ", cards.get(n).querySelector(".sure").cloneNode(true));
    return tip;
  }));
  tip.hidden = false;
  text.querySelector("[aria-describedby]")?.removeAttribute("aria-describedby");
  mark.setAttribute("aria-describedby", "tip");
  place(mark);
  paint(facts, "lit");
}

function place(mark) {
  const [line] = mark.getClientRects();
  const below = line.bottom + 10;
  const fits = below + tip.offsetHeight < innerHeight;
  tip.style.left = `${Math.max(8, Math.min(line.left, innerWidth - tip.offsetWidth - 16))}px`;
  tip.style.top = `${fits ? below : Math.max(8, line.top - tip.offsetHeight - 6)}px`;
}

function hide() {
  tip.hidden = true;
  text.querySelector("[aria-describedby]")?.removeAttribute("aria-describedby");
  paint([], "lit");
}

function hideSoon() {
  clearTimeout(closing);
  closing = setTimeout(hide, 150); // time to move the pointer onto the tip
}

function pin(mark) {
  const facts = factsOf(mark);
  if (!facts.length) return;
  held = mark;
  hide();
  const bar = document.createElement("div");
  const heading = document.createElement("h2");
  const close = document.createElement("button");
  bar.className = "bar";
  heading.textContent = "Pinned";
  close.className = "quiet";
  close.textContent = "Unpin";
  close.addEventListener("click", unpin);
  bar.append(heading, close);
  pinned.replaceChildren(bar, ...facts.toReversed().map((n) => {
    const card = cards.get(n).cloneNode(true);
    card.removeAttribute("id");
    card.open = true;
    return card;
  }));
  pinned.hidden = false;
  pinned.parentElement.scrollTop = 0;
  paint(facts, "held");
  // On a phone the panel lies over the text.
  const over = mark.getBoundingClientRect().bottom + 24 - pinned.getBoundingClientRect().top;
  if (getComputedStyle(pinned).position === "fixed" && over > 0) scrollBy(0, over);
}

function unpin() {
  if (!held) return;
  pinned.hidden = true;
  pinned.replaceChildren();
  paint([], "held");
  held.focus();
  held = null;
  hide();
}

function go(to, from = current) {
  // Not onto a mark whose kinds are all turned off.
  const step = to < from ? -1 : 1;
  while (marks[to] && !factsOf(marks[to]).length) to += step;
  if (!marks[to]) return;
  marks[current].tabIndex = -1;
  current = to;
  marks[to].tabIndex = 0;
  marks[to].focus();
}

text.addEventListener("pointerover", (event) => event.target.closest("a") && show(event.target.closest("a")));
text.addEventListener("pointerout", hideSoon);
tip.addEventListener("pointerenter", () => clearTimeout(closing));
tip.addEventListener("pointerleave", hideSoon);
text.addEventListener("focusin", (event) => {
  const mark = event.target.closest("a");
  marks[current].tabIndex = -1;
  current = marks.indexOf(mark);
  mark.tabIndex = 0;
  show(mark);
});
text.addEventListener("focusout", hide);
text.addEventListener("click", (event) => {
  const mark = event.target.closest("a");
  if (!mark) return;
  event.preventDefault();
  if (mark === held) unpin();
  else pin(mark);
});
text.addEventListener("keydown", (event) => {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in steps) go(current + steps[event.key]);
  else if (event.key === "Home") go(0, -1);
  else if (event.key === "End") go(marks.length - 1, marks.length);
  else return;
  event.preventDefault();
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (tip.hidden) unpin();
  else hide();
});
addEventListener("scroll", () => tip.hidden || place(text.querySelector("[aria-describedby]")), { passive: true });

// From a fact to its places, and a fact that the address names.
document.querySelector(".facts").addEventListener("pointerover", (event) => {
  const card = event.target.closest(".card");
  if (card) paint([card.dataset.n], "lit");
});
document.querySelector(".facts").addEventListener("pointerleave", () => paint([], "lit"));
function arrive() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.matches(".card")) return;
  target.closest(".group").open = true;
  const [mark] = placesOf.get(target.dataset.n) ?? [];
  if (mark) {
    mark.scrollIntoView({ block: "center" });
    pin(mark);
    go(marks.indexOf(mark));
  }
}
document.querySelector(".facts").addEventListener("focusin", (event) => {
  const card = event.target.closest(".group .card");
  if (!card || !event.target.matches("summary:focus-visible")) return;
  paint([card.dataset.n], "lit");
  placesOf.get(card.dataset.n)?.[0].scrollIntoView({ block: "nearest" });
});
addEventListener("hashchange", arrive);

// The panel follows the text: it marks the facts of the lines on the screen and scrolls to the first of them in its top
// group, unless the user is active in the panel.
const panel = document.querySelector(".facts");
const lines = [...text.querySelectorAll("p")];
const onScreen = new Set();
let scrolled = false;
addEventListener("scroll", () => { scrolled = true; }, { passive: true, once: true });
function follow() {
  const near = new Set(lines.filter((line) => onScreen.has(line)).flatMap((line) => [...line.querySelectorAll("a")].flatMap(factsOf)));
  for (const [n, card] of cards) card.classList.toggle("near", near.has(n));
  if (!scrolled || held || panel.matches(":hover, :focus-within") || panel.scrollHeight <= panel.clientHeight) return;
  const top = panel.getBoundingClientRect().top;
  const group = [...panel.querySelectorAll(".group")].findLast((each) => each.getBoundingClientRect().top <= top + 1)
    ?? panel.querySelector(".group");
  const first = [...near].map((n) => cards.get(n)).find((card) => group.open && group.contains(card));
  if (first) panel.scrollTop += first.getBoundingClientRect().top - top - 8;
}
const watch = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) onScreen[isIntersecting ? "add" : "delete"](target);
  follow();
}, { rootMargin: "-64px 0px 0px" }); // below the head of the page
for (const line of lines) watch.observe(line);
document.addEventListener("facts-renewed", follow);

// On a phone the text comes first: facts open from below, and their lists where they are wanted.
if (matchMedia("(max-width: 60rem)").matches) for (const group of document.querySelectorAll(".group")) group.open = false;
arrive();

// After a correction the marks are no longer right: the page is made again, unless somebody is typing on it.
document.addEventListener("reviewed", ({ detail: { card, mends } }) => {
  if (!mends || document.querySelector(".facts .correct")) return;
  sessionStorage.setItem("communique-said", document.getElementById("said").textContent);
  location.hash = card.dataset.fact;
  location.reload();
});

for (const button of document.querySelectorAll(".legend button")) {
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") === "false";
    button.setAttribute("aria-pressed", on);
    text.classList.toggle(`no-${button.dataset.kind}`, !on);
    document.querySelector(`.group[data-kind="${button.dataset.kind}"]`).hidden = !on;
  });
}

// Copies a fact with its citation from the page of the citation. If the browser forbids it, the link opens the page.
const said = document.getElementById("said");
async function cite(href) {
  const answer = await fetch(href, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return new Blob([page.getElementById("cited").textContent], { type: "text/plain" });
}
document.querySelector(".facts").addEventListener("click", async (event) => {
  const link = event.target.closest("[data-act=copy]");
  if (!link || !navigator.clipboard?.write || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": cite(link.href) })]);
    said.textContent = "Copied with its citation.";
    setTimeout(() => { said.textContent = ""; }, 8000);
  } catch {
    location.assign(link.href);
  }
});

// On paper all is open.
let shut = [];
addEventListener("beforeprint", () => {
  shut = [...document.querySelectorAll(".facts details:not([open])")];
  for (const group of shut) group.open = true;
});
addEventListener("afterprint", () => shut.forEach((group) => { group.open = false; }));
