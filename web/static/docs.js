"use strict";

// Swagger UI is dark if the root has this class.
const dark = matchMedia("(prefers-color-scheme: dark)");
function follow() {
  const { theme } = document.documentElement.dataset;
  document.documentElement.classList.toggle("dark-mode", theme ? theme === "dark" : dark.matches);
}
follow();
dark.addEventListener("change", follow);
document.addEventListener("theme-changed", follow);

// What Swagger UI lacks for keyboards and screen readers. The button that opens an operation has a link in it: without its
// address it is text, and the button sets the address of the page. Menus of examples have no name, and long examples
// cannot be scrolled.
const docs = document.getElementById("docs");
new MutationObserver(() => {
  for (const link of docs.querySelectorAll("button a[href]")) link.removeAttribute("href");
  for (const menu of docs.querySelectorAll(".examples-select select:not([aria-label])")) menu.setAttribute("aria-label", "Example");
  for (const example of docs.querySelectorAll("pre.microlight:not([tabindex])")) example.tabIndex = 0;
}).observe(docs, { childList: true, subtree: true });

SwaggerUIBundle({
  url: docs.dataset.openapi,
  dom_id: "#docs",
  deepLinking: true,
  validatorUrl: null, // the badge would ask a server elsewhere
});
