// What pa11y and html-validate find in finished pages: a JSON object on standard input maps
// names to HTML, standard output lists the faults. Pages ask nobody for anything.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { HtmlValidate } from "html-validate";
import pa11y from "pa11y";
import puppeteer from "puppeteer";

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
const pages = JSON.parse(await text(process.stdin));
const validator = new HtmlValidate(RULES);
const folder = mkdtempSync(join(tmpdir(), "pages-"));
const browser = await puppeteer.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
const faults = [];
try {
  for (const [name, html] of Object.entries(pages)) {
    const { results } = await validator.validateString(html);
    for (const { ruleId, message, line } of results.flatMap((result) => result.messages)) {
      faults.push(`${name}: html-validate ${ruleId}, line ${line}: ${message}`);
    }
    const file = join(folder, "page.html");
    writeFileSync(file, html);
    const { issues } = await pa11y(`file://${file}`, { browser, standard: "WCAG2AA", timeout: 60_000 });
    for (const { code, message, context } of issues) {
      faults.push(`${name}: pa11y ${code}: ${message} ${context}`);
    }
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
console.log(JSON.stringify(faults));
