// Review in place: forms are sent without leaving the page, and keys do what the buttons do.
// The server answers with the page of the fact; what it shows of it takes the place of what is here.

import { keyOf } from "./site.js";
import { watchSelection } from "./spans.js";

const said = document.getElementById("said");
const main = document.getElementById("main");
const KEYS = { c: "confirm", r: "reject", u: "undo", e: "correct", h: "history" };
let current = null; // the card that the keys are about
let busy = false;

let quieten;
function announce(text) {
  said.textContent = text;
  clearTimeout(quieten);
  quieten = setTimeout(() => { said.textContent = ""; }, 8000);
}
const cardsOf = (id) => document.querySelectorAll(`.card[data-fact="${id}"]`);
const summaryOf = (card) => card.querySelector("summary");

function shownCards() {
  return [...main.querySelectorAll(".card[data-fact]")].filter((card) => card.id && card.checkVisibility());
}

const statusOf = (card) => card.querySelector("summary .status")?.textContent ?? "machine";

// Whether the fact may say something else since.
function mends(act, was, is) {
  if (act !== "undo") return act !== "confirm" && act !== "reject";
  return was === "machine" || [was, is].some((status) => status === "corrected" || status === "contested");
}

function sentence(card) {
  const says = summaryOf(card).querySelector(".says").cloneNode(true);
  says.querySelector(".kicker").remove();
  const words = says.textContent.replace(/\s+/g, " ").trim();
  return words.length > 80 ? `${words.slice(0, 79)}…` : words;
}

async function load(url, options) {
  const answer = await fetch(url, { headers: { Accept: "text/html" }, ...options });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { page, status: answer.status };
}

// The card of the fact and what else is open of it, below the card that was used.
function put(card, page, selector) {
  const part = page.querySelector(selector);
  card.querySelector(`:scope > ${selector.split("[")[0]}`)?.remove();
  if (part) card.append(document.adoptNode(part));
  return part;
}

function renew(id, page) {
  const answered = page.querySelector(`.card[data-fact="${id}"]`);
  if (!answered) return;
  for (const old of cardsOf(id)) {
    const fresh = document.importNode(answered, true);
    for (const name of ["data-n", "id"]) {
      if (old.hasAttribute(name)) fresh.setAttribute(name, old.getAttribute(name));
      else fresh.removeAttribute(name);
    }
    fresh.open = old.open;
    fresh.querySelector(".places").replaceChildren(...old.querySelector(".places").childNodes);
    for (const part of old.querySelectorAll(":scope > .correct, :scope > .history")) fresh.append(part);
    old.replaceWith(fresh);
    if (old === current) current = fresh;
  }
  document.dispatchEvent(new CustomEvent("facts-renewed"));
}

function complain(card, page) {
  const notice = put(card, page, ".notice");
  card.open = true;
  if (!notice) return announce("That did not work.");
  card.querySelector("summary").after(notice);
  notice.focus();
}

async function send(form, submitter) {
  if (busy) return;
  busy = true;
  let card = form.closest(".card");
  const id = card.dataset.fact;
  const was = statusOf(card);
  const body = new FormData(form, submitter);
  body.set("to", "");
  try {
    const { page, status } = await load(form.action, { method: "POST", body: new URLSearchParams(body) });
    if (status >= 500 || !page.querySelector(".card")) {
      return complain(card, problemOf(page));
    }
    const failed = status >= 400;
    if (failed && form.matches(".correct")) form.replaceWith(document.adoptNode(page.querySelector(".correct")));
    else if (!failed) for (const part of card.querySelectorAll(":scope > .correct, :scope > .notice, :scope > .history")) part.remove();
    const focused = card.contains(document.activeElement) || document.activeElement === document.body;
    renew(id, page);
    card = current = [...cardsOf(id)].find((each) => each.id) ?? current;
    if (failed) return complain(card, page);
    announce(`${card.querySelector(".trust").textContent.split("·")[0].trim()}: ${sentence(card)}`);
    document.dispatchEvent(new CustomEvent("reviewed", { detail: { card, mends: mends(body.get("act"), was, statusOf(card)) } }));
    if (focused) summaryOf(card).focus();
  } catch {
    announce("The service did not answer. Nothing was changed. Your input is still here.");
  } finally {
    busy = false;
  }
}

// A problem that is not about the fact, such as a key that has expired, as a notice.
function problemOf(page) {
  const notice = page.createElement("div");
  const text = page.createElement("p");
  notice.className = "notice";
  notice.tabIndex = -1;
  notice.setAttribute("role", "alert");
  text.textContent = page.querySelector("main p bdi, main h1")?.textContent ?? "That did not work.";
  notice.append(text);
  page.body.append(notice);
  return page;
}

async function open(card, what) {
  const part = card.querySelector(`:scope > .${what}`);
  card.open = true;
  if (part && what === "history") return part.remove();
  if (part) return part.querySelector("select, textarea, input:not([type=hidden])").focus();
  const { page, status } = await load(card.querySelector(".judge").action);
  if (status !== 200) return complain(card, problemOf(page));
  const opened = put(card, page, `.${what}`);
  if (what === "history") opened.focus();
  else opened.querySelector("select, textarea, input:not([type=hidden])").focus();
  opened.scrollIntoView({ block: "nearest" });
}

function close(form) {
  const card = form.closest(".card");
  form.remove();
  summaryOf(card).focus();
}

main.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".judge, .correct, .history form") || !form.closest(".card")) return;
  event.preventDefault();
  send(form, event.submitter);
});
main.addEventListener("click", (event) => {
  const action = event.target.closest("[data-act]");
  const card = action?.closest(".card");
  if (!card || event.ctrlKey || event.metaKey || !["correct", "history", "cancel"].includes(action.dataset.act)) return;
  event.preventDefault();
  current = card;
  if (action.dataset.act === "cancel") close(action.closest("form"));
  else open(card, action.dataset.act);
});
main.addEventListener("focusin", (event) => {
  const card = event.target.closest?.(".card[data-fact]");
  if (card) current = card;
});

function go(step) {
  const cards = shownCards();
  if (!cards.length) return;
  const here = current && cards.findIndex((card) => card.dataset.fact === current.dataset.fact);
  const next = here === null || here < 0 ? (step > 0 ? 0 : cards.length - 1) : here + step;
  if (!cards[next]) return announce(step > 0 ? "This is the last fact." : "This is the first fact.");
  current = cards[next];
  summaryOf(current).focus();
  current.scrollIntoView({ block: "nearest" });
}

addEventListener("keydown", (event) => {
  const key = keyOf(event);
  if (key === "j" || key === "k") go(key === "j" ? 1 : -1);
  else if (key in KEYS) act(KEYS[key]);
  else return;
  event.preventDefault();
});

function act(what) {
  if (!current || !document.contains(current)) return announce("Choose a fact first: j for the next one, k for the previous one.");
  if (what === "correct" || what === "history") return open(current, what);
  const button = current.querySelector(`.judge [value="${what}"]`);
  if (button) button.form.requestSubmit(button);
  else announce("There is nothing to undo.");
}

watchSelection(announce);

current = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".card[data-fact]") ?? null;

// What was announced just before the page was loaded again.
const before = sessionStorage.getItem("communique-said");
sessionStorage.removeItem("communique-said");
if (before) announce(before);
