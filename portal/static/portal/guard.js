// Forms that are sent once (a file, an answer, a decision): nothing is sent into the void.
// Before each is sent, the portal is asked who is signed in; until then all stays in the page.
// A form with data-place is erased here when the portal says so; of others, a page is the answer.

import { message, renew } from "./connection.js";
import * as kept from "./kept.js";
import { read, same, write, written } from "./values.js";

const TYPED =
  'input[type="text"], input[type="url"], input[type="email"], input:not([type]), textarea, select';
const addressOf = (form) => form.getAttribute("action") ?? location.pathname;
const place = (form) =>
  form.dataset.place ?? `${addressOf(form)}#${form.elements.namedItem("add")?.value ?? ""}`;
const isSigningOut = (form) => form.classList.contains("signed-in");
const isLeaving = (form) => isSigningOut(form) || "leaving" in form.dataset;
const isGuarded = (form) =>
  form.method === "post" &&
  !("autosave" in form.dataset) &&
  (form.closest("main") || isSigningOut(form));
const passed = new WeakSet();

// A form of choices alone, such as the officer in charge, is chosen anew faster than it is read.
const typedNames = (form) => {
  const fields = [...form.querySelectorAll(TYPED)].filter((field) => field.name);
  if (fields.every((field) => field.tagName === "SELECT")) return [];
  return [...new Set(fields.map((field) => field.name))];
};

const isAsWritten = (form, name) => same(read(form, name), written(form, name));

// False: the browser has no room.
function keep(form, more = {}) {
  const names = typedNames(form);
  const isReturned = "returned" in form.dataset; // what the portal wrote there it has not taken in
  if (!isReturned && names.every((name) => isAsWritten(form, name))) {
    kept.forget(place(form));
    return true;
  }
  const valuesOf = (source) => Object.fromEntries(names.map((name) => [name, source(form, name)]));
  return kept.keep(place(form), {
    fields: valuesOf(read),
    over: isReturned ? {} : valuesOf(written),
    about: form.dataset.about,
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
  if (isLeaving(form) && kept.isAnythingKept() && !window.confirm(warning())) return;
  const state = await renew();
  if (!mayBeSent(form, state)) return say(form, state, isLeaving(form) || keep(form));
  if (isLeaving(form)) kept.end();
  keep(form, { isSent: true });
  passed.add(form);
  form.requestSubmit(submitter);
}

// A room is left when the portal knows of it: until then its browser stays inside.
const mayBeSent = (form, state) =>
  state === "signed-in" ||
  isSigningOut(form) ||
  ("leaving" in form.dataset && ["signed-out", "other"].includes(state));

const warning = () => document.getElementById("keeping").dataset.signOut;

function say(form, state, isKept = true) {
  form.querySelector("[data-guard]")?.remove();
  const line = document.createElement("div");
  line.dataset.guard = "";
  line.setAttribute("role", "alert");
  line.append(message(state, { isKept, kind: "leaving" in form.dataset ? "leave" : "once" }));
  (form.querySelector("[data-say]") ?? form).append(line);
}

// Sent and answered with a page: it arrived. After "back" or "reload" nobody knows.
const isArrival = () => performance.getEntriesByType("navigation")[0]?.type === "navigate";

const isGone = (form, entry) => entry.isSent && !form.dataset.place && isArrival();

// Only over what stood there when the words were typed: a newer text of the portal stays.
function putBack(form, { fields, over = {} }) {
  const names = Object.keys(fields).filter(
    (name) =>
      !same(fields[name], read(form, name)) &&
      isAsWritten(form, name) &&
      same(written(form, name), over[name] ?? []),
  );
  for (const name of names) write(form, name, fields[name]);
  return names.length > 0;
}

async function restore(form) {
  if (typedNames(form).length === 0) return;
  kept.claim(place(form));
  for (const { key, entry } of await kept.left(place(form))) {
    kept.drop(key);
    if (isGone(form, entry) || !putBack(form, entry)) continue;
    form.closest("details")?.setAttribute("open", "");
    say(form, entry.about === form.dataset.about ? "put-back" : "put-back-changed");
  }
  keep(form);
}

function begin() {
  kept.forgetArrived();
  document.addEventListener("input", ({ target }) => {
    if (target.form && isGuarded(target.form)) keep(target.form);
  });
  document.addEventListener("submit", guard);
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) passed.delete(form);
  });
  for (const form of document.querySelectorAll("main form")) if (isGuarded(form)) restore(form);
}

if (kept.user !== "0") begin(); // an invitation is answered by somebody without an account
