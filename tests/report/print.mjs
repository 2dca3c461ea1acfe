// Prints a page on paper, and reads what is on it.

import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { check, holds, opened, shots, shown, squeezed } from "./common.mjs";

// What the page says of itself for print, and the text of each sheet of paper.
async function printed(name, format) {
  const { context, page } = await opened(name);
  const path = `${shots}/${name}-${format}.pdf`;
  await page.emulateMedia({ media: "print" });
  // About as wide as A4 between its margins: a browser shrinks what is wider.
  await page.setViewportSize({ width: 660, height: 900 });
  const said = await page.evaluate(() => ({
    wide: document.scrollingElement.scrollWidth,
    head: document.querySelector("#entries thead")?.innerText ?? "",
    text: document.body.innerText,
    title: document.title,
    breaks: [...new Set([...document.querySelectorAll("#entries tbody tr")]
      .map((row) => getComputedStyle(row).breakInside))],
  }));
  await page.pdf({ path, format, printBackground: true,
    margin: { top: "1cm", right: "1cm", bottom: "1cm", left: "1cm" } });
  await context.close();
  const extracted = (how) => execFileSync("pdftotext", [how, "-enc", "UTF-8", path, "-"],
    { encoding: "utf8", maxBuffer: 1 << 30 });
  // Without the title at the foot and the number of the sheet, such as 2/4.
  const sheets = extracted("-raw").split("\f").slice(0, -1).map((text, index, { length }) =>
    squeezed(text).replace(squeezed(said.title), "").replace(new RegExp(`^${index + 1}/${length}|${index + 1}/${length}$`), ""));
  return { ...said, sheets, boxes: extracted("-bbox"), size: statSync(path).size };
}

// `isTame` is a page without notes that are longer than a sheet, or of which the paper has the
// letters in another order.
export async function prints(name, history, format, isTame) {
  const { wide, text, breaks, sheets, boxes, size, ...said } = await printed(name, format);
  const what = `${name} on ${format}`;
  const [head, whole] = [squeezed(said.head), sheets.join("")];
  const notes = history.filter((it) => it.note?.trim()).map((it) => squeezed(shown(it.note)));
  const begins = notes.map((note) => /^[!-~]{0,14}/.exec(note)[0]);
  const often = (text, part) => text.split(part).length - 1;
  holds(`${what}: it fits without being shrunk`, wide <= 660, `${wide} of 660 pixels`);
  check(`${what}: each note begins once`, begins.map((begin) => often(whole, begin)),
    begins.map(() => 1));
  const headless = whole.replaceAll(head, "");
  check(`${what}: each note is there to its end`,
    notes.filter((note) => /^[!-~]*$/.test(note) && !headless.includes(note)), []);
  check(`${what}: rows stay together`, breaks, history.length ? ["avoid"] : []);
  if (isTame) {
    check(`${what}: each note is on one sheet`,
      notes.filter((note) => !sheets.some((sheet) => sheet.includes(note))), []);
    const [words, all] = [new Set(text.match(/\S{4,}/gu)), squeezed(text)];
    check(`${what}: each word of the page is on paper, as often`,
      [...words].filter((word) => often(whole, word) < often(all, word)), []);
  }
  const bare = sheets.flatMap((sheet, index) =>
    begins.some((begin) => sheet.includes(begin)) && !sheet.includes(head) ? [index + 1] : []);
  check(`${what}: each sheet with entries has their head`, bare, []);
  const [, width] = /<page width="([\d.]+)"/.exec(boxes);
  const outer = [...boxes.matchAll(/xMax="([\d.]+)"/g)]
    .reduce((most, [, x]) => Math.max(most, Number(x)), 0);
  holds(`${what}: nothing is cut off at the right`, outer <= width - 10, `${outer} of ${width}`);
  console.log(`note: ${what}: ${sheets.length} sheets, ${size} bytes`);
}
