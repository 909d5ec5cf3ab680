// The words that are selected in the text, as the span of a form: the words and the offset of the first of them.

let last = null; // a click on a button may end the selection

function lineOf(node) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-start]");
}

// Offsets of the service are counted in code points.
function offset(line, node, at) {
  const before = document.createRange();
  before.selectNodeContents(line);
  before.setEnd(node, at);
  return Number(line.dataset.start) + [...before.toString()].length;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const line = lineOf(range.startContainer);
  const words = range.toString();
  if (!line || !lineOf(range.endContainer) || !words.trim()) return null;
  const blank = words.length - words.trimStart().length;
  return { words: words.trim(), start: offset(line, range.startContainer, range.startOffset) + blank };
}

export function watchSelection(announce) {
  const show = () => {
    for (const button of document.querySelectorAll("[data-act=select]")) button.hidden = false;
  };
  new MutationObserver(show).observe(document.getElementById("main"), { childList: true, subtree: true });
  show();
  document.addEventListener("selectionchange", () => { last = selected() ?? last; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act=select]");
    if (!button) return;
    const [words, start] = button.parentElement.querySelectorAll("textarea, input");
    if (!last) return announce("Select words in the text first.");
    words.value = last.words;
    start.value = last.start;
    words.dispatchEvent(new Event("input", { bubbles: true }));
    words.focus();
    announce(`Copied into the form: ${last.words}`);
    last = null;
  });
}
