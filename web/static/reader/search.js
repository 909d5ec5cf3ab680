// The search box: suggests actors and issues. Enter without a choice searches everything.

import { combobox, itemsOf } from "./combobox.js";

const SHOWN = 10;
const PATHS = { actor: "/actors", issue: "/issues" };
const form = document.querySelector(".find");

combobox(form.querySelector("input"), {
  label: "Actors and issues",
  suggest: async (words) => (await itemsOf(form.dataset.suggest, { q: words, limit: SHOWN })).map((item) => ({
    name: item.name, hint: item.type?.replace("_", " ") ?? item.kind, path: `${PATHS[item.kind]}/${item.id}`,
  })),
  choose: (item) => location.assign(item.path),
});
