// Small comforts. Every page works without this file.

const WIDE = window.matchMedia("(min-width: 64rem)");

document.documentElement.classList.add("js");

// Lists with a filter: <input data-filter="id of the list">, hidden until this file runs.
const plain = (text) =>
  text.normalize("NFKD").replace(/[\p{Mark}\u0640\u00ad]/gu, "").toLocaleLowerCase()
    .replaceAll("ى", "ي").replaceAll("ة", "ه");
// Other names of an item, folded as on the server: words only, found from their beginning.
const words = (text) => text.replaceAll(".", "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

function isWanted(item, wanted) {
  if (plain(item.textContent).includes(wanted)) return true;
  const asked = words(wanted);
  return Boolean(asked && item.dataset.names) && ` ${item.dataset.names}`.includes(` ${asked}`);
}

function filterList(input) {
  const wanted = plain(input.value.trim());
  const list = document.getElementById(input.dataset.filter);
  let groups = 0;
  for (const group of list.querySelectorAll("[data-group]")) {
    let shown = 0;
    for (const item of group.querySelectorAll("[data-item]")) {
      item.hidden = !isWanted(item, wanted);
      shown += item.hidden ? 0 : 1;
    }
    group.hidden = shown === 0;
    groups += group.hidden ? 0 : 1;
  }
  input.closest("[data-filter-box]").querySelector("[data-none]").hidden = groups > 0;
}

// Behind the filters of a phone, which cover the page, nothing takes the focus.
function coverPage() {
  const covered = Boolean(document.getElementById("filters")?.open) && !WIDE.matches;
  for (const part of document.querySelectorAll(".skip, .masthead, .hits, .field--large, .footer")) {
    part.inert = covered;
  }
}

// What only works with this file shows only with it.
function offerSharing() {
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

async function share(event) {
  const copy = event.target.closest("[data-copy]");
  if (event.target.closest("[data-print]")) window.print();
  if (!copy) return;
  await navigator.clipboard.writeText(copy.dataset.copy);
  copy.textContent = copy.dataset.done;
}

document.addEventListener("click", share);

function enhance() {
  offerSharing();
  for (const input of document.querySelectorAll("[data-filter]")) {
    input.closest("[data-filter-box]").hidden = false;
  }
  const filters = document.getElementById("filters");
  if (filters && WIDE.matches && !CSS.supports("selector(::details-content)")) {
    filters.open = true;
  }
  coverPage();
}

const isFilter = (event) => event.target.matches?.("[data-filter]");

document.addEventListener("input", (event) => isFilter(event) && filterList(event.target));
// A filter is not a question to the server: keep its events away from the search form.
document.addEventListener("change", (event) => isFilter(event) && event.stopPropagation(), true);
document.addEventListener("keydown", (event) => {
  if (isFilter(event) && event.key === "Enter") event.preventDefault();
});

WIDE.addEventListener("change", coverPage);
document.addEventListener("toggle", (event) => event.target.id === "filters" && coverPage(), true);
document.addEventListener("keydown", (event) => {
  const filters = document.getElementById("filters");
  if (event.key !== "Escape" || !filters?.open || WIDE.matches) return;
  filters.open = false;
  filters.querySelector("summary").focus();
});

// Results are replaced as a whole: what was open, typed, scrolled and focused stays as it was.
let before = null;

function remember() {
  before = { open: new Map(), typed: new Map(), scrolled: new Map() };
  before.focused = document.activeElement.id;
  for (const part of document.querySelectorAll("#results details[id]")) {
    before.open.set(part.id, part.open);
  }
  for (const part of document.querySelectorAll("#results [data-filter]")) {
    before.typed.set(part.id, part.value);
  }
  for (const part of document.querySelectorAll("#results [data-keep-scroll]")) {
    before.scrolled.set(part.id, part.scrollTop);
  }
}

function restore() {
  const each = (values, apply) =>
    values.forEach((value, id) => {
      const part = document.getElementById(id);
      if (part) apply(part, value);
    });
  each(before.open, (part, open) => (part.open = open));
  each(before.typed, (part, value) => {
    part.value = value;
    filterList(part);
  });
  each(before.scrolled, (part, top) => (part.scrollTop = top));
  // htmx could not focus what came folded.
  if (before.focused && document.activeElement === document.body) {
    document.getElementById(before.focused)?.focus({ preventScroll: true });
  }
}

document.addEventListener("htmx:beforeSwap", remember);
document.addEventListener("htmx:afterSwap", () => {
  enhance();
  if (before) restore();
});

document.addEventListener("htmx:afterSettle", () => {
  const total = document.getElementById("results-total");
  if (!total) return;
  document.getElementById("announcement").textContent = total.textContent;
  // What had the focus is gone (a removed filter, a page link): go on from the results.
  if (document.activeElement === document.body) total.focus();
});

// Whatever the server answers instead of results, the visitor sees it as a page of its own.
// Suggestions are no results: without them, people go on typing.
function openAsPage(event) {
  if (event.detail.target.id === "suggestions") return;
  window.location.assign(event.detail.pathInfo.finalRequestPath);
}

document.addEventListener("htmx:responseError", openAsPage);
document.addEventListener("htmx:sendError", openAsPage);

// A sent form means "show me": on a small screen the filters give way to the results.
document.addEventListener("submit", () => {
  const filters = document.getElementById("filters");
  if (filters && !WIDE.matches) filters.open = false;
});

enhance();
