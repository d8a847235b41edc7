/** What a report is filled with: answers of the server, word for word. */

import type { RunDetails, Series, Values } from "../api";
import type { BindingRow } from "../charts/binding";
import type { DifferenceAt } from "../charts/difference";
import type { NormYear } from "../charts/norm";
import type { Bridge } from "../charts/waterfall";
import type { Growth } from "../money/answers";
import type { Language } from "../state";

export interface Told {
  details: RunDetails;
  series: Series[];
  values: Values[];
  /** Absent where nobody can wait. */
  binding?: BindingRow[];
  norm?: NormYear[];
  growth: Growth;
  bridges: Bridge[];
  verdict?: string;
}

export interface ComparisonRow extends DifferenceAt {
  year: number;
  measure: string;
  unit: string;
}

export interface Comparison {
  a: string;
  b: string;
  scenario_a: string;
  scenario_b: string;
  rows?: ComparisonRow[];
  /** Why they cannot be compared. */
  why?: string;
}

export interface Drawing {
  source: string;
  schematic: boolean;
  size: [number, number];
  areas: { code: string; name: string; rings: number[][] }[];
}

export interface Report {
  language: Language;
  gemeente: string;
  gemeente_name: string;
  year: number;
  wijken: { code: string; name: string }[];
  runs: Told[];
  comparisons: Comparison[];
  map?: Drawing;
}
