/** Two scenarios beside each other: what each of them may come to, through the years. */

import type { Series } from "../api";
import { range, rounded, shown } from "../format";
import type { Language } from "../state";
import { mln } from "./amounts";
import { base, yearAxis, type Look, type Spec, type Table } from "./chart";

export interface PairedOf {
  a: { name: string; series: Series };
  b: { name: string; series: Series };
  /** How many futures there are so far; absent when all are there. */
  futures?: number | undefined;
}

/** From this year on both are shown; what was before is the same in both. */
const from = (data: PairedOf) => data.a.series.last_observed + 1;

export function spec(data: PairedOf, look: Look): Spec {
  const { a, b } = data;
  const scale = a.series.unit === "eur_cents" ? 1e-8 : 1;
  const { ink, accent, band, panel } = look.colours;
  const rows = (of: PairedOf["a"]) =>
    of.series.year.flatMap((year, i) => {
      const [p5, p50, p95] = [of.series.p5[i], of.series.p50[i], of.series.p95[i]];
      return p5 == null || p50 == null || p95 == null ? [] : [{ year, p5: p5 * scale, p50: p50 * scale, p95: p95 * scale, name: of.name }];
    });
  const ahead = (row: { year: number }) => row.year >= from(data);
  const y = (field: string) => ({ field, type: "quantitative", scale: { zero: true }, axis: { title: a.series.unit === "eur_cents" ? mln(look.lang) : null, tickCount: 4 } });
  // Beside the last point of each line its name; where both end close together the higher one is lifted.
  const named = (of: PairedOf["a"], color: string, isHigher: boolean) => {
    const text = { type: "text", align: "right", dx: -2, dy: isHigher ? -9 : 11, color, fontWeight: "bold", limit: look.width * 0.7 };
    return {
      data: { values: rows(of).slice(-1) },
      encoding: { y: y("p50"), text: { field: "name" } },
      // A line that goes on under a name does not strike it through.
      layer: [{ mark: { ...text, color: panel, stroke: panel, strokeWidth: 4 } }, { mark: text }],
    };
  };
  const [endA, endB] = [rows(a).at(-1)?.p50 ?? 0, rows(b).at(-1)?.p50 ?? 0];
  const fan = (of: PairedOf["a"], color: string, dash: number[]) => [
    { data: { values: rows(of).filter(ahead) }, mark: { type: "area", color, opacity: 0.22 }, encoding: { y: y("p5"), y2: { field: "p95" } } },
    { data: { values: rows(of).filter(ahead) }, mark: { type: "line", color, strokeWidth: 2, strokeDash: dash }, encoding: { y: y("p50") } },
  ];
  return {
    ...base(look, 220),
    encoding: { x: yearAxis },
    layer: [
      ...fan(a, band, [2, 3]),
      ...fan(b, accent, [6, 3]),
      { data: { values: rows(a).filter((row) => !ahead(row)) }, mark: { type: "line", color: ink, strokeWidth: 2, point: { size: 18, color: ink, filled: true } }, encoding: { y: y("p50") } },
      named(a, ink, endA >= endB),
      named(b, accent, endB > endA),
    ],
  };
}

export function summary({ a, b, futures }: PairedOf, lang: Language): string {
  const told = ({ name, series }: PairedOf["a"]) => {
    const last = series.year.length - 1;
    const [low, high] = [series.p5[last], series.p95[last]];
    return low == null || high == null ? name : `${range(low, high, series.unit, lang)} ${lang === "nl" ? "met" : "with"} ${name}`;
  };
  const year = a.series.year.at(-1);
  const nl = lang === "nl";
  const counted = futures === undefined ? (nl ? "90 van de 100 toekomsten" : "90 of 100 futures") : nl ? `90% van de eerste ${futures} toekomsten` : `90% of the first ${futures} futures`;
  return nl ? `In ${year}: ${told(a)}; ${told(b)} (${counted} van elk).` : `In ${year}: ${told(a)}; ${told(b)} (${counted} of each).`;
}

export function table({ a, b }: PairedOf, lang: Language): Table {
  const cells = ({ series }: PairedOf["a"], year: number) => {
    const i = series.year.indexOf(year);
    const [low, middle, high] = [series.p5[i], series.p50[i], series.p95[i]];
    return low == null || middle == null || high == null
      ? ["", ""]
      : [shown(rounded(middle, low, high), series.unit, lang), year <= series.last_observed ? "" : range(low, high, series.unit, lang)];
  };
  const interval = lang === "nl" ? "90% van de toekomsten" : "90% of the futures";
  return {
    heads: [lang === "nl" ? "Jaar" : "Year", a.name, interval, b.name, interval],
    rows: a.series.year.map((year) => ({
      head: String(year),
      cells: [...cells(a, year), ...cells(b, year)],
      ...(year <= a.series.last_observed ? { kind: "seen" as const } : {}),
    })),
  };
}
