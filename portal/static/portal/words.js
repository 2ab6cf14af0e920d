// Counts the words of a text while it is typed, as practices/submission/texts.py does.

const CHARACTER = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;
const SIGN = /[\p{L}\p{N}]/u;

const count = (text) =>
  text.replace(CHARACTER, " x ").split(/\s+/u).filter((word) => SIGN.test(word)).length;

function show(field) {
  const line = document.querySelector(`[data-words="${CSS.escape(field.id)}"]`);
  if (!line) return;
  const words = count(field.value);
  line.querySelector("[data-count]").textContent = words;
  line.classList.toggle("words--over", words > Number(line.dataset.limit));
}

document.addEventListener("input", (event) => show(event.target));
