// What is sent to the portal from an open page: whether it arrived, and if not, why.

import { user } from "./kept.js";

const session = document.getElementById("keeping");
const messages = document.getElementById("keeping-messages");

const NOT_KEPT = { "signed-out": "signed-out-not-kept", offline: "not-kept", "no-answer": "not-kept" };

// `isKept`: whether the browser has room; `kind` "once" for forms that do not save themselves.
export function message(name, { isKept = true, kind = "" } = {}) {
  const key = isKept ? name : (NOT_KEPT[name] ?? name);
  const find = (wanted) => messages.content.querySelector(`[data-message="${wanted}"]`);
  return (find(`${kind}-${key}`) ?? find(key)).cloneNode(true);
}

// "signed-in" with a fresh token in all forms, or the reason why nothing can be sent now.
export async function renew() {
  let answer;
  try {
    answer = await fetch(session.dataset.session, { redirect: "manual", cache: "no-store" });
  } catch {
    return navigator.onLine ? "no-answer" : "offline";
  }
  if (answer.type === "opaqueredirect") return "signed-out";
  if (!answer.ok) return "no-answer";
  const { user: present, token } = await answer.json();
  if (!present) return "signed-out";
  if (String(present) !== user) return "other";
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
  return "signed-in";
}

async function ask(url, form, extra, keepalive) {
  const body = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  try {
    return await fetch(url, { method: "POST", body, redirect: "manual", keepalive });
  } catch {
    return null;
  }
}

// {html} as the portal answered, or {failed: reason, isUncertain: whether it may have arrived}.
export async function send(url, form, extra = {}, { keepalive = false } = {}) {
  let answer = await ask(url, form, extra, keepalive);
  if (answer?.status === 403) {
    const state = await renew();
    if (state !== "signed-in") return { failed: state };
    answer = await ask(url, form, extra, keepalive);
  }
  if (!answer) return { failed: navigator.onLine ? "no-answer" : "offline", isUncertain: true };
  if (answer.type === "opaqueredirect") return { failed: "signed-out" };
  if ([400, 403, 404, 413].includes(answer.status)) return { failed: "refused" };
  if (!answer.ok) return { failed: "no-answer", isUncertain: true };
  try {
    return { html: await answer.text() };
  } catch {
    return { failed: "no-answer", isUncertain: true };
  }
}
