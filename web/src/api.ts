/** What the server tells, and how to ask for it. Answers are kept as long as the page is open: runs never change. */

import { signed } from "./sign-in/token";
import type { Quantile } from "./state";

export type Reason = "protected" | "not_allowed" | "not_published" | null;
export type Basis = "published" | "observed" | "allocated" | "estimated" | "assumed" | "synthetic";
export type Reliability = "high" | "fair" | "low";

export interface RunSummary {
  id: string;
  name: string;
  status: string;
  base_year: number;
  horizon: number;
  replicates: number;
  seed: number;
  grain: "buurt" | "wijk";
  levels: string[];
}

export interface RunDetails {
  run: RunSummary;
  first_year: number;
  last_observed: number;
  last_year: number;
  observed_basis: Basis;
  measures: { name: string; unit: string; headline: boolean }[];
  products: string[];
  /** Of texts in the card that are ours: what they are in Dutch. */
  dutch_sources?: Record<string, string>;
  card: { assumptions: Record<string, Assumption>; digests: Record<string, string>; seed: number; version: string; scenario?: { levers?: { name: string; start: number }[] } };
}

export interface Assumption {
  value: number;
  low: number;
  high: number;
  unit: string;
  source: string;
  confidence: number;
}

/** Statistics in columns; null where `reason` says why. */
export interface Columns {
  measure: string;
  unit: string;
  product: string;
  p5: (number | null)[];
  p25: (number | null)[];
  p50: (number | null)[];
  p75: (number | null)[];
  p95: (number | null)[];
  reliability: (Reliability | null)[];
  basis: Basis[];
  reason: Reason[];
}

/** Of all areas in one year. */
export interface Values extends Columns {
  year: number;
  observed: boolean;
  area: string[];
  population: (number | null)[];
  /** Where a scale of colours ends, the same in every year of the run. */
  scale: Record<"total" | "per_1000", Record<Quantile, number>>;
}

/** Middles of all areas of a level in all years: area after area, within an area year after year. */
export interface Peers {
  year: number[];
  area: string[];
  population: (number | null)[];
  p50: (number | null)[];
  reason: Reason[];
}

/** Of one area in all years. */
export interface Series extends Columns {
  area: string;
  last_observed: number;
  year: number[];
}

export interface Place {
  code: string;
  name: string;
  wijk: string | null;
  gemeente: string | null;
  /** West, south, east, north. */
  box: Box;
}

export type Box = [number, number, number, number];

/** The server did not do what was asked, and says why. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** Whether something was only to be read. */
    readonly isReading: boolean,
    why: string,
  ) {
    super(why);
  }
}

/** It is not there, or not any more. */
export class Gone extends Refusal {}

/** It is not for this reader. */
export class Refused extends Refusal {}

/** Who asks, as the server sees them. */
export interface Me {
  sign_in: boolean;
  name: string;
  role: "reader" | "city" | "editor";
  wijken: string[];
}

const kept = new Map<string, Promise<unknown>>();

/** Answers kept; the oldest goes first. */
const MostKept = 1000;

async function ask(path: string, request: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {}): Promise<unknown> {
  const answer = await fetch(path, { ...request, headers: signed({ "Accept-Language": document.documentElement.lang, ...request.headers }) });
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
    const kind = answer.status === 404 ? Gone : answer.status === 403 ? Refused : Refusal;
    throw new kind(answer.status, request.method === undefined, problem.detail ?? `${answer.status} ${answer.statusText}`);
  }
  return answer.json();
}

export function get<T>(path: string): Promise<T> {
  const known = kept.get(path);
  if (known) {
    return known as Promise<T>;
  }
  const asked = ask(path);
  kept.set(path, asked);
  asked.catch(() => kept.delete(path));
  if (kept.size > MostKept) {
    kept.delete(kept.keys().next().value as string);
  }
  return asked as Promise<T>;
}

export const me = async () => (await ask("/v1/me")) as Me;

/** In which nothing changes but what already does: where every question begins. */
export const BaseScenario = "basis-2040";

/** Runs that are there; those still being made have no values yet. */
export const runs = async () => (await get<RunSummary[]>("/v1/runs")).filter((run) => run.status === "done");

/** The run that somebody chose; where that is not there, the one where every question begins. */
export const chosenRun = (among: readonly RunSummary[], id: string): RunSummary | undefined => among.find((r) => r.id === id) ?? among.find((r) => r.name === BaseScenario) ?? among[0];

/** Forgets which runs there are: somebody made another. */
export const forgetRuns = () => void kept.delete("/v1/runs");

export type Level = "buurt" | "wijk" | "gemeente";

/** How many areas there are of each level that the map has. */
export type Levels = Partial<Record<Level, number>>;

export const levels = async (): Promise<Levels> =>
  Object.fromEntries((await get<{ level: Level; areas: number }[]>("/v1/areas")).map(({ level, areas }) => [level, areas]));

/** Where a level of the map lies. */
export const bounds = async (level: string) => (await get<{ bounds: Box }>(`/v1/tiles/${level}`)).bounds;

export const run = (id: string) => get<RunDetails>(`/v1/runs/${id}`);

export const values = (id: string, measure: string, year: number, level: string, product: string) =>
  get<Values>(`/v1/runs/${id}/values/${measure}/${year}?level=${level}&product=${encodeURIComponent(product)}`);

export const series = (id: string, measure: string, area: string, product: string) =>
  get<Series>(`/v1/runs/${id}/series/${measure}/${area}?product=${encodeURIComponent(product)}`);

export const peers = (id: string, measure: string, level: string, product: string) =>
  get<Peers>(`/v1/runs/${id}/series/${measure}?level=${level}&product=${encodeURIComponent(product)}`);

/** Two runs in one area and one year, future by future. */
export interface Difference {
  area: string;
  year: number;
  measure: string;
  unit: string;
  preference: "less" | "neutral";
  /** Share of the futures in which the second is better; absent where neither way is. */
  p_better?: number;
  mean_a: number;
  mean_b: number;
  mean: number;
  p5: number;
  p50: number;
  p95: number;
  /** Where the mean of all futures lies in nine cases of ten, as far as those that are there can tell. */
  mean_low_90: number;
  mean_high_90: number;
  p_lower: number;
  p_equal: number;
  p_higher: number;
  /** How many times as many futures it would have taken with luck of their own; absent where they differ by the same always. */
  variance_factor?: number;
}

export interface Comparison {
  scenario_a: string;
  scenario_b: string;
  replicates: number;
  rows: Difference[];
}

/** Of all areas of a level in all years. */
export async function compare(a: string, b: string, level: string, measure: string, product: string): Promise<Comparison> {
  const told = await get<Comparison>(`/v1/compare?a=${a}&b=${b}&level=${level}&measure=${measure}&year=all&product=${encodeURIComponent(product)}`);
  // Of areas that the reader may not see there is nothing but the reason.
  return { ...told, rows: told.rows.filter((row) => !("reason" in row)) };
}

export interface ScenarioSummary {
  id: string;
  name: string;
  shipped: boolean;
  base_year: number;
  horizon: number;
}

export const scenarios = () => get<ScenarioSummary[]>("/v1/scenarios");

/** Checks a scenario and keeps it; what stands under an id never changes. */
export const addScenario = async (yaml: string) =>
  (await ask("/v1/scenarios", { method: "POST", body: yaml, headers: { "Content-Type": "application/yaml" } })) as ScenarioSummary;

/** Forgets which scenarios there are: somebody named another. */
export const forgetScenarios = () => void kept.delete("/v1/scenarios");

/** What a run is made with: two runs are the same futures only where these are the same. */
export interface Settings {
  replicates: number;
  seed: number;
  grain: "buurt" | "wijk";
  levels: "buurt" | "wijk";
}

/** Asks for a run of a scenario; it may be there already. */
export async function askRun(scenario: string, settings: Settings): Promise<{ id: string; status: string }> {
  const headers = { "Content-Type": "application/json" };
  return (await ask(`/v1/scenarios/${scenario}/runs`, { method: "POST", body: JSON.stringify(settings), headers })) as { id: string; status: string };
}

/** A scenario that is tried: what can be read of it already, and whether that is all. */
export interface Trial {
  id: string;
  status: string;
  stages: { run: string; replicates: number }[];
}

/** Tries a scenario, or the text of one: nothing of it is kept. */
export async function tryScenario(source: { scenario: string } | { yaml: string }, { replicates, seed }: Settings): Promise<Trial> {
  const headers = { "Content-Type": "application/json" };
  return (await ask("/v1/trials", { method: "POST", body: JSON.stringify({ ...source, replicates, seed }), headers })) as Trial;
}

/** Why a run or a trial failed. */
export const whyNot = async (address: string) => ((await ask(address)) as { reason?: string }).reason ?? address;

/** Takes back what is not done; what is stays. */
export async function cancel(address: string): Promise<void> {
  await fetch(address, { method: "DELETE", headers: signed() });
}

interface GeoJson {
  schematic: boolean;
  features: { properties: Omit<Place, "box">; bbox: Box }[];
}

/** Names, and where each lies; boundaries come as tiles. */
export async function places(level: string): Promise<{ schematic: boolean; places: Place[] }> {
  const { schematic, features } = await get<GeoJson>(`/v1/areas/${level}?shape=box`);
  return { schematic, places: features.map((f) => ({ ...f.properties, box: f.bbox })) };
}
