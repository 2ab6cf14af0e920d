// Autosave that fails says so in its own line; the page and what was typed stay.

const report = (event) => {
  const form = event.target.closest?.("[data-autosave]");
  if (!form) return;
  event.stopImmediatePropagation();
  const line = document.getElementById("saved");
  line.textContent = form.dataset.notSaved;
};

// On the way down, so that the handlers of other pages never hear of it.
document.addEventListener("htmx:responseError", report, true);
document.addEventListener("htmx:sendError", report, true);
