// Words kept in the browser (localStorage) until the portal has them, by person, page and window.

const PREFIX = "portal-kept:";
const DAY = 24 * 3600 * 1000;
const DAYS_KEPT = 30;
const MILLISECONDS_TO_CLOSE = 500;

const session = document.getElementById("keeping");
export const user = session?.dataset.user ?? "0";
let isOver = false; // the person leaves, and nothing of theirs stays here
const thisWindow = Math.random().toString(36).slice(2);

const prefix = (place) => `${PREFIX}${user}:${place}:`;
const keyOf = (place) => prefix(place) + thisWindow;

// False: the browser has no room, or keeps nothing.
export function keep(place, entry) {
  if (isOver) return true;
  try {
    localStorage.setItem(keyOf(place), JSON.stringify({ ...entry, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

export function forget(place) {
  drop(keyOf(place));
}

export function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing is kept where nothing can be.
  }
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

// While this window is open, its words are not offered to the person's other windows.
export function claim(place) {
  navigator.locks?.request(keyOf(place), () => new Promise(() => {}));
}

const found = (place) =>
  keys().filter((key) => key.startsWith(prefix(place)) && key !== keyOf(place));

async function closed(candidates) {
  const held = (await navigator.locks?.query())?.held.map((lock) => lock.name) ?? [];
  return candidates.filter((key) => !held.includes(key));
}

// What this person left here in windows that are closed, newest first.
export async function left(place) {
  const candidates = found(place);
  let ours = candidates.length > 0 ? await closed(candidates) : [];
  if (ours.length < candidates.length) {
    // The page that was here a moment ago may not have let go yet.
    await new Promise((done) => setTimeout(done, MILLISECONDS_TO_CLOSE));
    ours = await closed(candidates);
  }
  return ours
    .map((key) => ({ key, entry: read(key) }))
    .filter(({ entry }) => entry)
    .sort((one, other) => other.entry.at - one.entry.at);
}

export const isAnythingKept = () => keys().some((key) => key.startsWith(`${PREFIX}${user}:`));

// For somebody who leaves a device that others use: from now on nothing is kept here.
export function end() {
  isOver = true;
  for (const key of keys()) if (key.startsWith(`${PREFIX}${user}:`)) drop(key);
}

export const hasEnded = () => isOver;

// What was sent and, as the portal says, has arrived; another window may still be typing there.
export function forgetArrived() {
  for (const place of session.dataset.arrived.split(" ").filter(Boolean)) {
    for (const key of keys()) if (key.startsWith(prefix(place)) && read(key)?.isSent) drop(key);
  }
}

export function forgetOld() {
  for (const key of keys()) {
    if (!(Date.now() - (read(key)?.at ?? 0) < DAYS_KEPT * DAY)) drop(key);
  }
}
