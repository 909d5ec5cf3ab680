// A pasted or dropped text: shows its name or length and the elapsed time while the service reads, and restores the
// last text of this window.

const KEPT = "communique-text";
const LARGE = 1024 * 1024; // bytes
const paste = document.getElementById("paste-form");
const pasted = document.getElementById("pasted");

function remember(text) {
  try {
    sessionStorage.setItem(KEPT, text);
  } catch { // it exceeds the storage of the browser
    sessionStorage.removeItem(KEPT);
  }
}

// A page saved as one file, without its pictures, styles and fonts: they make it too large to send, and are not read.
// Each byte is a character of the string, those over 127 in a private area of Unicode.
async function withoutPictures(file) {
  const saved = new TextDecoder("x-user-defined").decode(await file.arrayBuffer());
  const boundary = /^content-type:\s*multipart\/related;[^]*?boundary="?([^"\r\n;]+)/im.exec(saved.slice(0, 4096))?.[1];
  if (!boundary) return file;
  const [head, ...parts] = saved.split(`--${boundary}`);
  const pages = parts.filter((part) => /^content-type:\s*text\/html/im.test(part.split(/\r?\n\r?\n/, 1)[0]));
  const kept = [head, ...pages, "--\r\n"].join(`--${boundary}`);
  return new File([Uint8Array.from(kept, (character) => character.charCodeAt(0) & 0xff)], file.name);
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
  const put = (chosen) => {
    const one = new DataTransfer();
    one.items.add(chosen);
    file.files = one.files;
  };
  const choose = () => {
    const chosen = file.files.length > 0;
    if (chosen) text.value = "";
    text.disabled = chosen;
  };
  const take = async () => {
    choose();
    const [chosen] = file.files;
    if (chosen?.size > LARGE && /\.mht(ml)?$/i.test(chosen.name)) {
      const smaller = await withoutPictures(chosen);
      if (file.files[0] === chosen) put(smaller);
    }
  };
  file.addEventListener("change", take);
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
    put(event.dataTransfer.files[0]);
    take();
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
