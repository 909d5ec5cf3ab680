// In the queue a decision leads on to the next fact, and after the last one to the next page.

document.addEventListener("reviewed", ({ detail: { card } }) => {
  const cards = [...document.querySelectorAll(".queue .card")];
  const open = cards.filter((each) => !each.querySelector("summary .status:not(.contested)"));
  const here = cards.indexOf(card);
  if (open.includes(card)) return; // undone: it is the one to decide
  const next = open.find((each) => cards.indexOf(each) > here) ?? document.getElementById("next");
  const target = next?.querySelector("summary") ?? next;
  // After the card has got the focus back.
  setTimeout(() => {
    target?.focus();
    next?.closest(".sentence")?.scrollIntoView({ block: "nearest" });
  });
});
