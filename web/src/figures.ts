/** What a map and a list show of the values of a year: one figure per buurt, in total or per 1,000 residents. */

import type { Basis, Reason, Values } from "./api";
import { roundUp } from "./format";
import { colour, doubtOf, type Colour } from "./palette";
import type { Quantile } from "./state";

export interface Figure {
  code: string;
  /** At the chosen quantile; null where it may not be told or is not known. */
  value: number | null;
  low: number;
  middle: number;
  high: number;
  /** Why it may not be told, or cannot. */
  reason: Reason | "no_residents";
  basis: Basis;
}

export function figuresOf(values: Values, view: { per: string; quantile: Quantile }): Map<string, Figure> {
  const found = new Map<string, Figure>();
  values.area.forEach((code, i) => {
    const residents = values.population[i];
    const scale = view.per === "1000" ? (residents ? 1000 / residents : null) : 1;
    const at = (column: (number | null)[]) => {
      const value = column[i];
      return value === null || value === undefined || scale === null ? null : value * scale;
    };
    found.set(code, {
      code,
      value: at(values[view.quantile]),
      low: at(values.p5) ?? 0,
      middle: at(values.p50) ?? 0,
      high: at(values.p95) ?? 0,
      reason: values.reason[i] ?? (scale === null && residents === 0 ? "no_residents" : null),
      basis: values.basis[i] ?? "estimated",
    });
  });
  return found;
}

/** From zero to what all but the largest few stay under, in all years of the run, so that colours keep their meaning. */
export const domainOf = ({ scale }: Values, view: { per: string; quantile: Quantile }) => roundUp(scale[view.per === "1000" ? "per_1000" : "total"][view.quantile]);

export function colourOf(figure: Figure, domain: number, isDark: boolean): Colour | null {
  return figure.value === null
    ? null
    : colour(figure.value / domain, doubtOf(figure.low, figure.middle, figure.high), isDark);
}
