// A step of the guided form saves itself, and keeps in the browser what could not be saved.

import { message, send } from "./connection.js";
import * as kept from "./kept.js";
import { offerKept } from "./kept-offer.js";
import { read, same, write } from "./values.js";

const MILLISECONDS = { input: 2000, change: 500, again: 15_000 };
const PASSES = ["offline", "no-answer"];
const LARGEST_ON_LEAVING = 60_000; // browsers send 64 KiB of a page that is closed

const form = document.querySelector("form[data-autosave]");
const { autosave: address, place } = form.dataset;
const base = () => form.elements.base.value;
const digests = () => new Map(base().split(" ").filter(Boolean).map((pair) => pair.split(":")));
const names = [...digests().keys()];
const line = () => document.getElementById("saved");

// By field, what the portal holds as far as this page knows.
const stored = new Map();
const snapshot = () => new Map(names.map((name) => [name, read(form, name)]));
const unsaved = () => names.filter((name) => !same(read(form, name), stored.get(name)));
const isUnsaved = () => unsaved().length > 0;

let timer = null;
let running = null;
let failed = ""; // why the last save did not arrive
let unconfirmed = ""; // what was sent last without an answer: it may be stored
let isKept = true;
let isLeaving = false;

function know(values, except) {
  for (const [name, value] of values) if (!except.includes(name)) stored.set(name, value);
}

function keepInBrowser() {
  const changed = unsaved();
  if (changed.length === 0) return kept.forget(place);
  const fields = Object.fromEntries(changed.map((name) => [name, read(form, name)]));
  isKept = kept.keep(place, { fields, base: base(), isPromised: failed === "signed-out" });
}

function say(name) {
  const shown = line();
  shown.dataset.state = name;
  const text = message(name, { isKept });
  if (shown.textContent.trim() !== text.textContent.trim()) shown.replaceChildren(text);
}

// The answer holds parts of the page by their ids; a choice that is being made is not replaced.
function show(html) {
  const parts = new DOMParser().parseFromString(html, "text/html").body;
  if (!parts.querySelector("#saved[data-state]")) return null;
  for (const part of [...parts.children]) {
    const old = part.id && document.getElementById(part.id);
    const digest = (element) => element.querySelector("[data-digest]")?.dataset.digest;
    if (!old || (digest(part) && digest(part) === digest(old))) continue;
    old.replaceWith(document.adoptNode(part));
    if (digest(part)) part.closest("details")?.setAttribute("open", "");
  }
  return line().dataset;
}

// Where several people write at once, the answer brings what the others have saved meanwhile.
// A field that somebody is writing in here keeps its words, and the base that they were typed on.
function takeTheirs(sent, before) {
  const theirs = JSON.parse(document.getElementById("theirs")?.dataset.values ?? "{}");
  const now = digests();
  for (const [name, values] of Object.entries(theirs)) {
    const isBusy = document.activeElement?.name === name;
    if (isBusy || !same(read(form, name), sent.get(name))) {
      now.set(name, before.get(name));
      continue;
    }
    write(form, name, values);
    stored.set(name, values);
  }
  form.elements.base.value = [...now].map((pair) => pair.join(":")).join(" ");
}

async function saveOnce() {
  const sent = snapshot();
  const before = digests();
  const answer = await send(address, form, { unconfirmed });
  const state = answer.html && show(answer.html);
  failed = state ? "" : (answer.failed ?? "no-answer");
  if (answer.isUncertain) rememberSent(sent);
  if (state) {
    unconfirmed = "";
    const holds = !["other", "locked"].includes(state.state);
    if (holds) know(sent, state.unsaved.split(" "));
    takeTheirs(sent, before);
    if (state.state === "other") failed = "other";
  }
  keepInBrowser();
  if (failed) {
    say(failed);
    if (PASSES.includes(failed)) saveSoon(MILLISECONDS.again);
  }
  return !failed;
}

function rememberSent(sent) {
  const parameters = new URLSearchParams();
  for (const [name, values] of sent) for (const value of values) parameters.append(name, value);
  unconfirmed = parameters.toString();
}

// One at a time: a second save waits for the first. True when the portal has answered.
async function save() {
  clearTimeout(timer);
  while (running) await running;
  running = saveOnce();
  try {
    return await running;
  } finally {
    running = null;
  }
}

function saveSoon(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(saveIfNeeded, milliseconds);
}

const isAboutChoice = () => form.querySelector('[name^="keep-"]:checked') !== null;
const saveIfNeeded = () => (isUnsaved() || isAboutChoice()) && save();

function typed(event) {
  takeChosen(event.target);
  keepInBrowser();
  saveSoon(MILLISECONDS[event.type]);
}

// Of two versions: the other comes into the field, and mine comes back if I change my mind.
function takeChosen(radio) {
  const choice = radio.closest?.(".conflict");
  if (!choice || radio.type !== "radio") return;
  const { field } = choice.dataset;
  if (radio.value === "theirs") {
    choice.dataset.mine = JSON.stringify(read(form, field));
    write(form, field, JSON.parse(radio.dataset.values));
  } else if (choice.dataset.mine) {
    write(form, field, JSON.parse(choice.dataset.mine));
  }
}

async function goOn(event) {
  if (isLeaving) return;
  event.preventDefault();
  if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
  const answered = await save();
  event.submitter?.removeAttribute("aria-disabled");
  if (!answered) return line().scrollIntoView({ block: "nearest" });
  isLeaving = true;
  form.requestSubmit(event.submitter);
}

const isWithin = (link) => link.origin === location.origin && !link.target && !link.download;

// A link waits for the save; what then is not saved, the browser itself asks about.
async function leaveBy(event) {
  const link = event.target.closest?.("a[href]");
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || !isWithin(link) || link.getAttribute("href").startsWith("#")) return;
  if ("leave" in link.dataset) isLeaving = isKept;
  if (isLeaving || !isUnsaved()) return;
  event.preventDefault();
  await save();
  location.assign(link.href);
}

function ask(event) {
  const isLarge = new URLSearchParams(new FormData(form)).toString().length > LARGEST_ON_LEAVING;
  const state = line().dataset.state ?? "saved";
  const cannotBeSent = failed || isLarge || !isKept || state !== "saved";
  const isAsked = !isLeaving && !kept.hasEnded();
  if (isAsked && isUnsaved() && cannotBeSent) event.preventDefault();
}

function leave() {
  keepInBrowser();
  if (!isUnsaved() || isLeaving) return;
  rememberSent(snapshot());
  send(address, form, {}, { keepalive: true });
}

async function comeBack() {
  isLeaving = false;
  if (isUnsaved()) await save();
}

async function begin() {
  form.autocomplete = "off"; // a browser's own memory would put old text under a new base
  know(snapshot(), form.dataset.unsaved.split(" "));
  kept.forgetOld();
  kept.claim(place);
  const isRestored = await offerKept(form, place, { typed: keepInBrowser, save });
  if (isRestored && (await save()) && !isUnsaved()) line().append(message("restored"));
  keepInBrowser();
}

form.addEventListener("input", typed);
form.addEventListener("change", typed);
form.addEventListener("submit", goOn);
document.addEventListener("click", leaveBy);
document.addEventListener("portal:before-submit", (event) => event.detail.waitFor(saveIfNeeded()));
window.addEventListener("beforeunload", ask);
window.addEventListener("pagehide", leave);
window.addEventListener("pageshow", (event) => event.persisted && comeBack());
window.addEventListener("online", saveIfNeeded);
window.addEventListener("focus", () => failed && saveIfNeeded());
document.addEventListener("visibilitychange", () => saveIfNeeded());
begin();
