/** What is told of one buurt through the years. Runs never change, so all of it is asked once. */

import * as api from "../../api";
import type { Place, Series } from "../../api";
import { parts } from "../../words";
import type { View } from "../where";

export interface Story {
  /** In whole numbers. */
  series: Series;
  /** As counted: in total or per 1,000 residents. */
  drawn: Series;
  /** The other buurten of the wijk, as counted. */
  peers: readonly Series[];
  /** What unmet need is made of, when that is what is shown. */
  parts: readonly Series[];
}

export const isUnmet = (measure: string) => measure === "unmet" || parts.some((p) => p === measure);

/** One buurt, beside the others of its wijk. */
export async function storyOf(place: Place, buurten: readonly Place[], { run, measure, product, per }: View): Promise<Story> {
  const counted = async (area: string) => {
    const series = await api.series(run, measure, area, product);
    return per === "1000" ? perThousand(series, await api.series(run, "population", area, "all")) : series;
  };
  const others = buurten.filter((b) => b.wijk === place.wijk && b.code !== place.code);
  const [series, drawn, peers, made] = await Promise.all([
    api.series(run, measure, place.code, product),
    counted(place.code),
    Promise.all(others.map((b) => counted(b.code))),
    Promise.all(isUnmet(measure) ? parts.map((p) => api.series(run, p, place.code, product)) : []),
  ]);
  return { series, drawn, peers, parts: made };
}

/** Per 1,000 residents, where those are known. */
export function perThousand(series: Series, residents: Series): Series {
  const scale = series.year.map((year) => residents.p50[residents.year.indexOf(year)] ?? 0);
  const scaled = (column: (number | null)[]) => column.map((v, i) => (v === null || !scale[i] ? null : (v * 1000) / scale[i]));
  const { p5, p25, p50, p75, p95 } = series;
  return { ...series, unit: series.unit === "eur_cents" ? series.unit : "per_1000", p5: scaled(p5), p25: scaled(p25), p50: scaled(p50), p75: scaled(p75), p95: scaled(p95) };
}
