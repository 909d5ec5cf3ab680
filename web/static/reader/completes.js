// Boxes for an actor or an article: they offer the actors that the API suggests, or the articles that it finds.
// A chosen option is sent as its id, other words as typed.

const SHOWN = 8;
const LONGEST = 100; // maximum number of letters that the API accepts
let boxes = 0;

async function offered(path, words) {
  const url = new URL(path, location);
  url.searchParams.set("q", words);
  url.searchParams.set("limit", SHOWN);
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) return [];
  return (await answer.json()).items.map((item) => ({
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
    const items = words && words.length <= LONGEST ? await offered(input.dataset.completes, words) : [];
    if (words !== input.value.trim()) return; // a late answer to an earlier input
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
