/** A chart on a page: the picture, the same in words and in a table, and the picture as a file. */

import { el } from "../dom";
import type { Language } from "../state";
import { scrolling, table } from "../parts/table";
import type { Chart } from "./chart";
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

/** @param isTitled Whether the title stands above it, for who sees it; else a heading nearby says as much. @param widest In pixels: beyond that it is not drawn larger. @param name of its files, without extension. @param title says what is drawn; of the table too. */
export function figure<T>(chart: Chart<T>, data: T, lang: Language, name: string, title: string, isTitled = false, widest = 960): Figure {
  const at = lang === "nl" ? 0 : 1;
  const { heads, rows } = chart.table(data, lang);
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
    ...(isTitled ? [el("h3", {}, title)] : []),
    into,
    el("p", { class: "summary" }, summary),
    el(
      "p",
      { class: "save" },
      button(words.svg[at], async () => save(await svgOf(onPaper()), `${name}.svg`)),
      button(words.png[at], async () => save(await pngOf(onPaper()), `${name}.png`)),
    ),
    el("details", {}, el("summary", {}, words.table[at]), scrolling(`${words.table[at]}: ${title}`, table(heads, rows))),
  );
  return { element, drawn: draw(into, () => chart.spec(data, { lang, colours: live, width: Math.min(into.clientWidth || 640, widest) })) };
}
