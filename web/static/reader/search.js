// The search box: completes actors and issues from the lists of the API, those with the most to show first, as a
// combobox. Enter without a choice searches everything.

const form = document.querySelector(".find");
const input = form.querySelector("input");
const list = document.createElement("ul");
const SHOWN = 6;
const MOST = 100; // names of which the best are shown
let typed; // waits for the next letter
let newest = 0; // answers to older letters are dropped

list.id = "found";
list.role = "listbox";
list.hidden = true;
list.setAttribute("aria-label", "Actors and issues");
form.append(list);
for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", "found"], ["aria-expanded", "false"]]) {
  input.setAttribute(name, value);
}

async function items(url, filter, name, path) {
  const query = new URLSearchParams({ [filter]: name, limit: MOST });
  const answer = await fetch(`${url}?${query}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return [];
  const starts = (item) => (item.name ?? item.label).toLowerCase().startsWith(name.toLowerCase());
  const weight = (item) => item.articles ?? Object.values(item.stances).reduce((sum, count) => sum + count, 0);
  const found = (await answer.json()).items.sort((a, b) => starts(b) - starts(a) || weight(b) - weight(a));
  return found.slice(0, SHOWN).map((item) => ({
    href: `${path}/${item.id}`, text: item.name ?? item.label, kind: item.type?.replace("_", " ") ?? "issue",
  }));
}

async function complete() {
  const name = input.value.trim();
  const turn = ++newest;
  if (!name) return close();
  const found = (await Promise.all([
    items(form.dataset.actors, "name", name, "/actors"), items(form.dataset.issues, "label", name, "/issues"),
  ])).flat();
  if (turn !== newest) return;
  list.replaceChildren(...found.map((item, i) => {
    const option = document.createElement("li");
    const text = document.createElement("bdi");
    const kind = document.createElement("span");
    option.id = `found-${i}`;
    option.role = "option";
    option.dataset.href = item.href;
    option.setAttribute("aria-selected", "false");
    text.textContent = item.text;
    kind.className = "hint";
    kind.textContent = item.kind;
    option.append(text, kind);
    return option;
  }));
  list.hidden = !found.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  input.removeAttribute("aria-activedescendant");
}

function close() {
  newest += 1;
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function select(step) {
  clearTimeout(typed); // who walks through a list keeps it
  newest += 1;
  const options = [...list.children];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = options[at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length];
  options[at]?.setAttribute("aria-selected", "false");
  next.setAttribute("aria-selected", "true");
  next.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", next.id);
}

input.addEventListener("input", () => {
  clearTimeout(typed);
  typed = setTimeout(complete, 120);
});
input.addEventListener("keydown", (event) => {
  const chosen = list.querySelector("[aria-selected=true]");
  if (event.key === "Escape") close();
  else if (list.hidden) return;
  else if (event.key === "ArrowDown") select(1);
  else if (event.key === "ArrowUp") select(-1);
  else if (event.key === "Enter" && chosen) location.assign(chosen.dataset.href);
  else return;
  event.preventDefault();
});
list.addEventListener("pointerdown", (event) => {
  event.preventDefault(); // the input keeps the focus
  const option = event.target.closest("li");
  if (option) location.assign(option.dataset.href);
});
input.addEventListener("blur", close);
