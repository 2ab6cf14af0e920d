// What html-validate finds in finished pages, and pa11y if it is asked: on standard input
// {pages: {name: HTML}, pa11y: true}, on standard output a list of the faults. Pages ask nobody
// for anything.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { HtmlValidate } from "html-validate";

const RULES = {
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    "aria-label-misuse": ["error", { allowAnyNamable: true }], // a list may have a name
    "empty-heading": "off", // in templates that a script fills
    // Manners, not faults: `for` around a field as well, a region where a section would do.
    "no-redundant-for": "off",
    "prefer-native-element": "off",
  },
};
const CHROMIUM = process.argv[2];
const asked = JSON.parse(await text(process.stdin));
const validator = new HtmlValidate(RULES);
const faults = [];
for (const [name, html] of Object.entries(asked.pages)) {
  const { results } = await validator.validateString(html);
  for (const { ruleId, message, line } of results.flatMap((result) => result.messages)) {
    faults.push(`${name}: html-validate ${ruleId}, line ${line}: ${message}`);
  }
}
if (asked.pa11y) await askPa11y();
console.log(JSON.stringify(faults));

async function askPa11y() {
  const { default: pa11y } = await import("pa11y");
  const { default: puppeteer } = await import("puppeteer");
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  const browser = await puppeteer.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  const options = { browser, standard: "WCAG2AA", timeout: 60_000 };
  try {
    const file = join(folder, "page.html");
    for (const [name, html] of Object.entries(asked.pages)) {
      writeFileSync(file, html);
      const { issues } = await pa11y(`file://${file}`, options);
      for (const { code, message, context } of issues) {
        faults.push(`${name}: pa11y ${code}: ${message} ${context}`);
      }
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}
