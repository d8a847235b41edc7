/** Two scenarios in the same futures, year by year: how much the second differs from the first. */

import { rounded, shown } from "../format";
import type { Language } from "../state";
import { mln, percent, span } from "./amounts";
import { base, yearAxis, type Look, type Spec, type Table } from "./chart";

export interface DifferenceAt {
  year: number;
  p5: number;
  p50: number;
  p95: number;
  /** Share of the futures in which the second is lower, equal, higher. */
  p_lower: number;
  p_equal: number;
  p_higher: number;
}

export interface DifferenceOf {
  /** Names of the scenarios. */
  a: string;
  b: string;
  unit: string;
  points: readonly DifferenceAt[];
  /** How many futures there are so far; absent when all are there. */
  futures?: number | undefined;
}

const plus = (value: number, unit: string, lang: Language) =>
  `${value > 0 ? "+" : value < 0 ? "−" : ""}${shown(Math.abs(value), unit, lang)}`;

const interval = (p: DifferenceAt, unit: string, lang: Language) =>
  span(plus(rounded(p.p5, p.p5, p.p95), unit, lang), plus(rounded(p.p95, p.p5, p.p95), unit, lang), lang);

export function spec(data: DifferenceOf, look: Look): Spec {
  const scale = data.unit === "eur_cents" ? 1e-8 : 1;
  const { ink, accent } = look.colours;
  const y = (field: string) => ({ field, type: "quantitative", axis: { title: data.unit === "eur_cents" ? mln(look.lang) : null, tickCount: 5, format: "+,~r", labelExpr: "datum.value === 0 ? '0' : datum.label" } });
  return {
    ...base(look, 200),
    data: { values: data.points.map(({ year, p5, p50, p95 }) => ({ year, p5: p5 * scale, p50: p50 * scale, p95: p95 * scale })) },
    encoding: { x: yearAxis },
    layer: [
      { mark: { type: "rule", color: ink, strokeWidth: 1 }, encoding: { x: { value: 0 }, x2: { value: "width" }, y: { datum: 0 } } },
      { mark: { type: "area", color: accent, opacity: 0.25 }, encoding: { y: y("p5"), y2: { field: "p95" } } },
      { mark: { type: "line", color: accent, strokeWidth: 2, strokeDash: [5, 3], point: { size: 18, color: accent, filled: true } }, encoding: { y: y("p50") } },
    ],
  };
}

export function summary(data: DifferenceOf, lang: Language): string {
  const last = data.points.at(-1);
  if (!last) {
    return lang === "nl" ? "Niets om te vergelijken." : "Nothing to compare.";
  }
  const counted = (share: number) => Math.round((data.futures ?? 100) * share);
  const nl = lang === "nl";
  const all = data.futures === undefined ? (nl ? "van de 100" : "of 100") : nl ? `van de eerste ${data.futures}` : `of the first ${data.futures}`;
  if (last.p_equal >= Math.max(last.p_lower, last.p_higher)) {
    const times = counted(last.p_equal);
    return nl
      ? `In ${times} ${all} toekomsten is het in ${last.year} met ${data.b} even veel als met ${data.a}.`
      : `In ${times} ${all} futures it is as much in ${last.year} with ${data.b} as with ${data.a}.`;
  }
  const isLower = last.p_lower >= last.p_higher;
  const times = counted(Math.max(last.p_lower, last.p_higher));
  const amount = interval(last, data.unit, lang);
  return nl
    ? `In ${times} ${all} toekomsten is het in ${last.year} ${isLower ? "lager" : "hoger"} met ${data.b} dan met ${data.a}; het verschil is ${amount} (90% van de toekomsten${data.futures === undefined ? "" : " tot nu toe"}).`
    : `In ${times} ${all} futures it is ${isLower ? "lower" : "higher"} in ${last.year} with ${data.b} than with ${data.a}; the difference is ${amount} (90% of the futures${data.futures === undefined ? "" : " so far"}).`;
}

export function table(data: DifferenceOf, lang: Language): Table {
  return {
    heads:
      lang === "nl"
        ? ["Jaar", "Verschil, midden", "90% van de toekomsten", "lager", "gelijk", "hoger"]
        : ["Year", "Difference, middle", "90% of the futures", "lower", "equal", "higher"],
    rows: data.points.map((p) => ({
      head: String(p.year),
      cells: [
        plus(rounded(p.p50, p.p5, p.p95), data.unit, lang),
        interval(p, data.unit, lang),
        ...[p.p_lower, p.p_equal, p.p_higher].map((share) => percent(share, lang, 0)),
      ],
    })),
  };
}
