/** What the server tells of growth, and what follows from it: the same for the page and for the report. */

import type { Basis } from "../api";
import type { GrowthOf, Rate } from "../charts/growth";

export interface Spread {
  p5: number;
  p50: number;
  p95: number;
}

/** One year of one act; money in euros at prices of `price_year`, growth in shares. */
export interface ActYear {
  act: "wmo" | "jeugd";
  year: number;
  vintage?: number;
  vintage_basis?: Basis;
  own: Spread;
  money?: number;
  cost: Spread;
  buys?: Spread;
  volume: Spread;
  unbought?: Spread;
  unbought_share?: Spread;
  unbought_hours?: Spread;
  moved?: Spread;
}

export interface Growth {
  rates: Rate[];
  run?: string;
  scenario?: string;
  vintage: string;
  period_steps: number;
  price_year?: number;
  years?: ActYear[];
  moves?: { subject: string; start: number; ramp_years: number; effect: { value: number; low: number; high: number; source: string } }[];
  index: { line: string; year: number; index: number }[];
  /** Of sources that are ours: what they are in Dutch. */
  dutch_sources?: Record<string, string>;
}

export type Act = "Wmo" | "Jeugd";

export const yearsOf = (growth: Growth, act: Act) => (growth.years ?? []).filter((y) => y.act === act.toLowerCase());

/** Of one act; of a vintage that tells no acts apart, of all care. */
export function ratesOf(growth: Growth, act: Act): Rate[] {
  const line = act.toLowerCase();
  const telling = new Set(growth.rates.filter((r) => r.line === "wmo" || r.line === "jeugd").map((r) => r.vintage));
  return growth.rates.filter((r) => r.line === line || (r.line === "care" && !telling.has(r.vintage)));
}

/** One line of care, for the chart and its table. */
export const chartOf = (growth: Growth, act: Act, from: number, to: number): GrowthOf => ({
  rates: ratesOf(growth, act).filter((r) => r.year >= from && r.year <= to),
  own: yearsOf(growth, act).map((y) => ({ year: y.year, ...y.own })),
  from,
  to,
});

/** Whose figures they are, each once. */
export function sourcesOf(growth: Growth, act: Act): { vintage: string; basis: Basis; source: string }[] {
  const found = new Map<string, { vintage: string; basis: Basis; source: string }>();
  for (const { vintage, basis, source } of ratesOf(growth, act)) {
    found.set(`${vintage} ${basis} ${source}`, { vintage, basis, source });
  }
  return [...found.values()];
}
