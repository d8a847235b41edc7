/** The twin of a map: its areas in words, as many as one reads, with a way to find the others. Rows stay while figures change. */

import { el } from "../dom";
import type { Basis } from "../api";
import { decimal } from "../format";
import type { Language } from "../state";
import { fill, say } from "../words";
import { keepFocus } from "./focus";
import { evidence, scrolling, table } from "./table";

/** Text, or what a figure rests on. */
export type Cell = string | { basis: Basis };

export interface AreaRow {
  code: string;
  name: string;
  /** Asked only where it is shown. */
  cells(): readonly Cell[];
}

export interface Listing {
  heading: string;
  heads: readonly string[];
  /** All of them, in the order in which they are read. */
  rows: readonly AreaRow[];
  /** Code of the one that is looked at. */
  chosen: string;
  lang: Language;
  /** Another order, where there is one. */
  order?: { text: string; turn(): void };
  /** Many columns scroll sideways. */
  isWide?: boolean;
}

/** Rows that are there at first: a city whole, of a country what comes first. */
export const First = 120;

/** How many more come at once. */
const More = 240;

/** Lists that can be taken in at a glance need no search. */
const Glance = 25;

interface Shown {
  tr: HTMLTableRowElement;
  button: HTMLButtonElement;
  said: string[];
}

export class AreaList {
  private readonly heading = el("h2");
  private readonly finder = el("input", { type: "search", id: "find-area", class: "utrecht-textbox", autocomplete: "off" });
  private readonly findLabel = el("label", { for: "find-area", class: "utrecht-form-label" });
  private readonly turn = el("button", { type: "button", class: "order utrecht-button", id: "order" });
  private readonly count = el("p", { class: "hint", id: "list-count", role: "status" });
  private readonly more = el("button", { type: "button", class: "order utrecht-button", id: "more" });
  private readonly find = el("div", { class: "find" }, this.findLabel, this.finder);
  private readonly tools = el("div", { class: "tools" }, this.find, this.turn);
  private region: HTMLElement | undefined;
  private body: HTMLElement | undefined;
  private madeAs = "";
  private most = First;
  private listing: Listing | undefined;
  private readonly shown = new Map<string, Shown>();

  constructor(
    private readonly into: HTMLElement,
    private readonly chosen: (code: string) => void,
  ) {
    this.finder.addEventListener("input", () => {
      this.most = First;
      this.draw();
    });
    this.turn.addEventListener("click", () => this.listing?.order?.turn());
    this.more.addEventListener("click", () => this.goOn());
  }

  show(listing: Listing): void {
    this.listing = listing;
    keepFocus(() => {
      this.dress(listing);
      this.draw();
    });
  }

  clear(): void {
    this.listing = undefined;
    this.madeAs = "";
    this.into.replaceChildren();
  }

  /** What stays as long as the columns do. */
  private dress({ heading, heads, lang, order, isWide, rows }: Listing): void {
    set(this.heading, heading);
    set(this.findLabel, say(lang, "find"));
    this.find.hidden = rows.length <= Glance;
    this.turn.hidden = !order;
    set(this.turn, order?.text ?? "");
    this.region?.setAttribute("aria-label", heading);
    const madeAs = [lang, ...heads].join(" | ");
    if (this.madeAs === madeAs) {
      return;
    }
    this.madeAs = madeAs;
    this.shown.clear();
    const made = table(heads, [], isWide ? { class: "utrecht-table wide" } : {});
    this.body = made.querySelector("tbody") as HTMLElement;
    this.body.addEventListener("keydown", walk);
    this.region = scrolling(heading, made);
    this.into.replaceChildren(this.heading, this.tools, this.region, this.count, this.more);
  }

  private draw(): void {
    const { listing, body } = this;
    if (!listing || !body) {
      return;
    }
    const { rows, lang, chosen } = listing;
    const wanted = plain(this.find.hidden ? "" : this.finder.value);
    const found = wanted === "" ? rows : rows.filter((row) => plain(row.name).includes(wanted) || plain(row.code) === wanted);
    const first = found.slice(0, this.most);
    // What is looked at stays in sight, however far down it is.
    const looked = wanted === "" && !first.some((row) => row.code === chosen) ? found.filter((row) => row.code === chosen) : [];
    const trs = [...first, ...looked].map((row) => this.rowOf(row, row.code === chosen));
    const codes = new Set([...first, ...looked].map((row) => row.code));
    [...this.shown.keys()].filter((code) => !codes.has(code)).forEach((code) => this.shown.delete(code));
    if (trs.length !== body.children.length || trs.some((tr, i) => body.children[i] !== tr)) {
      body.replaceChildren(...trs);
    }
    const isAll = trs.length === rows.length;
    set(this.count, found.length === 0 ? say(lang, "found_none") : isAll ? "" : fill(say(lang, "found"), { n: decimal(trs.length, lang), r: decimal(rows.length, lang) }));
    this.more.hidden = found.length <= this.most;
    set(this.more, say(lang, "more_rows"));
  }

  private rowOf(row: AreaRow, isChosen: boolean): HTMLTableRowElement {
    const made = this.shown.get(row.code) ?? this.newRow(row);
    row.cells().forEach((cell, i) => {
      const said = typeof cell === "string" ? cell : cell.basis;
      if (made.said[i] !== said) {
        made.said[i] = said;
        const td = made.tr.cells[i + 1];
        if (typeof cell !== "string" && this.listing) {
          td?.replaceWith(evidence(cell.basis, this.listing.lang));
        } else if (td) {
          td.textContent = said;
        }
      }
    });
    if (made.tr.classList.contains("chosen") !== isChosen) {
      made.tr.classList.toggle("chosen", isChosen);
      made.button.setAttribute("aria-pressed", String(isChosen));
    }
    return made.tr;
  }

  private newRow(row: AreaRow): Shown {
    const button = el("button", { type: "button", "data-code": row.code, "aria-pressed": "false" }, row.name);
    button.addEventListener("click", () => this.chosen(row.code));
    const tr = el("tr", { class: "utrecht-table__row" }, el("th", { scope: "row", class: "utrecht-table__cell" }, button), ...row.cells().map(() => el("td", { class: "utrecht-table__cell" })));
    const made = { tr, button, said: [] };
    this.shown.set(row.code, made);
    return made;
  }

  /** The reading goes on where it was. */
  private goOn(): void {
    const from = this.most;
    this.most += More;
    this.draw();
    this.body?.querySelectorAll("button")[from]?.focus();
  }
}

/** As it is looked for: without capitals and accents. */
export const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .trim();

function set(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Arrow keys go from one area to the next. */
function walk(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) {
    return;
  }
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
  buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
  event.preventDefault();
}
