// A pasted or dropped text: shows its name or length and the elapsed time while the service reads, and restores the
// last text of this window.

const KEPT = "communique-text";
const paste = document.getElementById("paste-form");
const pasted = document.getElementById("pasted");

function remember(text) {
  try {
    sessionStorage.setItem(KEPT, text);
  } catch { // it exceeds the storage of the browser
    sessionStorage.removeItem(KEPT);
  }
}

function describe(form) {
  const [file] = form.elements.file?.files ?? [];
  if (file) return `${file.name} (${Math.ceil(file.size / 1024).toLocaleString("en")} KiB)`;
  const words = form.elements.text.value.split(/\s+/).filter(Boolean).length;
  return `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"}`;
}

function watch(form) {
  const status = form.querySelector(".reads");
  let clock;
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction")) return; // a download leaves the page as it is
    const what = describe(form);
    const bar = document.createElement("progress");
    const label = document.createElement("span");
    const begun = Date.now();
    bar.setAttribute("aria-label", "Reading");
    label.textContent = `Reading ${what}…`;
    status.replaceChildren(bar, " ", label);
    clock = setInterval(() => {
      status.dataset.seconds = ` ${Math.round((Date.now() - begun) / 1000)} s`; // visible, but not announced each second
    }, 1000);
  });
  // After a return from the brief, or a stopped request.
  addEventListener("pageshow", () => {
    clearInterval(clock);
    status.replaceChildren();
    delete status.dataset.seconds;
  });
}

if (paste) {
  const { text, file } = paste.elements;
  watch(paste);
  const choose = () => {
    const chosen = file.files.length > 0;
    if (chosen) text.value = "";
    text.disabled = chosen;
  };
  file.addEventListener("change", choose);
  addEventListener("pageshow", choose);
  const over = (on) => (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    paste.classList.toggle("over", on);
  };
  paste.addEventListener("dragover", over(true));
  paste.addEventListener("dragleave", over(false));
  paste.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    paste.classList.remove("over");
    const [dropped] = event.dataTransfer.files;
    const one = new DataTransfer();
    one.items.add(dropped);
    file.files = one.files;
    choose();
  });
  const restored = document.getElementById("restored");
  const kept = restored && sessionStorage.getItem(KEPT);
  if (kept) {
    for (const [name, value] of Object.entries(JSON.parse(kept))) if (paste.elements[name]) paste.elements[name].value = value;
    restored.hidden = false;
  }
}

if (pasted) {
  watch(pasted);
  const { text, title, publisher, published_at } = Object.fromEntries(new FormData(pasted));
  remember(JSON.stringify({ text, title, publisher, published_at }));
}
