// Times reports of many contacts, and opens and prints their pages.

import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { check, folder, holds, opened, program } from "./common.mjs";
import { prints } from "./print.mjs";

// A journal as the program writes it, with a contact every two hours.
function journal(size) {
  const at = (number) => {
    const utc = new Date(Date.parse("2026-11-22T20:00:00Z") - (size - number) * 7_200_000);
    return `${utc.toISOString().slice(0, 19)}+00:00`;
  };
  const uid = (number) => `bulk${String(number).padStart(8, "0")}`;
  const lines = Array.from({ length: size }, (_, index) => JSON.stringify({
    id: index + 1, kind: "contact", at: index % 10 === 7 ? at(index).slice(0, 10) : at(index),
    ...[{}, { by: "them", reply: "brief" }, { by: "them", reply: "conversation" },
      { necessary: "children" }, { why: "apology", times: 2 }][index % 5],
    channel: ["text", "call", "email", "social", "visit"][index % 7 % 5],
    ...(index % 3 ? { note: `#${index + 1}: a note\nof three lines & a few words,\n<b>bold</b>` }
      : {}),
    uid: uid(index + 1), recorded: at(index),
  }));
  const head = { version: 1, breakup: at(-12).slice(0, 10), policy: "fixed", days: 30,
    uid: uid(0), recorded: at(-12) };
  const path = `${folder}/bulk-${size}.json`;
  fs.writeFileSync(path, JSON.stringify({ ...head, entries: [], undo: [] })
    .replace("[]", `[\n${lines.join(",\n")}\n]`), { mode: 0o600 });
  return path;
}

// The best of five runs, in milliseconds, and the bytes that were written.
function measured(file, format, to) {
  const runs = Array.from({ length: 5 }, () => {
    fs.rmSync(to, { force: true });
    const out = format === "html" ? "ignore" : fs.openSync(to, "w");
    const output = format === "html" ? ["--output", to] : [];
    const began = performance.now();
    const { status, stderr } = spawnSync(program,
      ["--file", file, "report", "--format", format, ...output],
      { stdio: ["ignore", out, "pipe"] });
    const took = performance.now() - began;
    if (out !== "ignore") fs.closeSync(out);
    if (status !== 0) check(`report --format ${format} of ${file}`, String(stderr), "exit code 0");
    return took;
  });
  return [Math.min(...runs), fs.statSync(to).size];
}

export async function bulk() {
  const sizes = [1000, 10_000];
  const files = sizes.map(journal);
  for (const format of ["text", "markdown", "html"]) {
    const [[few, small], [many, large]] = files.map((file, index) =>
      measured(file, format, `${folder}/bulk-${sizes[index]}.${format}`));
    const ratio = (many / few).toFixed(1);
    console.log(`note: ${format}: 1,000 contacts ${few.toFixed(1)} ms, ${small} bytes; `
      + `10,000 contacts ${many.toFixed(1)} ms, ${large} bytes; ratio ${ratio}`);
    holds(`${format}: ten times the contacts take less than fifteen times as long`, ratio < 15,
      ratio);
  }
  const [history] = files.map((file) => JSON.parse(execFileSync(program,
    ["--file", file, "history", "--kind", "contact", "--json"], { maxBuffer: 1 << 30 })));
  await prints("bulk-1000", history, "A4", true);
  const began = performance.now();
  const { context, page } = await opened("bulk-10000");
  const rows = await page.$$eval("#entries tbody tr", (rows) => rows.length);
  const took = Math.round(performance.now() - began);
  check("10,000 contacts: as many rows in the browser", rows, 10_000);
  holds("10,000 contacts: open within a minute", took < 60_000, `${took} ms`);
  console.log(`note: 10,000 contacts: opened in ${took} ms`);
  await context.close();
}
