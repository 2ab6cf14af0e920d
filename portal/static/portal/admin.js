// Starts what Wagtail starts with scripts written into the page: the policy lets none of them run.
// portal/templates/wagtailadmin says with <template data-start> what is to begin, and with what.

// Only these: markup that somebody smuggled in must not name what it likes.
const chooser = (name) => [name, (options, id) => new window[name](id, options)];
const picker = (name) => [name, (options, id) => window[name](id, options)];
const panel = (name) => [name, (options) => new window[name](options)];
const STARTERS = new Map([
  ...["DocumentChooser", "ImageChooser", "PageChooser", "SnippetChooser"].map(chooser),
  ...["initDateChooser", "initTimeChooser", "initDateTimeChooser"].map(picker),
  ...["InlinePanel", "MultipleChooserPanel"].map(panel),
  ["createTaskChooser", (_options, id) => window.createTaskChooser(id)],
]);

function start(mark) {
  const { start: name, options, for: id } = mark.dataset;
  mark.remove();
  STARTERS.get(name)?.(JSON.parse(options), id);
}

function startAll(part) {
  if (part.matches?.("template[data-start]")) start(part);
  else part.querySelectorAll?.("template[data-start]").forEach(start);
}

document.addEventListener("DOMContentLoaded", () => {
  startAll(document.body);
  // Dialogs and rows of a list come later.
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach(startAll);
  }).observe(document.body, { childList: true, subtree: true });
});
