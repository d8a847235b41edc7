/** What the server tells, and how to ask for it. Answers are kept as long as the page is open: runs never change. */

export type Reason = "protected" | null;
export type Basis = "published" | "observed" | "allocated" | "estimated" | "assumed" | "synthetic";
export type Reliability = "high" | "fair" | "low";

export interface RunSummary {
  id: string;
  name: string;
  status: string;
  base_year: number;
  horizon: number;
  replicates: number;
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
  card: { assumptions: Record<string, Assumption>; digests: Record<string, string>; seed: number; version: string };
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
  /** West, south, east, north. */
  box: Box;
}

export type Box = [number, number, number, number];

const kept = new Map<string, Promise<unknown>>();

async function ask(path: string): Promise<unknown> {
  const answer = await fetch(path, { headers: { "Accept-Language": document.documentElement.lang } });
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
    throw new Error(problem.detail ?? `${answer.status} ${answer.statusText}`);
  }
  return answer.json();
}

function get<T>(path: string): Promise<T> {
  const known = kept.get(path);
  if (known) {
    return known as Promise<T>;
  }
  const asked = ask(path);
  kept.set(path, asked);
  asked.catch(() => kept.delete(path));
  return asked as Promise<T>;
}

/** Runs that are there; those still being made have no values yet. */
export const runs = async () => (await get<RunSummary[]>("/v1/runs")).filter((run) => run.status === "done");

/** Forgets which runs there are: somebody made another. */
export const forgetRuns = () => void kept.delete("/v1/runs");

/** Where a level of the map lies. */
export const bounds = async (level: string) => (await get<{ bounds: Box }>(`/v1/tiles/${level}`)).bounds;

export const run = (id: string) => get<RunDetails>(`/v1/runs/${id}`);

export const values = (id: string, measure: string, year: number, level: string, product: string) =>
  get<Values>(`/v1/runs/${id}/values/${measure}/${year}?level=${level}&product=${encodeURIComponent(product)}`);

export const series = (id: string, measure: string, area: string, product: string) =>
  get<Series>(`/v1/runs/${id}/series/${measure}/${area}?product=${encodeURIComponent(product)}`);

interface GeoJson {
  schematic: boolean;
  features: { properties: Omit<Place, "box">; geometry: { coordinates: number[][][][] } }[];
}

export async function places(level: string): Promise<{ schematic: boolean; places: Place[] }> {
  const collection = await get<GeoJson>(`/v1/areas/${level}`);
  return { schematic: collection.schematic, places: collection.features.map((f) => ({ ...f.properties, box: boxOf(f.geometry.coordinates) })) };
}

function boxOf(polygons: number[][][][]): Box {
  const box: Box = [180, 90, -180, -90];
  for (const [x, y] of polygons.flat(2) as [number, number][]) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}
