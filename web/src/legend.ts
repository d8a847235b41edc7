/** Fifteen cells: value from left to right, certainty from top to bottom; and what cannot be told. */

import { el } from "./dom";
import { shown } from "./format";
import { cell, steps } from "./palette";
import type { View } from "./state";
import { say } from "./words";

export function show(into: HTMLElement, domain: number, unit: string, view: View, isDark: boolean, schematic: boolean): void {
  const { lang } = view;
  const digits = view.per === "1000" ? 1 : undefined;
  const rows = steps.map((count, doubt) => {
    const row = el("div", { class: "row" });
    for (let tint = 0; tint < count; tint++) {
      const box = el("span", { class: "cell" });
      box.style.background = cell(doubt, tint, isDark);
      row.append(box);
    }
    return row;
  });
  into.replaceChildren(
    el("p", { class: "legend-title" }, say(lang, "legend")),
    el(
      "div",
      { class: "cells" },
      el("p", { class: "sides" }, el("span", {}, say(lang, "sure")), el("span", {}, say(lang, "unsure"))),
      el("div", { "aria-hidden": "true" }, ...rows),
      el("p", { class: "ends" }, el("span", {}, shown(0, unit, lang)), el("span", {}, `≥ ${shown(domain, unit, lang, digits)}`)),
    ),
    el("p", { class: "hidden-key" }, el("span", { class: "hatch", "aria-hidden": "true" }), ` ${say(lang, "hidden_or_none")}`),
    ...(schematic ? [el("p", { class: "schematic" }, say(lang, "schematic"))] : []),
  );
}
