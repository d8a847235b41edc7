/** The fan chart: what was, and what may come. Loaded when it is first needed; drawn without evaluating any text as code. */

import type { Series } from "../api";
import { range, shown } from "../format";
import type { Language } from "../state";
import { say } from "../words";

/** Of the other buurten of a wijk, year by year: where their middles lie. */
export interface Band {
  year: number;
  low: number;
  high: number;
}

export function bandOf(peers: readonly Series[], years: readonly number[]): Band[] {
  return years.flatMap((year) => {
    // A band without those that may not be told would say too much of them.
    if (peers.some((p) => p.reason[p.year.indexOf(year)] === "protected")) {
      return [];
    }
    const middles = peers.flatMap((p) => p.p50[p.year.indexOf(year)] ?? []);
    return middles.length < 2 ? [] : [{ year, low: Math.min(...middles), high: Math.max(...middles) }];
  });
}

export async function draw(into: HTMLElement, series: Series, band: readonly Band[], lang: Language, label: string, isDark: boolean): Promise<void> {
  const [vega, lite, { expressionInterpreter }] = await Promise.all([import("vega"), import("vega-lite"), import("vega-interpreter")]);
  const scale = series.unit === "eur_cents" ? 1e-8 : 1;
  const rows = series.year.flatMap((year, i) => {
    const at = (column: (number | null)[]) => (column[i] ?? null) === null ? null : (column[i] as number) * scale;
    return at(series.p50) === null
      ? []
      : [{ year, p5: at(series.p5), p25: at(series.p25), p50: at(series.p50), p75: at(series.p75), p95: at(series.p95), seen: year <= series.last_observed }];
  });
  const [ink, hue, grey] = isDark ? ["#e6e6e3", "#8ab8f5", "#8b949e"] : ["#1d1d1b", "#0b3c74", "#6e6e68"];
  const peers = { values: band.map((b) => ({ year: b.year, low: b.low * scale, high: b.high * scale })) };
  const future = { transform: [{ filter: "!datum.seen" }] };
  const spec = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    width: Math.max(220, into.clientWidth - 60),
    height: 170,
    background: "transparent",
    description: label,
    data: { values: rows },
    encoding: { x: { field: "year", type: "quantitative", axis: { format: "d", title: null, tickCount: 6, grid: false } } },
    layer: [
      { data: peers, mark: { type: "area", color: grey, opacity: 0.22, line: { color: grey, strokeWidth: 1, opacity: 0.8 } }, encoding: { y: y("low", series.unit, lang), y2: { field: "high" } } },
      { ...future, mark: { type: "area", color: hue, opacity: 0.18 }, encoding: { y: y("p5", series.unit, lang), y2: { field: "p95" } } },
      { ...future, mark: { type: "area", color: hue, opacity: 0.28 }, encoding: { y: y("p25", series.unit, lang), y2: { field: "p75" } } },
      { ...future, mark: { type: "line", color: hue, strokeWidth: 2, strokeDash: [5, 3] }, encoding: { y: y("p50", series.unit, lang) } },
      { transform: [{ filter: "datum.seen" }], mark: { type: "line", color: ink, strokeWidth: 2, point: { size: 18, color: ink, filled: true } }, encoding: { y: y("p50", series.unit, lang) } },
    ],
    config: { ...(lang === "nl" ? { locale: { number: { decimal: ",", thousands: ".", grouping: [3], currency: ["€ ", ""] } } } : {}), axis: { labelColor: ink, titleColor: ink, domainColor: ink, tickColor: ink, gridColor: isDark ? "#33383d" : "#e2e2de" }, view: { stroke: null } },
  };
  const compiled = lite.compile(spec as unknown as Parameters<typeof lite.compile>[0]).spec;
  const view = new vega.View(vega.parse(compiled, undefined, { ast: true }), { renderer: "svg", container: into, hover: false, expr: expressionInterpreter });
  await view.runAsync();
  // The drawing is named as a whole; its parts say nothing to who listens.
  into.querySelector("svg")?.setAttribute("aria-hidden", "true");
}

const y = (field: string, unit: string, lang: Language) => ({
  field,
  type: "quantitative",
  scale: { zero: true },
  axis: { title: unit === "eur_cents" ? (lang === "nl" ? "€ mln" : "€ m") : null, tickCount: 4 },
});

/** The same in words, for who listens. */
export function summary(series: Series, lang: Language): string {
  const first = series.year.findIndex((_, i) => series.p50[i] !== null);
  const last = series.year.length - 1;
  const [a, b, low, high] = [series.p50[first], series.p50[last], series.p5[last], series.p95[last]];
  if (first < 0 || a == null || b == null || low == null || high == null) {
    return say(lang, "none");
  }
  const v = (value: number) => shown(value, series.unit, lang);
  return lang === "nl"
    ? `Van ${v(a)} in ${series.year[first]} naar ${v(b)} in ${series.year[last]}; in 90 van de 100 toekomsten ${range(low, high, series.unit, lang)}.`
    : `From ${v(a)} in ${series.year[first]} to ${v(b)} in ${series.year[last]}; in 90 of 100 futures ${range(low, high, series.unit, lang)}.`;
}
