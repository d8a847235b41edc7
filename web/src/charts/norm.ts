/** How many people wait longer than the norm, for every hundred requests of the year. */

import { shown } from "../format";
import type { Language } from "../state";
import { base, yearAxis, type Look, type Spec, type Table } from "./chart";

export interface NormYear {
  year: number;
  over_norm: number;
  requests: number;
}

const per100 = (at: NormYear) => (at.requests > 0 ? (100 * at.over_norm) / at.requests : 0);

export function spec(years: readonly NormYear[], look: Look): Spec {
  const title = look.lang === "nl" ? "per 100 aanvragen" : "per 100 requests";
  return {
    ...base(look, 170),
    data: { values: years.map((at) => ({ year: at.year, n: per100(at) })) },
    mark: { type: "line", color: look.colours.accent, strokeWidth: 2, point: { filled: true, size: 24, color: look.colours.accent } },
    encoding: { x: yearAxis, y: { field: "n", type: "quantitative", scale: { zero: true }, axis: { title, tickCount: 4 } } },
  };
}

export function summary(years: readonly NormYear[], lang: Language): string {
  const [first, last] = [years[0], years.at(-1)];
  if (!first || !last) {
    return lang === "nl" ? "Deze projectie rekent zonder wachtlijsten." : "This projection reckons without waiting lists.";
  }
  const v = (at: NormYear) => shown(per100(at), "weeks", lang, 1);
  return lang === "nl"
    ? `Op elke 100 aanvragen wachten er ${v(first)} langer dan de norm in ${first.year} en ${v(last)} in ${last.year} (midden van de toekomsten).`
    : `For every 100 requests ${v(first)} wait longer than the norm in ${first.year} and ${v(last)} in ${last.year} (middle of the futures).`;
}

export function table(years: readonly NormYear[], lang: Language): Table {
  return {
    heads: lang === "nl" ? ["Jaar", "langer dan de norm", "aanvragen", "per 100"] : ["Year", "longer than the norm", "requests", "per 100"],
    rows: years.map((at) => ({
      head: String(at.year),
      cells: [shown(at.over_norm, "persons", lang), shown(at.requests, "requests", lang, 0), shown(per100(at), "weeks", lang, 1)],
    })),
  };
}
