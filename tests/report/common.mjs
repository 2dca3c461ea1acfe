// What all checks share: saying what was found, the text as the program shows it, the browser.

import { isDeepStrictEqual } from "node:util";
import { chromium } from "playwright-core";

export const [program, folder, shots] = process.argv.slice(2);
const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update",
  "--disable-background-networking", "--disable-sync"];

// Lists are said in full only where they differ: those of the entries can be long.
export function check(what, found, expected) {
  if (!isDeepStrictEqual(found, expected)) {
    let [at, said] = ["", [expected, found]];
    if (Array.isArray(found) && Array.isArray(expected) && found.length === expected.length) {
      const index = found.findIndex((item, i) => !isDeepStrictEqual(item, expected[i]));
      [at, said] = [` [${index}]`, [expected[index], found[index]]];
    }
    const [wanted, got] = said.map((it) => (JSON.stringify(it) ?? "nothing").slice(0, 2000));
    console.error(`failed: ${what}${at}\nexpected: ${wanted}\nfound:    ${got}`);
    process.exit(1);
  }
  console.log(`ok: ${what}`);
}

export const holds = (what, isTrue, found) => check(what, Boolean(isTrue) || found, true);
export const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
export const squeezed = (text) => text.replace(/\s+/gu, "");

// Hidden characters, as src/domain/text.rs lists them, but for a joiner between two emoji.
const EMOJI = "\\u2190-\\u2bff\\u{1f000}-\\u{1faff}\\ufe0f\\u3030\\u303d";
const HIDDEN = "\\0-\\x09\\x0b-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5"
  + "\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0"
  + "\\ufff0-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}";
const SPELLED = new RegExp(`(?<=[${EMOJI}])\\u200d(?=[${EMOJI}])|([${HIDDEN}])`, "gu");
export const spelled = (text) => text.replace(SPELLED, (all, hidden) =>
  hidden ? `\\u{${hidden.codePointAt(0).toString(16)}}` : all);
// In a note, a tab is four spaces.
export const shown = (note) => spelled(note.replaceAll("\t", "    "));

export const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS,
  chromiumSandbox: false });

// Opens a page and keeps what it asked for, what it said and what went wrong.
export async function opened(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { requests: [], said: [], dialogs: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => seen.said.push(message.text()));
  page.on("pageerror", (error) => seen.said.push(String(error)));
  page.on("dialog", (dialog) => seen.dialogs.push(dialog.message()) && dialog.dismiss());
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) =>
    console.error(`refused: ${event.violatedDirective} ${event.blockedURI}`)));
  const url = `file://${folder}/${name}.html`;
  await page.goto(url, { waitUntil: "load", timeout: 60_000 });
  return { context, page, seen, url };
}
