/** All that an answer is made of, as the server tells it of two runs. */

import * as api from "../../api";
import type { Bridge } from "../../charts/waterfall";
import type { WhatIf } from "../what-if";
import type { Places } from "./places";

/** Two runs to hold beside each other. */
export interface Pair {
  a: string;
  b: string;
  /** How many futures there are so far; absent when all are there. */
  early?: Early | undefined;
}

export interface Early {
  futures: number;
  of: number;
}

export interface Documents {
  scenario_a: string;
  scenario_b: string;
  /** Of the whole, and of its parts: all years. */
  whole: readonly api.Difference[];
  parts: readonly api.Difference[];
  series: readonly [api.Series, api.Series];
  details: readonly [api.RunDetails, api.RunDetails];
  /** Why cost differs; null while not all futures are there. */
  bridge: Bridge | null;
}

export async function gather({ a, b, early }: Pair, { measure, product, area, year }: WhatIf, places: Places): Promise<Documents> {
  const level = places.whole.some((place) => place.code === area) ? "gemeente" : places.level;
  const [whole, parts, seriesA, seriesB, detailsA, detailsB, bridge] = await Promise.all([
    places.whole.length > 0 ? api.compare(a, b, "gemeente", measure, product).then((told) => told.rows) : [],
    api.compare(a, b, places.level, measure, product),
    api.series(a, measure, area, product),
    api.series(b, measure, area, product),
    api.run(a),
    api.run(b),
    early ? null : bridgeOf(a, b, { level, area, product, to: String(year), money: measure === "cost_nominal" ? "nominal" : "real" }),
  ]);
  return {
    scenario_a: parts.scenario_a,
    scenario_b: parts.scenario_b,
    whole,
    parts: parts.rows,
    series: [seriesA, seriesB],
    details: [detailsA, detailsB],
    bridge,
  };
}

/** Of all care it is told act by act. Null where the reader may not see the area. */
async function bridgeOf(a: string, b: string, { product, ...asked }: Record<string, string>): Promise<Bridge | null> {
  const query = new URLSearchParams({ a, b, ...asked, ...(product === undefined || product === "all" ? {} : { product }) });
  return api.get<Bridge>(`/v1/bridge?${query}`).catch((problem: unknown) => {
    if (problem instanceof api.Refused) {
      return null;
    }
    throw problem;
  });
}
