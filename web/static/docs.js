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

SwaggerUIBundle({
  url: document.getElementById("docs").dataset.openapi,
  dom_id: "#docs",
  deepLinking: true,
  validatorUrl: null, // the badge would ask a server elsewhere
});
