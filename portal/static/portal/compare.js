// Results ticked for a comparison stay ticked from one page of results to the next.

const MOST = 4;
const chosen = new Set();
const boxes = () => [...document.querySelectorAll("[data-pick]")];

function hidden(id) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name: "page", value: id });
  return input;
}

function show() {
  const here = boxes();
  for (const box of here) {
    box.checked = chosen.has(box.value);
    box.disabled = !box.checked && chosen.size === MOST;
  }
  // What was ticked on another page of the results is sent along unseen.
  const elsewhere = [...chosen].filter((id) => !here.some((box) => box.value === id));
  document.getElementById("compare").replaceChildren(...elsewhere.map(hidden));
  const bar = document.querySelector("[data-compare-bar]");
  if (!bar) return;
  bar.hidden = chosen.size === 0;
  bar.classList.toggle("compare-bar--chosen", chosen.size > 0);
  const picked = bar.querySelector("[data-picked]");
  picked.hidden = chosen.size === 0;
  picked.querySelector("b").textContent = `${chosen.size}/${MOST}`;
}

// A tick is not a question to the search: keep its event away from the search form.
document.addEventListener(
  "change",
  (event) => {
    if (!event.target.matches?.("[data-pick]")) return;
    event.stopPropagation();
    chosen[event.target.checked ? "add" : "delete"](event.target.value);
    show();
  },
  true,
);

document.addEventListener("htmx:afterSwap", show);

// Coming back, a browser may have kept the ticks.
window.addEventListener("pageshow", () => {
  for (const box of boxes()) if (box.checked) chosen.add(box.value);
  show();
});
