/** The table behind every picture. */

import { el, type Child } from "../dom";
import type { Basis, Reason } from "../api";
import type { Language } from "../state";
import { basisName, mark, say } from "../words";

export interface Row {
  head: Child;
  cells: readonly (Child | HTMLTableCellElement)[];
  kind?: string;
}

/** The first column names the row. */
export function table(heads: readonly string[], rows: readonly Row[], attributes: Record<string, string> = {}): HTMLTableElement {
  const body = rows.map(({ head, cells, kind }) =>
    el("tr", { class: `utrecht-table__row ${kind ?? ""}`.trim() }, el("th", { scope: "row", class: "utrecht-table__cell" }, head), ...cells.map(cellOf)),
  );
  return el(
    "table",
    { class: "utrecht-table", ...attributes },
    el("thead", { class: "utrecht-table__header" }, el("tr", {}, ...heads.map((h) => el("th", { scope: "col", class: "utrecht-table__header-cell" }, h)))),
    el("tbody", { class: "utrecht-table__body" }, ...body),
  );
}

/** Within a box of its own that scrolls, for who uses a keyboard too. */
export const scrolling = (label: string, inner: HTMLTableElement) =>
  el("div", { class: "scroll utrecht-table-container", tabindex: "0", role: "region", "aria-label": label }, inner);

/** Folded away until it is asked for. */
export const folded = (label: string, inner: HTMLTableElement) => el("details", {}, el("summary", {}, label), scrolling(label, inner));

/** What a figure rests on, as one of the four marks. */
export function evidence(basis: Basis, lang: Language, isSpelled = false): HTMLTableCellElement {
  const name = basisName(basis, lang);
  return isSpelled
    ? el("td", { class: "utrecht-table__cell" }, `${mark(basis)} ${name}`)
    : el("td", { class: "utrecht-table__cell", title: name }, el("span", { "aria-hidden": "true" }, mark(basis)), el("span", { class: "unseen" }, name));
}

const cellOf = (cell: Child | HTMLTableCellElement) => (cell instanceof HTMLTableCellElement ? cell : el("td", { class: "utrecht-table__cell" }, cell));

/** What stands where nothing can be said. */
export const missing = (reason: Reason | "no_residents" | undefined, lang: Language) => say(lang, reason === "protected" ? "hidden" : (reason ?? "none"));
