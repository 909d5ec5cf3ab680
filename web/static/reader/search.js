// The search box: a combobox with the actors and issues that the API suggests. Enter without a choice searches all.

const form = document.querySelector(".find");
const input = form.querySelector("input");
const list = document.createElement("ul");
const SHOWN = 10;
const LONGEST = 100; // maximum number of letters that the API accepts
const PATHS = { actor: "/actors", issue: "/issues" };
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

async function suggested(name) {
  const query = new URLSearchParams({ q: name, limit: SHOWN });
  const answer = await fetch(`${form.dataset.suggest}?${query}`, { headers: { Accept: "application/json" } });
  return answer.ok ? (await answer.json()).items : [];
}

async function complete() {
  const name = input.value.trim();
  const turn = ++newest;
  if (!name || name.length > LONGEST) return close();
  const found = await suggested(name);
  if (turn !== newest) return;
  list.replaceChildren(...found.map((item, i) => {
    const option = document.createElement("li");
    const text = document.createElement("bdi");
    const kind = document.createElement("span");
    option.id = `found-${i}`;
    option.role = "option";
    option.dataset.href = `${PATHS[item.kind]}/${item.id}`;
    option.setAttribute("aria-selected", "false");
    text.textContent = item.name;
    kind.className = "hint";
    kind.textContent = item.type?.replace("_", " ") ?? item.kind;
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
