/** The twin of the map: what stands in it, and what is said of one buurt. */

import type { Values } from "../../api";
import type { Figure } from "../../figures";
import { range, rounded, shown } from "../../format";
import { First, type Listing } from "../../parts/area-list";
import { missing } from "../../parts/table";
import { levelWord, mark, nameOf, productName, say } from "../../words";
import type { Order, View } from "../where";
import type { Scope } from "./scope";

/** What the list shows of a year. */
export function listing({ listed, level }: Scope, figures: ReadonlyMap<string, Figure>, { unit, observed }: Values, view: View, reorder: (order: Order) => void): Listing {
  const { lang } = view;
  const order = orderOf(view, listed.length);
  const sorted = [...listed].sort((a, b) =>
    order === "value" ? (figures.get(b.code)?.value ?? -1) - (figures.get(a.code)?.value ?? -1) : byName[lang].compare(a.name, b.name),
  );
  const rows = sorted.map(({ code, name }) => {
    const figure = figures.get(code);
    return { code, name, cells: () => [valueText(figure, unit, view), ...(observed ? [] : [intervalText(figure, unit, view)]), { basis: figure?.basis ?? "estimated" }] };
  });
  return {
    heading: `${levelWord(lang, "all", level)}: ${nameOf(view.measure, lang)}${view.measure === "population" ? "" : `, ${productName(view.product, lang)}`}, ${view.year}${view.per === "1000" ? `, ${say(lang, "1000")}` : ""}`,
    heads: [levelWord(lang, "one", level), ...(observed ? [say(lang, "amount")] : [say(lang, "value"), say(lang, "interval")]), say(lang, "rests_on")],
    rows,
    chosen: view.area,
    lang,
    order: { text: `${say(lang, "order")}: ${say(lang, order === "name" ? "by_name" : "by_value")}`, turn: () => reorder(order === "name" ? "value" : "name") },
  };
}

/** Where nobody chose: by name, or, where that would hide most of it, by value. */
const orderOf = ({ order }: View, count: number) => order || (count > First ? "value" : "name");

/** Made once: a comparison that makes its own takes a hundred times as long. */
const byName = { nl: new Intl.Collator("nl"), en: new Intl.Collator("en") } as const;

/** As it is said beside the map: no value without its interval and what it rests on. */
export function figureText(figure: Figure | undefined, unit: string, view: View): string {
  const interval = intervalText(figure, unit, view);
  return `${valueText(figure, unit, view)}${interval ? ` (${interval})` : ""} ${figure ? mark(figure.basis) : ""}`;
}

const digits = (view: View) => (view.per === "1000" ? 1 : undefined);

const valueText = (figure: Figure | undefined, unit: string, view: View) =>
  figure === undefined || figure.value === null
    ? missing(figure?.reason, view.lang)
    : shown(rounded(figure.value, figure.low, figure.high), unit, view.lang, digits(view));

const intervalText = (figure: Figure | undefined, unit: string, view: View) =>
  figure === undefined || figure.value === null || figure.low === figure.high ? "" : range(figure.low, figure.high, unit, view.lang, digits(view));
