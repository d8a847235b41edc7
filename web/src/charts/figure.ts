/** A chart on a page: the picture, the same in words and in a table, and the picture as a file. */

import { el } from "../dom";
import type { Language } from "../state";
import type { Chart, Table } from "./chart";
import { live, paper } from "./colours";
import { draw, pngOf, save, svgOf } from "./draw";
import "./charts.css";

export interface Figure {
  element: HTMLElement;
  /** When the picture is there. */
  drawn: Promise<void>;
}

const words = {
  table: ["Toon tabel", "Show table"],
  svg: ["Bewaar als SVG", "Save as SVG"],
  png: ["Bewaar als PNG", "Save as PNG"],
} as const;

const FileWidth = 800;

/** @param name of its files, without extension. @param title says what is drawn; of the table too. */
export function figure<T>(chart: Chart<T>, data: T, lang: Language, name: string, title: string): Figure {
  const at = lang === "nl" ? 0 : 1;
  const summary = chart.summary(data, lang);
  const into = el("div", { class: "chart", role: "img", "aria-label": `${title}. ${summary}` });
  const onPaper = () => chart.spec(data, { lang, colours: paper, width: FileWidth });
  const button = (text: string, act: () => Promise<void>) => {
    const made = el("button", { type: "button", class: "utrecht-button", "aria-label": `${text}: ${title}` }, text);
    made.addEventListener("click", () => void act());
    return made;
  };
  const element = el(
    "div",
    { class: "figure", "data-chart": name },
    into,
    el("p", { class: "summary" }, summary),
    el(
      "p",
      { class: "save" },
      button(words.svg[at], async () => save(await svgOf(onPaper()), `${name}.svg`)),
      button(words.png[at], async () => save(await pngOf(onPaper()), `${name}.png`)),
    ),
    el("details", {}, el("summary", {}, words.table[at]), tableOf(chart.table(data, lang), title)),
  );
  return { element, drawn: draw(into, () => chart.spec(data, { lang, colours: live, width: Math.min(into.clientWidth || 640, 960) })) };
}

/** A table that scrolls by itself where it is too wide, with the keyboard too. */
export function tableOf(table: Table, title: string): HTMLElement {
  const heads = table.heads.map((head) => (head === "" ? el("td") : el("th", { scope: "col" }, head)));
  const rows = table.rows.map((row) =>
    el("tr", row.kind ? { class: row.kind } : {}, el("th", { scope: "row" }, row.head), ...row.cells.map((cell) => el("td", {}, cell))),
  );
  return el(
    "div",
    { class: "scroll utrecht-table-container", tabindex: "0", role: "region", "aria-label": title },
    el("table", { class: "utrecht-table" }, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)),
  );
}
