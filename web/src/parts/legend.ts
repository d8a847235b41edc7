/** Fifteen cells: value from left to right, certainty from top to bottom; and what cannot be told. */

import { el } from "../dom";
import type { Language } from "../state";
import { say } from "../words";

export interface Legend {
  title: string;
  /** Colours, from well known to hardly known; each row has fewer than the one before. */
  rows: readonly (readonly string[])[];
  /** What the top row and the bottom row mean. */
  sides: readonly [string, string];
  /** Left to right, under the cells. */
  ends: readonly string[];
  hidden: string;
  isSchematic: boolean;
}

export function show(into: HTMLElement, legend: Legend, lang: Language): void {
  const shownAs = JSON.stringify([legend, lang]);
  if (into.dataset["shownAs"] === shownAs && into.hasChildNodes()) {
    return;
  }
  into.dataset["shownAs"] = shownAs;
  const rows = legend.rows.map((colours) => {
    const row = el("div", { class: "row" });
    for (const colour of colours) {
      const box = el("span", { class: "cell" });
      box.style.background = colour;
      row.append(box);
    }
    return row;
  });
  into.replaceChildren(
    el("p", { class: "legend-title" }, legend.title),
    el(
      "div",
      { class: "cells" },
      el("p", { class: "sides" }, ...legend.sides.map((side) => el("span", {}, side))),
      el("div", { "aria-hidden": "true" }, ...rows),
      el("p", { class: "ends" }, ...legend.ends.map((end) => el("span", {}, end))),
    ),
    el("p", { class: "hidden-key" }, el("span", { class: "hatch", "aria-hidden": "true" }), ` ${legend.hidden}`),
    ...(legend.isSchematic ? [el("p", { class: "schematic" }, say(lang, "schematic"))] : []),
  );
}
