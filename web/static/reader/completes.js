// Boxes for an actor or an article. A chosen one is sent as its id, other words as typed.

import { combobox, itemsOf } from "./combobox.js";

const SHOWN = 8;
const BEGINNING = /(?:^|\s)[\p{L}\p{N}]{3,}$/u; // the last word may be the beginning of a longer one

const SOURCES = {
  actors: async (path, words) => (await itemsOf(path, { q: words, limit: SHOWN })).map((item) => ({
    id: item.id, name: item.name, hint: item.type.replace("_", " "),
  })),
  articles: async (path, words) => (await itemsOf(path, { q: BEGINNING.test(words) ? `${words}*` : words, sort: "relevance", limit: SHOWN })).map((item) => ({
    id: item.id, name: item.title ?? item.id, hint: [item.publisher, item.published_at].filter(Boolean).join(" · "),
  })),
};

for (const input of document.querySelectorAll("[data-completes]")) {
  const { name } = input;
  const { kind, completes } = input.dataset;
  const id = document.createElement("input");
  id.type = "hidden";
  input.closest(".completes").append(id);
  const send = (item) => {
    id.value = item?.id ?? "";
    id.name = item ? name : "";
    input.name = item ? "" : name;
  };
  combobox(input, {
    label: kind === "actors" ? "Actors" : "Articles",
    suggest: (words) => SOURCES[kind](completes, words),
    choose: (item) => {
      input.value = item.name;
      send(item);
    },
  });
  input.addEventListener("input", () => send(null));
}
