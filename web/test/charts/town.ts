/** A town of made-up figures, small enough to check by hand. */

import type { Series } from "../../src/api";
import type { BindingRow } from "../../src/charts/binding";
import type { DifferenceOf } from "../../src/charts/difference";
import type { GrowthOf } from "../../src/charts/growth";
import type { NormYear } from "../../src/charts/norm";
import type { Bridge, BridgePart } from "../../src/charts/waterfall";

export const series: Series = {
  measure: "cost_real",
  unit: "eur_cents",
  product: "all",
  area: "GM0001",
  last_observed: 2024,
  year: [2023, 2024, 2025, 2026],
  p5: [1e9, 1.1e9, 1.1e9, 1.1e9],
  p25: [1e9, 1.1e9, 1.15e9, 1.2e9],
  p50: [1e9, 1.1e9, 1.2e9, 1.3e9],
  p75: [1e9, 1.1e9, 1.25e9, 1.4e9],
  p95: [1e9, 1.1e9, 1.3e9, 1.5e9],
  reliability: ["high", "high", "high", "fair"],
  basis: ["observed", "observed", "estimated", "estimated"],
  reason: [null, null, null, null],
};

export const difference: DifferenceOf = {
  a: "basis",
  b: "budget-25",
  unit: "persons",
  points: [
    { year: 2030, p5: -20, p50: -10, p95: 4, p_lower: 0.8, p_equal: 0.05, p_higher: 0.15 },
    { year: 2035, p5: -44, p50: -31, p95: -12, p_lower: 0.96, p_equal: 0, p_higher: 0.04 },
  ],
};

const part = (product: string): BridgePart => ({
  product,
  begin: 2e10,
  end: 2.6e10,
  change: 6e9,
  per_year: 0.0266,
  rows: [
    { term: "residents", change: 3e9, p5: 2.5e9, p95: 3.5e9, factor: 1.15, per_year: 0.014, basis: "estimated" },
    { term: "rate", change: -1e9, p5: -2e9, p95: 1e8, factor: 0.96, per_year: -0.004, basis: "estimated" },
    { term: "general-price", change: 4e9, factor: 1.2, per_year: 0.018, basis: "assumed" },
  ],
});

export const bridge: Bridge = {
  run: "aa",
  scenario: "basis",
  area: "GM0001",
  area_name: "Dorp",
  from: 2025,
  to: 2035,
  money: "nominal",
  price_year: 2025,
  replicates: 100,
  by_ages: false,
  parts: [part("Wmo"), part("Jeugd"), part("all")],
};

const rate = (vintage: string, year: number, growth: number, basis: "published" | "assumed") => ({ vintage, line: "wmo", year, growth, basis, source: "CPB" });

export const growth: GrowthOf = {
  from: 2026,
  to: 2028,
  rates: [rate("cpb-2022-2025", 2026, 0.01, "assumed"), rate("cpb-2027-2033", 2027, 0.021, "published"), rate("cpb-2027-2033", 2028, 0.021, "published")],
  own: [
    { year: 2026, p5: 0.005, p50: 0.011, p95: 0.016 },
    { year: 2028, p5: 0.004, p50: 0.012, p95: 0.02 },
  ],
};

export const binding: BindingRow[] = [
  { area: "WK01", name: "Noord", year: 2035, waiting: 120, over_norm: 40, wait_mean_weeks: 2.25, binding: "staff", share: 0.9, product: "track-3" },
  { area: "WK02", name: "Zuid", year: 2035, waiting: 0, over_norm: 0, wait_mean_weeks: 0, binding: "none", share: 0, product: "all" },
];

export const norm: NormYear[] = [
  { year: 2030, over_norm: 10, requests: 1000 },
  { year: 2035, over_norm: 45, requests: 1500 },
];
