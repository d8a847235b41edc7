/** The twin of the map: every buurt in words, for keyboards, screen readers and paper. */

import type { Place, Values } from "../../api";
import { el } from "../../dom";
import type { Figure } from "../../figures";
import { range, rounded, shown } from "../../format";
import { evidence, missing, scrolling, table } from "../../parts/table";
import { mark, nameOf, productName, say } from "../../words";
import type { Order, View } from "../where";

export function show(
  into: HTMLElement,
  places: readonly Place[],
  figures: ReadonlyMap<string, Figure>,
  { unit, observed }: Values,
  view: View,
  chosen: (code: string) => void,
  reorder: (order: Order) => void,
): void {
  const { lang, order } = view;
  const own = places.filter((p) => view.wijk === "" || p.wijk === view.wijk);
  const sorted = [...own].sort((a, b) =>
    order === "value" ? (figures.get(b.code)?.value ?? -1) - (figures.get(a.code)?.value ?? -1) : a.name.localeCompare(b.name, lang),
  );
  const rows = sorted.map((place) => {
    const figure = figures.get(place.code);
    const button = el("button", { type: "button", "data-code": place.code, "aria-pressed": String(place.code === view.area) }, place.name);
    button.addEventListener("click", () => chosen(place.code));
    const cells = [valueText(figure, unit, view), observed ? "" : intervalText(figure, unit, view), evidence(figure?.basis ?? "estimated", lang)];
    return { head: button, cells, kind: place.code === view.area ? "chosen" : "" };
  });
  const heading = `${say(lang, "list")}: ${nameOf(view.measure, lang)}${view.measure === "population" ? "" : `, ${productName(view.product, lang)}`}, ${view.year}${view.per === "1000" ? `, ${say(lang, "1000")}` : ""}`;
  const turn = el("button", { type: "button", class: "order utrecht-button", id: "order" }, `${say(lang, "order")}: ${say(lang, order === "name" ? "by_name" : "by_value")}`);
  turn.addEventListener("click", () => reorder(order === "name" ? "value" : "name"));
  const made = table((["buurt", "value", "interval", "rests_on"] as const).map((w) => say(lang, w)), rows);
  made.querySelector("tbody")?.addEventListener("keydown", walk);
  into.replaceChildren(el("h2", {}, heading), turn, scrolling(heading, made));
}

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

/** Arrow keys go from one buurt to the next. */
function walk(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) {
    return;
  }
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
  buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
  event.preventDefault();
}
