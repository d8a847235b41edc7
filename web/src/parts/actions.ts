/** What can be taken along: a link, paper, a table. */

import { el } from "../dom";
import { plain } from "../format";
import type { Language } from "../state";
import { say } from "../words";

/** A table for a spreadsheet. */
export interface Sheet {
  /** Without an ending. */
  file: string;
  head: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}

/** @param sheet Null where the server gives the table as a file. @param more Other ways to take it along. */
export function actions(sheet: Sheet | null, lang: Language, print: () => void, ...more: HTMLElement[]): HTMLElement {
  const link = el("button", { type: "button", class: "utrecht-button", id: "copy-link" }, say(lang, "copy_link"));
  link.addEventListener("click", () => {
    void copy(location.href).then(
      () => (link.textContent = say(lang, "copied")),
      () => undefined,
    );
  });
  const paper = el("button", { type: "button", class: "utrecht-button", id: "print" }, say(lang, "print"));
  paper.addEventListener("click", print);
  if (sheet === null) {
    return el("p", { class: "actions" }, link, paper, ...more);
  }
  const csv = el("a", { class: "utrecht-button", download: `${sheet.file}.csv`, href: hrefOf(csvOf(sheet, lang), "text/csv") }, say(lang, "csv"));
  return el("p", { class: "actions" }, link, paper, csv, ...more);
}

/** A browser gives its clipboard only to pages that came over a safe line; from others it takes what is selected. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text);
  }
  const [field, before] = [el("textarea", { class: "unseen", readonly: "" }), document.activeElement];
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  (before as HTMLElement | null)?.focus();
  return isCopied ? undefined : Promise.reject(new Error("nothing was copied"));
}

/** As the spreadsheets of a language expect it. */
export function csvOf({ head, rows }: Sheet, lang: Language): string {
  const separator = lang === "nl" ? ";" : ",";
  const text = (cell: string | number | null) => {
    const plainly = typeof cell === "string" ? cell : plain(cell, lang);
    return [separator, '"', "\r", "\n"].some((mark) => plainly.includes(mark)) ? `"${plainly.replaceAll('"', '""')}"` : plainly;
  };
  // The mark in front tells Excel that this is UTF-8.
  return `\ufeff${[head, ...rows].map((row) => row.map(text).join(separator)).join("\r\n")}\r\n`;
}

export const hrefOf = (text: string, type: string) => `data:${type};charset=utf-8,${encodeURIComponent(text)}`;
