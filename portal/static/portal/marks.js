// Puts marks (common/marked_text.py) around the words that are selected in a field.

function mark(field, before, after) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end).trim();
  const at = words ? start + value.slice(start, end).indexOf(words) : end;
  field.setRangeText(before + words + after, at, at + words.length, "end");
  // Without words the cursor waits between the marks.
  const from = at + before.length;
  field.setSelectionRange(from, from + words.length);
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const line of document.querySelectorAll("[data-marks]")) {
  const field = document.getElementById(line.dataset.marks);
  for (const button of line.querySelectorAll("button")) {
    button.disabled = false;
    button.addEventListener("click", () =>
      mark(field, button.dataset.before, button.dataset.after),
    );
  }
}
