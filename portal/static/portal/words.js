// Counts the words of a text while it is typed, as common/typed_text.py does.

const CHARACTER = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;
const SIGN = /[\p{L}\p{N}]/u;

const count = (text) =>
  text.replace(CHARACTER, " x ").split(/\s+/u).filter((word) => SIGN.test(word)).length;

function show(line) {
  const field = document.getElementById(line.dataset.words);
  const words = count(field.value);
  line.querySelector("[data-count]").textContent = words;
  line.classList.toggle("words--over", words > Number(line.dataset.limit));
}

const lineOf = (field) => document.querySelector(`[data-words="${CSS.escape(field.id)}"]`);

document.addEventListener("input", ({ target }) => lineOf(target) && show(lineOf(target)));
// What was typed before this script came, or what the browser brings back.
window.addEventListener("pageshow", () => document.querySelectorAll("[data-words]").forEach(show));
