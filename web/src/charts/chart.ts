/** What every chart is: a picture as a Vega-Lite specification, the same in words, and the same in rows. */

import type { Language } from "../state";
import type { Colours } from "./colours";

export type Spec = Record<string, unknown>;

/** How a chart is to look: for whom, in what colours, how wide. */
export interface Look {
  lang: Language;
  colours: Colours;
  /** Pixels, axes included. */
  width: number;
}

export interface Row {
  head: string;
  cells: string[];
  /** A year that was seen, or a sum: they look different. */
  kind?: "seen" | "sum";
}

export interface Table {
  /** One more than the cells of a row: the first is over the heads. */
  heads: string[];
  rows: Row[];
}

/** The same data in three ways. Pure functions: the page and the report draw the same. */
export interface Chart<T> {
  spec(data: T, look: Look): Spec;
  summary(data: T, lang: Language): string;
  table(data: T, lang: Language): Table;
}

/** What all specifications begin with: size, locale, axes in the colours of the page. */
/** @param height of what is drawn, in pixels, axes included. */
export function base(look: Look, height: number): Spec {
  const { ink, line } = look.colours;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    width: Math.max(200, look.width),
    height,
    autosize: { type: "fit", contains: "padding" },
    background: "transparent",
    config: {
      ...(look.lang === "nl" ? { locale: { number: { decimal: ",", thousands: ".", grouping: [3], currency: ["€ ", ""] } } } : {}),
      font: "system-ui, sans-serif",
      axis: { labelColor: ink, titleColor: ink, domainColor: ink, tickColor: ink, gridColor: line, labelFontSize: 11, titleFontSize: 11, titleFontWeight: "normal" },
      legend: { labelColor: ink, titleColor: ink, labelFontSize: 11, labelLimit: 0, orient: "bottom", direction: "vertical", title: null },
      text: { color: ink, fontSize: 11 },
      view: { stroke: null },
    },
  };
}

export const yearAxis = { field: "year", type: "quantitative", scale: { nice: false }, axis: { format: "d", title: null, tickCount: 6, tickMinStep: 1, grid: false } };

/** By how much an axis has to go on beyond the longest bar, for the text at its end. */
export const roomFor = (width: number, text = 90) => 1 + text / (width * 0.55);
