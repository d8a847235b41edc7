/**
 * From what care cost to what it will cost: a bar for each reason. The parts add up to the cent. Between two scenarios only
 * what differs is drawn: beside all that care costs it would not be seen.
 */

import type { Basis } from "../api";
import type { Language } from "../state";
import { basisName, mark, productName } from "../words";
import { amountIn, millionsOf, percent, signedIn, span, thousandsOf, type Unit } from "./amounts";
import { base, type Look, type Spec, type Table } from "./chart";

export type Term = "residents" | "ageing" | "rate" | "duration" | "mix" | "relative-price" | "general-price" | "price";

export interface BridgeRow {
  term: Term;
  change: number;
  p5?: number;
  p95?: number;
  factor: number;
  per_year: number;
  basis: Basis;
}

export interface BridgePart {
  product: string;
  begin: number;
  end: number;
  change: number;
  per_year: number;
  rows: BridgeRow[];
}

/** As the server tells it: between two years of a run, or between two runs in one year (with `other`). */
export interface Bridge {
  run: string;
  scenario: string;
  other?: string;
  other_scenario?: string;
  area: string;
  area_name: string;
  from: number;
  to: number;
  money: "nominal" | "real" | "volume";
  price_year: number;
  replicates: number;
  by_ages: boolean;
  parts: BridgePart[];
}

const terms: Record<Term, readonly [string, string]> = {
  residents: ["aantal inwoners", "number of residents"],
  ageing: ["hun leeftijd en buurt", "their ages and buurten"],
  rate: ["cliënten per inwoner", "clients per resident"],
  duration: ["uren per cliënt", "hours per client"],
  mix: ["soort zorg", "kind of care"],
  "relative-price": ["zorg duurder dan de rest", "care dearer than the rest"],
  "general-price": ["alles wordt duurder", "everything gets dearer"],
  price: ["soort zorg en prijzen", "kind of care and prices"],
};

export const termName = (term: Term, lang: Language) => terms[term][lang === "nl" ? 0 : 1];

/** All care together: the last part. */
export const whole = (bridge: Bridge): BridgePart => bridge.parts.at(-1) as BridgePart;

/** What stands at both ends: years, or scenarios. */
export const ends = (bridge: Bridge): readonly [string, string] =>
  bridge.other ? [bridge.scenario, bridge.other_scenario ?? bridge.other] : [String(bridge.from), String(bridge.to)];

/** What two scenarios differ by may be too little for millions. */
export function unitOf(bridge: Bridge): Unit {
  const largest = Math.max(...whole(bridge).rows.map((row) => Math.abs(row.change)));
  return bridge.other && largest < millionsOf.cents && largest * 20 >= thousandsOf.cents ? thousandsOf : millionsOf;
}

interface Bar {
  order: number;
  name: string;
  from: number;
  to: number;
  kind: "total" | "more" | "less";
  label: string;
}

/** In the unit of the bridge, from left to right. */
function bars(bridge: Bridge, lang: Language): Bar[] {
  const part = whole(bridge);
  const [first, last] = ends(bridge);
  const unit = unitOf(bridge);
  const { cents } = unit;
  const start = bridge.other ? 0 : part.begin;
  let at = start;
  const bar = (order: number, name: string, from: number, to: number, kind: Bar["kind"], label: string): Bar => ({ order, name, from: Math.min(from, to) / cents, to: Math.max(from, to) / cents, kind, label });
  const steps = part.rows.map((row, i) => {
    const from = at;
    at += row.change;
    return bar(i + 1, termName(row.term, lang), from, at, row.change < 0 ? "less" : "more", signedIn(unit, row.change, lang));
  });
  return bridge.other
    ? [...steps, bar(steps.length + 1, lang === "nl" ? "samen" : "together", 0, part.change, "total", signedIn(unit, part.change, lang))]
    : [bar(0, first, 0, part.begin, "total", amountIn(unit, part.begin, lang)), ...steps, bar(steps.length + 1, last, 0, part.end, "total", amountIn(unit, part.end, lang))];
}

/** Pixels of the longest of the terms: it is read in full on the narrowest screen too. */
const LongestTerm = 140;

const LongestFigure = 45;

export function spec(bridge: Bridge, look: Look): Spec {
  const { lang, colours } = look;
  const values = bars(bridge, lang);
  const name = unitOf(bridge).name[lang];
  // Beside the names and the text at the end of the longest bar.
  const room = 1 + LongestFigure / Math.max(LongestFigure, look.width - LongestTerm - LongestFigure);
  const [least, most] = [Math.min(0, ...values.map((v) => v.from)), Math.max(0, ...values.map((v) => v.to))];
  // What rounds to nothing is not drawn large.
  const width = Math.max(most - least, 1);
  const domain = [least, least + room * width];
  return {
    ...base(look, 50 + 26 * values.length),
    data: { values },
    encoding: { y: { field: "name", type: "nominal", sort: { field: "order" }, axis: { title: null, labelLimit: Math.max(LongestTerm, Math.round(look.width * 0.45)), domain: false, ticks: false } } },
    layer: [
      {
        mark: { type: "bar", height: { band: 0.7 } },
        encoding: {
          x: { field: "from", type: "quantitative", axis: { title: bridge.other ? `${name} ${lang === "nl" ? "verschil" : "difference"}` : name, tickCount: 5 }, scale: { domain, nice: false } },
          x2: { field: "to" },
          color: { field: "kind", type: "nominal", legend: null, scale: { domain: ["total", "more", "less"], range: [colours.soft, colours.more, colours.less] } },
        },
      },
      ...(bridge.other ? [{ data: { values: [{}] }, mark: { type: "rule", color: colours.ink }, encoding: { x: { datum: 0 }, y: { value: 0 }, y2: { value: "height" } } }] : []),
      { mark: { type: "text", align: "left", dx: 4, color: colours.ink }, encoding: { x: { field: "to", type: "quantitative" }, text: { field: "label" } } },
    ],
  };
}

export function summary(bridge: Bridge, lang: Language): string {
  const part = whole(bridge);
  const [first, last] = ends(bridge);
  const unit = unitOf(bridge);
  const euros = unit.name[lang];
  const largest = [...part.rows]
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, 3)
    .filter((row) => !bridge.other || /[1-9]/.test(signedIn(unit, row.change, lang)))
    .map((row) => `${termName(row.term, lang)} (${signedIn(unit, row.change, lang)})`)
    .join(", ");
  const [begin, end] = wholes(part.begin, part.end, unit === thousandsOf, lang);
  const nl = lang === "nl";
  if (bridge.other && largest === "") {
    return nl ? `In ${bridge.to} kost de zorg met ${first} en met ${last} evenveel: ${begin}.` : `In ${bridge.to} care costs as much with ${first} as with ${last}: ${begin}.`;
  }
  if (bridge.other) {
    return nl
      ? `In ${bridge.to} kost de zorg ${begin} met ${first} en ${end} met ${last}. Het verschil komt vooral door: ${largest}; in ${euros}.`
      : `In ${bridge.to} care costs ${begin} with ${first} and ${end} with ${last}. Most of the difference: ${largest}; in ${euros}.`;
  }
  return nl
    ? `De kosten gaan van ${begin} in ${first} naar ${end} in ${last}: ${percent(part.per_year, lang)} per jaar. Dat komt vooral door: ${largest}; in ${euros}.`
    : `Cost goes from ${begin} in ${first} to ${end} in ${last}: ${percent(part.per_year, lang)} a year. Most of it: ${largest}; in ${euros}.`;
}

/** Both in millions, which one hears better than tens of thousands of thousands; with more digits where they would sound the same. */
function wholes(a: number, b: number, isClose: boolean, lang: Language): [string, string] {
  const unit = Math.max(a, b) < millionsOf.cents ? thousandsOf : millionsOf;
  const at = (digits: number) => [a, b].map((cents) => unit.name[lang].replace("€", `€ ${amountIn(unit, cents, lang, digits)}`)) as [string, string];
  const short = at(1);
  return isClose && short[0] === short[1] ? at(2) : short;
}

export function table(bridge: Bridge, lang: Language): Table {
  const nl = lang === "nl";
  const total = whole(bridge);
  const unit = unitOf(bridge);
  const [first, last] = ends(bridge);
  const bound = nl ? "90% van de toekomsten" : "90% of the futures";
  const isPerYear = !bridge.other;
  const names = bridge.parts.map((p) => productName(p.product, lang));
  const rest = (extra: string[]) => (isPerYear ? extra : extra.toSpliced(1, 1));
  return {
    heads: [unit.name[lang], ...names, ...rest([bound, nl ? "per jaar" : "a year", nl ? "Waarop rust dit?" : "What does this rest on?"])],
    rows: [
      { head: first, cells: [...bridge.parts.map((p) => amountIn(unit, p.begin, lang)), ...rest(["", "", ""])], kind: "sum" },
      ...total.rows.map((row, i) => ({
        head: termName(row.term, lang),
        cells: [
          ...bridge.parts.map((p) => signedIn(unit, p.rows[i]?.change ?? 0, lang)),
          ...rest([
            row.p5 === undefined || row.p95 === undefined ? "" : span(signedIn(unit, row.p5, lang), signedIn(unit, row.p95, lang), lang),
            percent(row.per_year, lang, 2),
            `${mark(row.basis)} ${basisName(row.basis, lang)}`,
          ]),
        ],
      })),
      { head: last, cells: [...bridge.parts.map((p) => amountIn(unit, p.end, lang)), ...rest(["", percent(total.per_year, lang, 2), ""])], kind: "sum" },
    ],
  };
}
