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

// Swagger UI puts a link into the button that opens an operation, which keyboards and screen readers cannot use. Without
// its address it is text; the button sets the address of the page.
const docs = document.getElementById("docs");
new MutationObserver(() => {
  for (const link of docs.querySelectorAll("button a[href]")) link.removeAttribute("href");
}).observe(docs, { childList: true, subtree: true });

SwaggerUIBundle({
  url: docs.dataset.openapi,
  dom_id: "#docs",
  deepLinking: true,
  validatorUrl: null, // the badge would ask a server elsewhere
});
