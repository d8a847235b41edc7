/** What financiers assumed, beside each other and beside what a run finds: growth a year, real. */

import type { Basis } from "../api";
import type { Language } from "../state";
import { percent, span } from "./amounts";
import { base, yearAxis, type Look, type Spec, type Table } from "./chart";

export interface Rate {
  vintage: string;
  line: string;
  year: number;
  growth: number;
  basis: Basis;
  source: string;
}

export interface Own {
  year: number;
  p5: number;
  p50: number;
  p95: number;
}

export interface GrowthOf {
  /** Of one line of care. */
  rates: readonly Rate[];
  /** Of a run; empty without one. */
  own: readonly Own[];
  from: number;
  to: number;
}

const dashes: readonly number[][] = [[1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [3, 5]];

export const ownName = (lang: Language) => (lang === "nl" ? "deze projectie" : "this projection");

/** "cpb-2027-2033" as people say it. */
export const vintageName = (code: string, lang: Language) =>
  code === "own"
    ? lang === "nl" ? "eigen aanname" : "own assumption"
    : code.replace(/^([a-z]+)-(\d{4})-(\d{4})$/, (_, who: string, from: string, to: string) => `${who.toUpperCase()} ${from}–${to}`);

/** As the reader knows it; a vintage of all care says so. */
const nameIn = (data: GrowthOf, code: string, lang: Language) =>
  `${vintageName(code, lang)}${data.rates.some((r) => r.vintage === code && r.line === "care") ? (lang === "nl" ? " (alle zorg)" : " (all care)") : ""}`;

const codes = (data: GrowthOf) => [...new Set(data.rates.map((r) => r.vintage))];

const isIn = (data: GrowthOf, year: number) => year >= data.from && year <= data.to;

export function spec(data: GrowthOf, look: Look): Spec {
  const { lang, colours } = look;
  const names = codes(data).map((code) => nameIn(data, code, lang));
  const own = data.own.filter((o) => isIn(data, o.year)).map((o) => ({ ...o, growth: o.p50, name: ownName(lang), kind: "published" }));
  const values = data.rates.filter((r) => isIn(data, r.year)).map((r) => ({ year: r.year, growth: r.growth, name: nameIn(data, r.vintage, lang), kind: r.basis }));
  const domain = own.length > 0 ? [...names, ownName(lang)] : names;
  const y = { field: "growth", type: "quantitative", axis: { format: ".1%", title: lang === "nl" ? "reële groei per jaar" : "real growth a year", tickCount: 5 } };
  const color = { field: "name", type: "nominal", scale: { domain, range: domain.map((_, i) => colours.lines[i % colours.lines.length]) } };
  const strokeDash = { field: "name", type: "nominal", scale: { domain, range: domain.map((_, i) => dashes[i % dashes.length]) } };
  return {
    ...base(look, 230 + 18 * domain.length),
    encoding: { x: yearAxis },
    layer: [
      ...(own.length === 0 ? [] : [{ data: { values: own }, mark: { type: "area", opacity: 0.18, color: colours.lines[names.length % colours.lines.length] }, encoding: { y: { ...y, field: "p5" }, y2: { field: "p95" } } }]),
      { data: { values: [...values, ...own] }, mark: { type: "line", strokeWidth: 2, interpolate: "linear" }, encoding: { y, color, strokeDash } },
      // Open where it is an assumption of ours, full where the source says it.
      { data: { values: values.filter((v) => v.kind !== "assumed") }, mark: { type: "point", filled: true, size: 28, opacity: 1 }, encoding: { y, color } },
      { data: { values: values.filter((v) => v.kind === "assumed") }, mark: { type: "point", filled: false, size: 28, strokeWidth: 1.5, fill: colours.panel, opacity: 1 }, encoding: { y, color } },
    ],
  };
}

export function summary(data: GrowthOf, lang: Language): string {
  const nl = lang === "nl";
  const told = codes(data).flatMap((code) => {
    const published = data.rates.filter((r) => r.vintage === code && r.basis !== "assumed" && isIn(data, r.year));
    const [first] = published;
    return first ? [`${nameIn(data, code, lang)}: ${percent(first.growth, lang)}`] : [];
  });
  const last = data.own.filter((o) => isIn(data, o.year)).at(-1);
  const own = last
    ? nl
      ? ` Deze projectie komt in ${last.year} op ${percent(last.p50, lang)} (${span(percent(last.p5, lang), percent(last.p95, lang), lang)} in 90 van de 100 toekomsten).`
      : ` This projection comes to ${percent(last.p50, lang)} in ${last.year} (${span(percent(last.p5, lang), percent(last.p95, lang), lang)} in 90 of 100 futures).`
    : "";
  return `${nl ? "Reële groei per jaar volgens de bron" : "Real growth a year by the source"}: ${told.join("; ") || (nl ? "niet gegeven in deze jaren" : "not given in these years")}.${own}`;
}

export function table(data: GrowthOf, lang: Language): Table {
  const nl = lang === "nl";
  const own = data.own.length > 0;
  const years = Array.from({ length: Math.max(0, data.to - data.from + 1) }, (_, i) => data.from + i);
  return {
    heads: [nl ? "Jaar" : "Year", ...codes(data).map((code) => nameIn(data, code, lang)), ...(own ? [ownName(lang), nl ? "90% van de toekomsten" : "90% of the futures"] : [])],
    rows: years.map((year) => {
      const ours = data.own.find((o) => o.year === year);
      return {
        head: String(year),
        cells: [
          ...codes(data).map((code) => {
            const rate = data.rates.find((r) => r.vintage === code && r.year === year);
            return rate ? `${percent(rate.growth, lang)}${rate.basis === "assumed" ? " ○" : " ●"}` : "–";
          }),
          ...(own ? [ours ? percent(ours.p50, lang) : "–", ours ? span(percent(ours.p5, lang), percent(ours.p95, lang), lang) : ""] : []),
        ],
      };
    }),
  };
}
