/** The twin of the map: every wijk in words. */

import type { Difference, Place } from "../../api";
import { el } from "../../dom";
import { rounded, shown } from "../../format";
import { evidence, missing, scrolling, table } from "../../parts/table";
import { mark, nameOf, productName, say } from "../../words";
import type { WhatIf } from "../what-if";
import type { Early } from "./documents";
import { futuresOf, spanOf, type Names } from "./sentence";
import { fill, tell } from "./words";

/** @param places The whole first, then its wijken. */
export function show(into: HTMLElement, places: readonly Place[], rows: readonly Difference[], of: Names, view: WhatIf, early: Early | undefined, chosen: (code: string) => void): void {
  const { lang } = view;
  const heading = `${tell(lang, "list")}: ${nameOf(view.measure, lang)}, ${productName(view.product, lang)}, ${view.year}${early ? ` (${fill(tell(lang, "early_short"), { n: early.futures })})` : ""}`;
  const made = places.map((place) => {
    const button = el("button", { type: "button", "data-code": place.code, "aria-pressed": String(place.code === view.area) }, place.name);
    button.addEventListener("click", () => chosen(place.code));
    const row = rows.find((r) => r.area === place.code);
    const means = row ? [row.mean_a, row.mean_b].map((mean) => shown(rounded(mean, row.p5, row.p95), row.unit, lang, 0)) : ["", ""];
    const { n, of: futures } = futuresOf(row?.p_lower ?? 0, early);
    const cells = row ? [meanText(row, view), spanText(row, view), fill(tell(lang, "of_all"), { n, r: futures }), ...means] : [missing(null, lang), "", "", ...means];
    return { head: button, cells: [...cells, evidence("estimated", lang)], kind: place.code === view.area ? "chosen" : "" };
  });
  const mean = ` (${tell(lang, "mean")})`;
  // What it is about comes first: a narrow screen shows no more than that.
  const heads = [tell(lang, "where"), `${tell(lang, "diff")}${mean}`, say(lang, "interval"), tell(lang, "futures"), `${of.scenario_a}${mean}`, `${of.scenario_b}${mean}`, say(lang, "rests_on")];
  into.replaceChildren(el("h2", {}, heading), scrolling(heading, table(heads, made, { class: "utrecht-table wide" })));
}

const meanText = (row: Difference, { lang }: WhatIf) => {
  const mean = shown(Math.abs(rounded(row.mean, row.p5, row.p95)), row.unit, lang, 0);
  return `${mean === shown(0, row.unit, lang, 0) ? "" : row.mean > 0 ? "+" : "−"}${mean}`;
};

const spanText = (row: Difference, { lang }: WhatIf) => (row.p_equal === 1 ? "" : spanOf(row.p5, row.p95, row.unit, lang));

/** As it is said beside the map. */
export const text = (row: Difference | undefined, view: WhatIf): string =>
  row ? `${meanText(row, view)} (${spanText(row, view)}) ${mark("estimated")}` : missing(null, view.lang);
