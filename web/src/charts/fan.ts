/** What was, and what may come: seen years as a line, futures as bands of 50% and 90%, others of the same kind as a grey band. */

import type { Series } from "../api";
import { range, rounded, shown } from "../format";
import type { Language } from "../state";
import { basisName, mark, say } from "../words";
import { mln } from "./amounts";
import { base, yearAxis, type Look, type Spec, type Table } from "./chart";

/** Of the other buurten of a wijk, year by year: where their middles lie. */
export interface Band {
  year: number;
  low: number;
  high: number;
}

export interface FanOf {
  series: Series;
  band: readonly Band[];
}

/** Of one other, year by year. */
export type Middles = Pick<Series, "year" | "p50" | "reason">;

export function bandOf(peers: readonly Middles[], years: readonly number[]): Band[] {
  return years.flatMap((year) => {
    // A band without those that may not be told would say too much of them.
    if (peers.some((p) => p.reason[p.year.indexOf(year)] != null)) {
      return [];
    }
    const middles = peers.flatMap((p) => p.p50[p.year.indexOf(year)] ?? []);
    return middles.length < 2 ? [] : [{ year, low: Math.min(...middles), high: Math.max(...middles) }];
  });
}

export function spec({ series, band }: FanOf, look: Look): Spec {
  const scale = series.unit === "eur_cents" ? 1e-8 : 1;
  const rows = series.year.flatMap((year, i) => {
    const at = (column: (number | null)[]) => (column[i] ?? null) === null ? null : (column[i] as number) * scale;
    return at(series.p50) === null
      ? []
      : [{ year, p5: at(series.p5), p25: at(series.p25), p50: at(series.p50), p75: at(series.p75), p95: at(series.p95), seen: year <= series.last_observed }];
  });
  const { ink, accent, band: grey } = look.colours;
  const peers = { values: band.map((b) => ({ year: b.year, low: b.low * scale, high: b.high * scale })) };
  const future = { transform: [{ filter: "!datum.seen" }] };
  const y = (field: string) => ({
    field,
    type: "quantitative",
    scale: { zero: true },
    axis: { title: series.unit === "eur_cents" ? mln(look.lang) : null, tickCount: 4 },
  });
  return {
    ...base(look, 200),
    data: { values: rows },
    encoding: { x: yearAxis },
    layer: [
      ...(band.length === 0 ? [] : [{ data: peers, mark: { type: "area", color: grey, opacity: 0.22, line: { color: grey, strokeWidth: 1, opacity: 0.8 } }, encoding: { y: y("low"), y2: { field: "high" } } }]),
      { ...future, mark: { type: "area", color: accent, opacity: 0.18 }, encoding: { y: y("p5"), y2: { field: "p95" } } },
      { ...future, mark: { type: "area", color: accent, opacity: 0.28 }, encoding: { y: y("p25"), y2: { field: "p75" } } },
      { ...future, mark: { type: "line", color: accent, strokeWidth: 2, strokeDash: [5, 3] }, encoding: { y: y("p50") } },
      { transform: [{ filter: "datum.seen" }], mark: { type: "line", color: ink, strokeWidth: 2, point: { size: 18, color: ink, filled: true } }, encoding: { y: y("p50") } },
    ],
  };
}

export function summary({ series }: FanOf, lang: Language): string {
  const first = series.year.findIndex((_, i) => series.p50[i] !== null);
  const last = series.year.length - 1;
  const [low, high] = [series.p5[last], series.p95[last]];
  if (first < 0 || series.p50[last] == null || low == null || high == null) {
    return say(lang, "none");
  }
  // Of futures no digit more than their interval carries.
  const v = (i: number) => shown(rounded(series.p50[i] ?? 0, series.p5[i] ?? 0, series.p95[i] ?? 0), series.unit, lang);
  return lang === "nl"
    ? `Van ${v(first)} in ${series.year[first]} naar ${v(last)} in ${series.year[last]}; in 90 van de 100 toekomsten ${range(low, high, series.unit, lang)}.`
    : `From ${v(first)} in ${series.year[first]} to ${v(last)} in ${series.year[last]}; in 90 of 100 futures ${range(low, high, series.unit, lang)}.`;
}

export function table({ series }: FanOf, lang: Language): Table {
  return {
    heads: [say(lang, "year"), say(lang, "value"), say(lang, "interval"), say(lang, "basis")],
    rows: series.year.map((year, i) => {
      const [low, middle, high] = [series.p5[i], series.p50[i], series.p95[i]];
      const basis = series.basis[i] ?? "estimated";
      const isSeen = year <= series.last_observed;
      const isKnown = low != null && middle != null && high != null;
      return {
        head: String(year),
        cells: [
          isKnown ? shown(rounded(middle, low, high), series.unit, lang) : say(lang, series.reason[i] === "protected" ? "hidden" : (series.reason[i] ?? "none")),
          isKnown && !isSeen ? range(low, high, series.unit, lang) : "",
          `${mark(basis)} ${basisName(basis, lang)}`,
        ],
        ...(isSeen ? { kind: "seen" as const } : {}),
      };
    }),
  };
}
