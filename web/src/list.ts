/** The twin of the map: every buurt in words, for keyboards, screen readers and paper. */

import type { Place, Values } from "./api";
import { el } from "./dom";
import type { Figure } from "./figures";
import { range, rounded, shown } from "./format";
import type { Order, View } from "./state";
import { basisName, mark, nameOf, productName, say } from "./words";

export function show(
  into: HTMLElement,
  places: readonly Place[],
  figures: Map<string, Figure>,
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
  const digits = view.per === "1000" ? 1 : undefined;
  const body = el("tbody");
  for (const place of sorted) {
    const figure = figures.get(place.code);
    const button = el("button", { type: "button", "data-code": place.code, "aria-pressed": String(place.code === view.area) }, place.name);
    button.addEventListener("click", () => chosen(place.code));
    const basis = figure?.basis ?? "estimated";
    const known = figure !== undefined && figure.value !== null;
    body.append(
      el(
        "tr",
        place.code === view.area ? { class: "chosen" } : {},
        el("th", { scope: "row" }, button),
        el("td", {}, known ? shown(rounded(figure.value as number, figure.low, figure.high), unit, lang, digits) : say(lang, figure?.hidden ? "hidden" : "none")),
        el("td", {}, known && !observed ? range(figure.low, figure.high, unit, lang, digits) : ""),
        el("td", { title: basisName(basis, lang) }, mark(basis), el("span", { class: "unseen" }, basisName(basis, lang))),
      ),
    );
  }
  body.addEventListener("keydown", walk);
  const heading = `${say(lang, "list")}: ${nameOf(view.measure, lang)}${view.measure === "population" ? "" : `, ${productName(view.product, lang)}`}, ${view.year}${view.per === "1000" ? `, ${say(lang, "1000")}` : ""}`;
  const turn = el("button", { type: "button", class: "order", id: "order" }, `${say(lang, "order")}: ${say(lang, order === "name" ? "by_name" : "by_value")}`);
  turn.addEventListener("click", () => reorder(order === "name" ? "value" : "name"));
  into.replaceChildren(
    el("h2", {}, heading),
    turn,
    el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": heading },
      el("table", {}, el("thead", {}, el("tr", {}, ...(["buurt", "value", "interval", "basis"] as const).map((w) => el("th", { scope: "col" }, say(lang, w))))), body),
    ),
  );
}

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
