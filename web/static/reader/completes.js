// Boxes that take an actor or an article: they offer what the lists of the API find, those with the most articles first.
// What is chosen is sent by its id, other words as they are typed.

const SHOWN = 8;
const MOST = 100; // names of which the best are shown
let boxes = 0;

async function offered(url, words) {
  const filter = url.endsWith("/actors") ? "name" : "q";
  const answer = await fetch(`${url}?${new URLSearchParams({ [filter]: words, limit: MOST })}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return [];
  const starts = (item) => (item.name ?? "").toLowerCase().startsWith(words.toLowerCase());
  const { items } = await answer.json();
  items.sort((a, b) => starts(b) - starts(a) || (b.articles ?? 0) - (a.articles ?? 0));
  return items.slice(0, SHOWN).map((item) => ({
    id: item.id, name: item.name ?? item.title ?? item.id, hint: item.type?.replace("_", " ") ?? item.publisher ?? "",
  }));
}

for (const input of document.querySelectorAll("[data-completes]")) {
  const list = document.createElement("datalist");
  const { name } = input;
  const chosen = document.createElement("input");
  let found = [];
  let typed;
  chosen.type = "hidden";
  list.id = `completes-${boxes += 1}`;
  input.setAttribute("list", list.id);
  input.after(list, chosen);

  const choose = () => {
    const fitting = found.filter((item) => item.name === input.value);
    const one = fitting.length === 1;
    chosen.value = one ? fitting[0].id : "";
    chosen.name = one ? name : "";
    input.name = one ? "" : name;
    return one;
  };
  const complete = async () => {
    const words = input.value.trim();
    const items = words ? await offered(input.dataset.completes, words) : [];
    if (words !== input.value.trim()) return; // an answer to older letters
    found = items;
    list.replaceChildren(...found.map((item) => {
      const option = document.createElement("option");
      option.value = item.name;
      option.label = item.hint ? `${item.name} (${item.hint})` : item.name;
      return option;
    }));
    choose();
  };
  input.addEventListener("input", () => {
    clearTimeout(typed);
    if (!choose()) typed = setTimeout(complete, 120);
  });
}
