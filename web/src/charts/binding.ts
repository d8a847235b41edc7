/** Who waits where, and for want of what: staff, places or money. */

import { shown } from "../format";
import type { Language } from "../state";
import { productName } from "../words";
import { percent } from "./amounts";
import { base, roomFor, type Look, type Spec, type Table } from "./chart";

export type Constraint = "none" | "staff" | "space" | "money";

export interface BindingRow {
  area: string;
  name: string;
  year: number;
  waiting: number;
  over_norm: number;
  wait_mean_weeks: number;
  binding: Constraint;
  share: number;
  product: string;
}

const constraints: Record<Constraint, readonly [string, string]> = {
  none: ["niets", "nothing"],
  staff: ["personeel", "staff"],
  space: ["plaatsen", "places"],
  money: ["geld", "money"],
};

export const constraintName = (binding: Constraint, lang: Language) => constraints[binding][lang === "nl" ? 0 : 1];

const label = (row: BindingRow, lang: Language) =>
  row.binding === "none" ? constraintName("none", lang) : `${constraintName(row.binding, lang)} ${percent(row.share, lang, 0)}`;

export function spec(rows: readonly BindingRow[], look: Look): Spec {
  const { lang, colours } = look;
  const [over, within] = lang === "nl" ? ["langer dan de norm", "korter dan de norm"] : ["longer than the norm", "shorter than the norm"];
  const values = rows.flatMap((row, order) => [
    { name: row.name, order, part: over, n: row.over_norm, at: 0 },
    { name: row.name, order, part: within, n: Math.max(0, row.waiting - row.over_norm), at: 1 },
  ]);
  const labels = rows.map((row, order) => ({ name: row.name, order, n: row.waiting, label: label(row, lang) }));
  const most = Math.max(1, ...rows.map((row) => row.waiting));
  return {
    ...base(look, 90 + 24 * rows.length),
    encoding: { y: { field: "name", type: "nominal", sort: rows.map((row) => row.name), axis: { title: null, domain: false, ticks: false, labelLimit: Math.round(look.width * 0.4) } } },
    layer: [
      {
        data: { values },
        mark: { type: "bar", height: { band: 0.7 } },
        encoding: {
          x: { field: "n", type: "quantitative", stack: "zero", axis: { title: lang === "nl" ? "mensen die wachten" : "people waiting", tickCount: 5 }, scale: { domain: [0, most * roomFor(look.width)], nice: false } },
          color: { field: "part", type: "nominal", scale: { domain: [over, within], range: [colours.accent, colours.line] } },
          order: { field: "at" },
        },
      },
      { data: { values: labels }, mark: { type: "text", align: "left", dx: 4, color: colours.ink }, encoding: { x: { field: "n", type: "quantitative" }, text: { field: "label" } } },
    ],
  };
}

export function summary(rows: readonly BindingRow[], lang: Language): string {
  const nl = lang === "nl";
  if (rows.length === 0) {
    return nl ? "Deze projectie rekent zonder wachtlijsten." : "This projection reckons without waiting lists.";
  }
  const sum = (of: (row: BindingRow) => number) => shown(Math.round(rows.reduce((total, row) => total + of(row), 0) / 10) * 10, "persons", lang);
  const years = [...new Set(rows.map((r) => r.year))].join(", ");
  const counts = (["staff", "space", "money"] as const).flatMap((binding) => {
    const n = rows.filter((row) => row.binding === binding).length;
    return n > 0 ? [`${constraintName(binding, lang)} (in ${n} ${nl ? "van" : "of"} ${rows.length} ${nl ? "gebieden" : "areas"})`] : [];
  });
  return nl
    ? `Eind ${years} wachten naar verwachting ongeveer ${sum((r) => r.waiting)} mensen, van wie ${sum((r) => r.over_norm)} langer dan de norm. Wat het meest knelt: ${counts.join(", ") || constraintName("none", lang)}.`
    : `At the end of ${years} about ${sum((r) => r.waiting)} people probably wait, ${sum((r) => r.over_norm)} of them longer than the norm. What binds most: ${counts.join(", ") || constraintName("none", lang)}.`;
}

export function table(rows: readonly BindingRow[], lang: Language): Table {
  const nl = lang === "nl";
  return {
    heads: nl
      ? ["Gebied", "Jaar", "wachtend", "langer dan de norm", "weken gewacht", "wat knelt", "het meest bij"]
      : ["Area", "Year", "waiting", "longer than the norm", "weeks waited", "what binds", "most of all in"],
    rows: rows.map((row) => ({
      head: row.name,
      cells: [
        String(row.year),
        shown(row.waiting, "persons", lang),
        shown(row.over_norm, "persons", lang),
        shown(row.wait_mean_weeks, "weeks", lang, 1),
        label(row, lang),
        row.binding === "none" ? "" : productName(row.product, lang),
      ],
    })),
  };
}
