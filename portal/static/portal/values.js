// What stands in the fields of a form, as lists of strings, and back.

export const read = (form, name) => new FormData(form).getAll(name);

export function write(form, name, values) {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = values.includes(field.value);
    } else if (field.tagName === "SELECT") {
      for (const option of field.options) option.selected = values.includes(option.value);
    } else {
      field.value = values[0] ?? "";
    }
  }
}

// What the portal wrote into the fields of the page.
export function written(form, name) {
  const values = [];
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.defaultChecked) values.push(field.value);
    } else if (field.tagName === "SELECT") {
      const marked = [...field.options].filter((option) => option.defaultSelected);
      const first = field.multiple ? [] : [...field.options].slice(0, 1);
      values.push(...(marked.length > 0 ? marked : first).map((option) => option.value));
    } else {
      values.push(field.defaultValue);
    }
  }
  return values;
}

// Line ends and an empty field differ in how they are written, not in what they say.
export const same = (one, other) => plain(one) === plain(other);

const plain = (values) =>
  JSON.stringify(
    (values ?? [])
      .map((value) => value.replaceAll("\r\n", "\n").trim())
      .filter(Boolean)
      .sort(),
  );

const labelOf = (field) => field.labels?.[0]?.textContent.trim() || field.value;

// As a person reads it: the labels of what is chosen, or the text itself.
export function readable(form, name, values) {
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  if (fields.some((field) => field.type === "checkbox" || field.type === "radio")) {
    return fields.filter((field) => values.includes(field.value)).map(labelOf).join("\n");
  }
  if (fields[0]?.tagName === "SELECT") {
    const options = [...fields[0].options].filter((option) => values.includes(option.value));
    return options.map((option) => option.textContent.trim()).join("\n");
  }
  return values.join("\n");
}

// The name of a field, without remarks such as "(optional)".
export function labelled(form, name) {
  const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
  if (field?.dataset.label) return field.dataset.label; // among the same questions about others
  const legend = field?.closest("fieldset")?.querySelector("legend");
  const label = (legend ?? field?.labels?.[0])?.cloneNode(true);
  for (const remark of label?.querySelectorAll(".muted, .visually-hidden") ?? []) remark.remove();
  return label?.textContent.trim() || name;
}
