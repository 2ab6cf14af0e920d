// Counts the words of a text while it is typed, as common/typed_text.py does.

// Scripts without spaces between words: so many characters are so many words.
const UNSPACED = [
  { script: /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu, characters: 5, words: 3 },
  { script: /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/gu, characters: 4, words: 1 },
];
const SIGN = /[\p{L}\p{N}]/u;

function count(text) {
  let number = 0;
  let rest = text;
  for (const { script, characters, words } of UNSPACED) {
    number += Math.ceil(((rest.match(script) ?? []).length * words) / characters);
    rest = rest.replace(script, " ");
  }
  return number + rest.split(/\s+/u).filter((word) => SIGN.test(word)).length;
}

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
