// Offers what an earlier window kept: each part with what the portal holds, to use or to discard.

import * as kept from "./kept.js";
import { labelled, read, readable, same, write } from "./values.js";

const EMPTY = document.getElementById("keeping")?.dataset.empty;
const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

const bases = (text) =>
  new Map((text ?? "").split(" ").map((pair) => pair.split(":")));

// True when something was put back because the person was told that it would be.
export async function offerKept(form, place, { typed, save }) {
  const now = bases(form.elements.base.value);
  const offered = [];
  let isRestored = false;
  for (const { key, entry } of await kept.left(place)) {
    const before = bases(entry.base);
    for (const [name, values] of Object.entries(entry.fields)) {
      if (!now.has(name) || same(values, read(form, name))) continue;
      if (entry.isPromised && now.get(name) === before.get(name)) {
        write(form, name, values);
        isRestored = true;
      } else {
        offered.push({ key, name, values });
      }
    }
    if (!offered.some((offer) => offer.key === key)) kept.drop(key);
  }
  typed();
  if (offered.length > 0) show(form, offered, { typed, save });
  return isRestored;
}

function show(form, offered, { typed, save }) {
  const box = copy("keeping-offer");
  const list = box.querySelector("[data-list]");
  for (const offer of offered) list.append(itemFor(form, offer));
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    const isUsed = event.target.closest("[data-use]");
    if (!isUsed && !event.target.closest("[data-discard]")) return;
    const offer = offered[item.dataset.offer];
    if (isUsed) write(form, offer.name, offer.values);
    offer.isDecided = true;
    typed();
    if (offered.every((other) => other.key !== offer.key || other.isDecided)) kept.drop(offer.key);
    item.remove();
    if (list.children.length === 0) box.remove();
    (list.querySelector("button") ?? form.querySelector(`[name="${offer.name}"]`)).focus();
    if (isUsed) save();
  });
  form.before(box);

  function itemFor(form, { name, values }) {
    const item = copy("keeping-offered");
    item.dataset.offer = list.children.length;
    item.querySelector("[data-label]").textContent = labelled(form, name);
    item.querySelector("[data-kept]").textContent = readable(form, name, values) || EMPTY;
    const stored = readable(form, name, read(form, name));
    item.querySelector("[data-stored]").textContent = stored || EMPTY;
    return item;
  }
}
