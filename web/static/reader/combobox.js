// A combobox: an input with a list of suggestions below it (WAI-ARIA, list autocomplete with manual selection).

const LONGEST = 100; // maximum number of letters that the API accepts
let boxes = 0;

// `suggest` returns the items for the words of the input, each with a `name` and a `hint`; `choose` takes one of them.
export function combobox(input, { label, suggest, choose }) {
  const list = document.createElement("ul");
  let typed; // waits for the next letter
  let newest = 0; // answers to older letters are dropped
  let items = [];

  list.id = `suggestions-${boxes += 1}`;
  list.className = "suggestions";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", label);
  input.closest(".completes").append(list); // outside its label, whose text is its name
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }

  async function complete() {
    const words = input.value.trim();
    const turn = ++newest;
    if (!words || words.length > LONGEST) return close();
    const found = await suggest(words);
    if (turn !== newest) return;
    items = found;
    list.replaceChildren(...items.map((item, i) => {
      const option = document.createElement("li");
      const name = document.createElement("bdi");
      const hint = document.createElement("span");
      option.id = `${list.id}-${i}`;
      option.role = "option";
      option.setAttribute("aria-selected", "false");
      name.textContent = item.name;
      hint.className = "hint";
      hint.textContent = item.hint;
      option.append(name, hint);
      return option;
    }));
    list.hidden = !items.length;
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
    clearTimeout(typed); // the list no longer changes while it is walked through
    newest += 1;
    const options = [...list.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = options[at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length];
    options[at]?.setAttribute("aria-selected", "false");
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", next.id);
  }

  function take(option) {
    close();
    choose(items[[...list.children].indexOf(option)]);
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
    else if (event.key === "Enter" && chosen) take(chosen);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the input keeps the focus
    const option = event.target.closest("li");
    if (option) take(option);
  });
  input.addEventListener("blur", () => {
    clearTimeout(typed);
    close();
  });
}

// Returns the items of a list of the API; none if it refuses the query.
export async function itemsOf(path, query) {
  const url = new URL(path, location);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  return answer.ok ? (await answer.json()).items : [];
}
