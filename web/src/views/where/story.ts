/** What is told of one area through the years. Runs never change, so all of it is asked once. */

import * as api from "../../api";
import type { Level, Peers, Place, Series } from "../../api";
import type { Middles } from "../../charts/fan";
import { parts } from "../../words";
import type { View } from "../where";
import type { Scope } from "./scope";

export interface Story {
  /** In whole numbers. */
  series: Series;
  /** As counted: in total or per 1,000 residents. */
  drawn: Series;
  /** The others that it lies among, as counted; none where there are too many. */
  peers: readonly Middles[];
  /** What unmet need is made of, when that is what is shown. */
  parts: readonly Series[];
}

export const isUnmet = (measure: string) => measure === "unmet" || parts.some((p) => p === measure);

/** One area, beside those it lies among. */
export async function storyOf(place: Place, scope: Scope, { run, measure, product, per }: View): Promise<Story> {
  const { level, isMany } = scope;
  const [series, peers, residents, ...made] = await Promise.all([
    api.series(run, measure, place.code, product),
    isMany ? undefined : api.peers(run, measure, level, product),
    isMany ? api.series(run, "population", place.code, "all") : undefined,
    ...(isUnmet(measure) ? parts.map((p) => api.series(run, p, place.code, product)) : []),
  ]);
  const isPerHead = per === "1000";
  const counts = peers ? residentsOf(peers, place.code) : new Map(residents?.year.flatMap((year, i) => (residents.p50[i] ? [[year, residents.p50[i]] as const] : [])));
  return {
    series,
    drawn: isPerHead ? perThousand(series, counts) : series,
    peers: peers ? scope.all.filter((other) => other.code !== place.code && parentOf(other, level) === parentOf(place, level)).map((b) => middlesOf(peers, b.code, isPerHead)) : [],
    parts: made,
  };
}

const parentOf = (place: Place, level: Level) => (level === "buurt" ? place.wijk : level === "wijk" ? place.gemeente : "");

/** Of one area out of all, in all years. */
const of = <T>(column: readonly T[], peers: Peers, area: string): T[] => {
  const [at, years] = [peers.area.indexOf(area), peers.year.length];
  return at < 0 ? [] : column.slice(at * years, (at + 1) * years);
};

function residentsOf(peers: Peers, area: string): Map<number, number> {
  const residents = of(peers.population, peers, area);
  return new Map(peers.year.flatMap((year, i) => (residents[i] ? [[year, residents[i]] as const] : [])));
}

export function middlesOf(peers: Peers, area: string, isPerHead: boolean): Middles {
  const residents = of(peers.population, peers, area);
  const p50 = of(peers.p50, peers, area).map((value, i) => (value === null || !isPerHead ? value : residents[i] ? (value * 1000) / residents[i] : null));
  return { year: peers.year, p50, reason: of(peers.reason, peers, area) };
}

/** Per 1,000 residents, where those are known. */
export function perThousand(series: Series, residents: ReadonlyMap<number, number>): Series {
  const scaled = (column: (number | null)[]) =>
    column.map((value, i) => {
      const count = residents.get(series.year[i] ?? 0);
      return value === null || !count ? null : (value * 1000) / count;
    });
  const { p5, p25, p50, p75, p95 } = series;
  return { ...series, unit: series.unit === "eur_cents" ? series.unit : "per_1000", p5: scaled(p5), p25: scaled(p25), p50: scaled(p50), p75: scaled(p75), p95: scaled(p95) };
}
