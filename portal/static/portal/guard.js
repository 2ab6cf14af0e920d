// Forms that are sent once (a file, a link, an answer, a title): nothing is sent into the void.
// Before each is sent, the portal is asked who is signed in; until then all stays in the page.

import { message, renew } from "./connection.js";
import * as kept from "./kept.js";
import { read, write } from "./values.js";

const TYPED = 'input[type="text"], input[type="url"], input[type="email"], input:not([type]), textarea';
const addressOf = (form) => form.getAttribute("action") ?? location.pathname;
const place = (form) => `${addressOf(form)}#${form.elements.namedItem("add")?.value ?? ""}`;
const isGuarded = (form) => form.method === "post" && !("autosave" in form.dataset);
const passed = new WeakSet();

const typedNames = (form) =>
  [...new Set([...form.querySelectorAll(TYPED)].map((field) => field.name).filter(Boolean))];

function keep(form, more = {}) {
  const names = typedNames(form);
  if (names.every((name) => read(form, name).join("").trim() === "")) {
    return kept.forget(place(form));
  }
  kept.keep(place(form), {
    fields: Object.fromEntries(names.map((name) => [name, read(form, name)])),
    ...more,
  });
}

async function guard(event) {
  const form = event.target;
  if (!isGuarded(form) || passed.has(form)) return;
  event.preventDefault();
  const { submitter } = event;
  const waits = [];
  const detail = { waitFor: (promise) => waits.push(promise) };
  document.dispatchEvent(new CustomEvent("portal:before-submit", { detail }));
  await Promise.all(waits);
  if (isSigningOut(form) && kept.isAnythingKept() && !window.confirm(warning())) return;
  const state = await renew();
  if (state !== "signed-in" && !isSigningOut(form)) return say(form, state);
  keep(form, { isSent: true });
  passed.add(form);
  form.requestSubmit(submitter);
}

const isSigningOut = (form) => form.classList.contains("signed-in");
const warning = () => document.getElementById("keeping").dataset.signOut;

function say(form, state) {
  form.querySelector("[data-guard]")?.remove();
  const line = document.createElement("div");
  line.dataset.guard = "";
  line.setAttribute("role", "alert");
  line.append(message(state));
  form.append(line);
}

// Sent and answered with a page: it arrived. After "back" or "reload" nobody knows.
const isArrival = () => performance.getEntriesByType("navigation")[0]?.type === "navigate";

async function restore(form) {
  if (typedNames(form).length === 0) return;
  kept.claim(place(form));
  for (const { key, entry } of await kept.left(place(form))) {
    kept.drop(key);
    if (entry.isSent && isArrival()) continue;
    for (const [name, values] of Object.entries(entry.fields)) {
      if (read(form, name).join("").trim() === "") write(form, name, values);
    }
    form.closest("details")?.setAttribute("open", "");
    keep(form);
  }
}

function begin() {
  document.addEventListener("input", ({ target }) => {
    if (target.form && isGuarded(target.form) && target.closest("main")) keep(target.form);
  });
  document.addEventListener("submit", guard);
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) passed.delete(form);
  });
  for (const form of document.querySelectorAll("main form")) if (isGuarded(form)) restore(form);
}

if (kept.user !== "0") begin(); // an invitation is answered by somebody without an account
