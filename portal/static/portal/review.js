// Review page: words selected in a part of the text become the passage of a comment on it.

for (const details of document.querySelectorAll(".review-add")) {
  const part = details.closest("[data-part]");
  const passage = details.querySelector("textarea[name=passage]");
  // Before the click on the summary takes the selection away.
  details.querySelector("summary").addEventListener("mousedown", () => {
    const selection = document.getSelection();
    if (selection.isCollapsed || !part.contains(selection.anchorNode)) return;
    if (!passage.value) passage.value = selection.toString().trim().slice(0, passage.maxLength);
  });
}
