// Opens the pages of `nocontact report --format html` in a browser, as a reader would.
//
//     node check.mjs PROGRAM FOLDER SHOTS
//
// FOLDER has, for each page, NAME.html, NAME.history.json and NAME.status.json. If the page is of a
// period, NAME ends with its two days: ordinary_2026-11-05_2026-11-15.
//
// What the checks assume of the markup, besides what the page says to a reader:
//
// - #figures: rows of <th scope="row">LABEL</th><td>NUMBER or NUMBER days</td><td>...</td>
// - #entries: one table with a thead, rows #entry-1 to #entry-N, oldest first, each with one
//   <time datetime="..."> as in the JSON, and at most one .note
// - #calendar: tables whose marked cells have an svg with the number in its text
// - #hours, #weekdays, #channels, #weeks: one table, whose rows have three cells that are all
//   digits: by me, not by me, all. For each row that is not 0, in the same order, one rect.mine and
//   one rect.theirs in svgs, on one scale in a section: in #hours by height, else by width

import axe from "axe-core";
import { readdirSync, readFileSync } from "node:fs";
import { bulk } from "./bulk.mjs";
import { browser, check, folder, holds, opened, shots, shown, spelled, sum } from "./common.mjs";
import { prints } from "./print.mjs";

const CSP =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const LABELS = { chasing: "Chasing", slip: "Slips (drawn in)", checking: "Checking (profile)",
  short: "Short or no answer", necessary: "Necessary", reconnect: "Back in touch" };
const BREAKS = ["chasing", "slip", "reconnect"];
const BY = { me: "By me", them: "By them", chance: "By chance" };

const read = (name) => JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8"));
const daysFrom = (from, to) =>
  (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000;

function period(name, status) {
  const [, from, to] = name.split("_");
  return { from: from ?? status.breakup, to: to ?? status.today, isPeriod: Boolean(from) };
}

// Nothing but the file is asked for and nothing runs: first as it is, then without its policy, so
// that what keeps a note from running is not the policy alone.
async function quiet(name) {
  const source = readFileSync(`${folder}/${name}.html`, "utf8");
  const title = /<title>([^<]+)<\/title>/.exec(source)?.[1];
  for (const bypassCSP of [false, true]) {
    const { context, page, seen, url } = await opened(name, { bypassCSP });
    await page.waitForTimeout(500);
    const how = bypassCSP ? "without its policy" : "as it is";
    check(`${name}: asks for nothing, says nothing, ${how}`, seen,
      { requests: [url], said: [], dialogs: [] });
    check(`${name}: the title stays, ${how}`, await page.title(), title);
    await context.close();
  }
  holds(`${name}: no hidden character in the file`, spelled(source) === source, false);
}

// What is in the page that could load or run something, whether it did or not.
async function inert(page, name) {
  check(`${name}: one style, no script, no link out`, await page.evaluate(() => ({
    first: document.head.firstElementChild.getAttribute("charset")?.toLowerCase(),
    policy: document.querySelector("meta[http-equiv='Content-Security-Policy']")?.content,
    lang: document.documentElement.lang,
    mode: document.compatMode,
    headings: document.querySelectorAll("main h1").length,
    styles: document.querySelectorAll("style").length,
    loads: [...document.querySelectorAll("script, link, img, iframe, object, embed, form, base,"
      + "image, use, foreignObject, audio, video, [src], [srcset], [style*='url(']")]
      .map((element) => element.outerHTML.slice(0, 200)),
    leads: [...document.querySelectorAll("[href]")].map((element) => element.getAttribute("href"))
      .filter((href) => !href.startsWith("#") || !document.getElementById(href.slice(1))),
    handlers: [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes])
      .map((attribute) => attribute.name).filter((attribute) => attribute.startsWith("on")),
    imports: /url\(|@import/i.test(document.querySelector("style").textContent),
  })), { first: "utf-8", policy: CSP, lang: "en", mode: "CSS1Compat", headings: 1, styles: 1,
    loads: [], leads: [], handlers: [], imports: false });
}

async function entries(page, name, history) {
  const rows = await page.$$eval("#entries tbody tr", (rows) => rows.map((row) => ({
    id: row.id,
    at: row.querySelector("time")?.getAttribute("datetime"),
    notes: [...row.querySelectorAll(".note")].map((note) => note.textContent.trim()),
  })));
  check(`${name}: as many entries as in the history`, rows.map((row) => row.id),
    history.map((_, index) => `entry-${index + 1}`));
  check(`${name}: each at its time`, rows.map((row) => row.at), history.map(({ at }) => at));
  check(`${name}: each note once, in its row`, rows.map((row) => row.notes),
    history.map(({ note }) => (note?.trim() ? [shown(note).trim()] : [])));
  const styles = await page.$$eval(".note", (notes) =>
    [...new Set(notes.map((note) => getComputedStyle(note).whiteSpaceCollapse))]);
  holds(`${name}: the lines of a note are kept`,
    styles.every((style) => style.startsWith("preserve")), styles);
  const count = await page.$$eval(".note", (notes) => notes.length);
  check(`${name}: no note elsewhere`, count, sum(rows.map((row) => row.notes.length)));
}

async function figures(page, name, history, status) {
  const { from, to, isPeriod } = period(name, status);
  const rows = await page.$$eval("#figures tbody tr", (rows) => rows.map((row) =>
    [...row.children].map((cell) => cell.textContent.trim())));
  const found = Object.fromEntries(rows.map(([label, number]) =>
    [label, /^[\d,]+( days?)?$/.test(number) ? parseInt(number.replaceAll(",", ""), 10) : number]));
  const times = (which) => sum(history.filter(which).map((contact) => contact.times));
  // `necessary` counts as such only where nothing else was wanted (src/manual/verdicts.md, row 1).
  const sort = (contact) => contact.verdict !== "kept" ? contact.verdict
    : contact.reasons.includes("necessary") ? "necessary" : "short";
  const expected = { Contacts: times(() => true) };
  for (const [by, label] of Object.entries(BY)) expected[label] = times((it) => it.by === by);
  for (const [key, label] of Object.entries(LABELS)) {
    expected[label] = times((contact) => sort(contact) === key);
  }
  const isBroken = history.some((contact) => BREAKS.includes(contact.verdict));
  if (isBroken) {
    [expected["Since the last break"], expected["Longest without a break"]] = apart(history, from, to);
  }
  const filled = Object.fromEntries(Object.keys(expected).map((label) => [label, 0]));
  check(`${name}: each figure is that of the history`, { ...filled, ...found }, expected);
  if (isPeriod) return;
  const { counts, without_contact: without } = status;
  const said = { ...counts, short: counts.kept - counts.necessary };
  const others = Object.entries(LABELS).map(([key, label]) => [label, said[key]]);
  const days = isBroken
    ? { "Since the last break": without.days, "Longest without a break": without.longest } : {};
  check(`${name}: and the status says the same`, { ...expected, ...Object.fromEntries(others),
    ...days }, expected);
}

// The days without contact up to the last day, and the longest such time.
function apart(history, from, to) {
  let [since, longest] = [from, 0];
  for (const { at } of history.filter((it) => BREAKS.includes(it.verdict))) {
    longest = Math.max(longest, daysFrom(since, at));
    since = at.slice(0, 10);
  }
  const days = daysFrom(since, to);
  return [days, Math.max(longest, days)];
}

// The charts and the calendar show the contacts, and the bars are as long as the tables say.
async function charts(page, name, history, status) {
  const { from } = period(name, status);
  const keys = {
    hours: (it) => (it.at.includes("T") ? Number(it.at.slice(11, 13)) : null),
    weekdays: (it) => (new Date(it.at.slice(0, 10)).getUTCDay() + 6) % 7,
    channels: (it) => it.channel,
    weeks: (it) => Math.floor(daysFrom(from, it.at) / 7),
  };
  for (const [id, key] of Object.entries(keys)) {
    const added = new Map();
    for (const contact of history.filter((it) => key(it) !== null)) {
      const parts = added.get(key(contact)) ?? [0, 0];
      parts[contact.by === "me" ? 0 : 1] += contact.times;
      added.set(key(contact), parts);
    }
    const expected = [...added].sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, [mine, theirs]]) => [mine, theirs, mine + theirs]);
    const rows = (await page.$$eval(`#${id} table tbody tr`, (rows) => rows.map((row) =>
      [...row.cells].map((cell) => cell.textContent.trim()).filter((text) => /^\d+$/.test(text))
        .map(Number)))).filter((row) => row.at(-1) !== 0);
    // Channels are in another order: the most frequent first.
    const ordered = (all) => (id === "channels" ? all.map(String).sort() : all);
    check(`${name}: the numbers of #${id}`, ordered(rows), ordered(expected));
    const side = id === "hours" ? "height" : "width";
    const [mine, theirs] = await page.evaluate(([id, side]) => ["mine", "theirs"].map((part) =>
      [...document.querySelectorAll(`#${id} svg rect.${part}`)]
        .map((bar) => Number(bar.getAttribute(side)))), [id, side]);
    const bars = mine.map((length, index) => [length, theirs[index]]).filter((bar) => sum(bar));
    const scale = Math.max(...bars.map(sum)) / Math.max(...rows.map((row) => row[2]));
    const isInScale = bars.length === rows.length && bars.every((bar, row) =>
      bar.every((length, part) => Math.abs(length - rows[row][part] * scale) <= 1));
    holds(`${name}: the bars of #${id} are as long as its numbers`, isInScale, { bars, rows });
  }
  const days = new Map();
  for (const { at, times } of history) {
    days.set(at.slice(0, 10), (days.get(at.slice(0, 10)) ?? 0) + times);
  }
  check(`${name}: the marks of the calendar`, await page.$$eval("#calendar td svg", (marks) =>
    marks.map((mark) => Number(mark.textContent))), [...days.values()]);
}

// Looks at the page at the widths of a phone and a desk, by day and by night.
async function looks(name) {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 360, 1280]) {
      const { context, page } = await opened(name,
        { colorScheme, viewport: { width, height: 900 } });
      const [wide, inner] = await page.evaluate(() =>
        [document.scrollingElement.scrollWidth, innerWidth]);
      holds(`${name}: no scrolling to the side at ${width}, ${colorScheme}`, wide <= inner,
        `${wide} pixels wide`);
      const height = await page.evaluate(() => document.scrollingElement.scrollHeight);
      if (width > 320) {
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() =>
          globalThis.axe.run(document, { resultTypes: ["violations"] }));
        const said = violations.map(({ id, impact, nodes }) =>
          `${impact}: ${id} at ${nodes[0].target} (${nodes.length}): ${nodes[0].failureSummary}`);
        check(`${name}: accessible at ${width}, ${colorScheme}`,
          said.filter((it) => /^(serious|critical)/.test(it)), []);
        found.push(...said);
        // The browser draws no picture that is much higher.
        await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png`,
          fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, 12_000) } });
      }
      await context.close();
    }
  }
  new Set(found).forEach((it) => console.log(`note: ${name}: ${it.replace(/\s+/g, " ")}`));
}

const names = readdirSync(folder).filter((file) => file.endsWith(".html"));
for (const name of names.map((file) => file.replace(/\.html$/, ""))) {
  const history = read(`${name}.history`);
  const status = read(`${name}.status`);
  await quiet(name);
  const { context, page } = await opened(name);
  await inert(page, name);
  await entries(page, name, history);
  await figures(page, name, history, status);
  await charts(page, name, history, status);
  await context.close();
  await looks(name);
  for (const format of ["A4", "Letter"]) {
    await prints(name, history, format, name !== "hostile");
  }
}
await bulk();
await browser.close();
