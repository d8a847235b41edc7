/** Money in rows: what the money of a vintage buys of a run's care, and lines of care beside each other. */

import { mln, millions, percent, span } from "../charts/amounts";
import type { Table } from "../charts/chart";
import { vintageName } from "../charts/growth";
import { shown } from "../format";
import type { Language } from "../state";
import { mark } from "../words";
import { yearsOf, type Act, type Growth, type Spread } from "./answers";

const interval = (spread: Spread | undefined, lang: Language) =>
  spread ? span(millions(spread.p5 * 100, lang), millions(spread.p95 * 100, lang), lang) : "–";

/** Every fifth year and the last: enough to see where it goes. */
const isShown = (year: number, last: number) => year % 5 === 0 || year === last;

export function boughtTable(growth: Growth, act: Act, lang: Language): Table {
  const nl = lang === "nl";
  const years = yearsOf(growth, act);
  const last = years.at(-1)?.year ?? 0;
  const unit = mln(lang);
  const moved = years.some((y) => y.moved);
  return {
    heads: [
      nl ? "Jaar" : "Year",
      vintageName(growth.vintage, lang),
      nl ? "deze projectie" : "this projection",
      nl ? `geld, ${unit}` : `money, ${unit}`,
      nl ? `kosten, ${unit} (90%)` : `cost, ${unit} (90%)`,
      nl ? `te koop, ${unit}` : `can be bought, ${unit}`,
      nl ? `niet te koop, ${unit} (90%)` : `cannot be bought, ${unit} (90%)`,
      nl ? "deel" : "share",
      nl ? "uren" : "hours",
      ...(moved ? [nl ? `verschuift, erbovenop, ${unit}` : `moves in, on top, ${unit}`] : []),
    ],
    rows: years
      .filter((y) => isShown(y.year, last))
      .map((y) => ({
        head: String(y.year),
        cells: [
          y.vintage === undefined ? "–" : `${percent(y.vintage, lang)} ${mark(y.vintage_basis ?? "assumed")}`,
          `${percent(y.own.p50, lang)} ${mark("estimated")}`,
          y.money === undefined ? "–" : millions(y.money * 100, lang),
          interval(y.cost, lang),
          y.buys ? millions(y.buys.p50 * 100, lang) : "–",
          interval(y.unbought, lang),
          y.unbought_share ? percent(y.unbought_share.p50, lang) : "–",
          y.unbought_hours ? shown(Math.round(y.unbought_hours.p50 / 1000) * 1000, "hours", lang, 0) : "–",
          ...(moved ? [interval(y.moved, lang)] : []),
        ],
      })),
  };
}

const lines: Record<string, readonly [string, string]> = {
  wmo: ["Wmo", "Wmo"],
  jeugd: ["Jeugd", "Jeugd"],
  wlz: ["Wlz", "Wlz"],
  zvw: ["Zvw", "Zvw"],
  care: ["alle zorg", "all care"],
};

/** Wmo beside Wlz and Zvw, as the vintage gives them: with the year before its first at 100. */
export function besideTable(growth: Growth, lang: Language): Table {
  const names = [...new Set(growth.index.map((i) => i.line))];
  const years = [...new Set(growth.index.map((i) => i.year))];
  const number = new Intl.NumberFormat(lang === "nl" ? "nl-NL" : "en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return {
    heads: [lang === "nl" ? "Jaar" : "Year", ...names.map((n) => (lines[n] ?? [n, n])[lang === "nl" ? 0 : 1])],
    rows: years.map((year) => ({
      head: String(year),
      cells: names.map((line) => {
        const at = growth.index.find((i) => i.line === line && i.year === year);
        return at ? number.format(at.index) : "–";
      }),
    })),
  };
}
