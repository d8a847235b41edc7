/** The twin of the map: every area in words. */

import type { Difference } from "../../api";
import { rounded, shown } from "../../format";
import type { Cell, Listing } from "../../parts/area-list";
import { missing } from "../../parts/table";
import { levelWord, mark, nameOf, productName, say } from "../../words";
import type { WhatIf } from "../what-if";
import type { Early } from "./documents";
import type { Places } from "./places";
import { futuresOf, spanOf, type Names } from "./sentence";
import { fill, tell } from "./words";

export function listing({ all, level }: Pick<Places, "all" | "level">, differences: readonly Difference[], of: Names, view: WhatIf, early: Early | undefined): Listing {
  const { lang } = view;
  const found = new Map(differences.map((row) => [row.area, row]));
  const rows = all.map(({ code, name }) => ({ code, name, cells: (): Cell[] => [...cellsOf(found.get(code), view, early), { basis: "estimated" }] }));
  const mean = ` (${tell(lang, "mean")})`;
  return {
    heading: `${levelWord(lang, "all", level)}: ${nameOf(view.measure, lang)}, ${productName(view.product, lang)}, ${view.year}${early ? ` (${fill(tell(lang, "early_short"), { n: early.futures })})` : ""}`,
    // What it is about comes first: a narrow screen shows no more than that.
    heads: [tell(lang, "where"), `${tell(lang, "diff")}${mean}`, say(lang, "interval"), tell(lang, "futures"), `${of.scenario_a}${mean}`, `${of.scenario_b}${mean}`, say(lang, "rests_on")],
    rows,
    chosen: view.area,
    lang,
    isWide: true,
  };
}

function cellsOf(row: Difference | undefined, view: WhatIf, early: Early | undefined): string[] {
  const { lang } = view;
  if (!row) {
    return [missing(null, lang), "", "", "", ""];
  }
  const { n, of: futures } = futuresOf(row.p_lower, early);
  const means = [row.mean_a, row.mean_b].map((mean) => shown(rounded(mean, row.p5, row.p95), row.unit, lang, 0));
  return [meanText(row, view), spanText(row, view), fill(tell(lang, "of_all"), { n, r: futures }), ...means];
}

const meanText = (row: Difference, { lang }: WhatIf) => {
  const mean = shown(Math.abs(rounded(row.mean, row.p5, row.p95)), row.unit, lang, 0);
  return `${mean === shown(0, row.unit, lang, 0) ? "" : row.mean > 0 ? "+" : "−"}${mean}`;
};

const spanText = (row: Difference, { lang }: WhatIf) => (row.p_equal === 1 ? "" : spanOf(row.p5, row.p95, row.unit, lang));

/** As it is said beside the map. */
export const text = (row: Difference | undefined, view: WhatIf): string =>
  row ? `${meanText(row, view)} (${spanText(row, view)}) ${mark("estimated")}` : missing(null, view.lang);
