/** Wijken as a small drawing: the darker, the more; and the same said in the table beside it. */

import { save } from "../charts/draw";
import { paper } from "../charts/colours";
import { el } from "../dom";
import type { Language } from "../state";
import type { Drawing } from "./document";
import { tell } from "./words";

const svgNamespace = "http://www.w3.org/2000/svg";
const Steps = 5;

function node(tag: string, attributes: Record<string, string>, ...children: (Node | string)[]): SVGElement {
  const made = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const pathOf = (rings: readonly number[][]) =>
  rings.map((ring) => `M${Array.from({ length: ring.length / 2 }, (_, i) => `${ring[2 * i]} ${ring[2 * i + 1]}`).join("L")}Z`).join("");

/** Where a name can stand: the middle of the outer ring's box. */
function middleOf(rings: readonly number[][]): [number, number] {
  const ring = rings[0] ?? [];
  const xs = ring.filter((_, i) => i % 2 === 0);
  const ys = ring.filter((_, i) => i % 2 === 1);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

/** @param values per wijk; null where nothing may be told. @param title says what is drawn. */
export function drawing(map: Drawing, values: ReadonlyMap<string, number | null>, title: string, show: (value: number) => string, lang: Language): HTMLElement {
  const known = [...values.values()].filter((v) => v !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const stepOf = (value: number) => Math.min(Steps - 1, Math.floor(((value - low) / (high - low || 1)) * Steps));
  const [width, height] = map.size;
  const size = Math.round(Math.max(width, height) / 38);
  const svg = (colour: string, ink: string, line: string, ground: string) =>
    node(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, xmlns: svgNamespace, role: "img", "aria-label": title, "font-family": "system-ui, sans-serif" },
      ...map.areas.map((area) => {
        const value = values.get(area.code) ?? null;
        const shape = { d: pathOf(area.rings), "fill-rule": "evenodd", stroke: line, "stroke-width": String(size / 12) };
        return value === null
          ? node("path", { ...shape, fill: ground })
          : node("path", { ...shape, fill: colour, "fill-opacity": String(0.12 + (0.55 * stepOf(value)) / (Steps - 1)) });
      }),
      ...map.areas.map((area) => {
        const [x, y] = middleOf(area.rings);
        const value = values.get(area.code) ?? null;
        return node(
          "text",
          { x: String(x), y: String(y), "text-anchor": "middle", "font-size": String(size), fill: ink, stroke: ground, "stroke-width": String(size / 5), "paint-order": "stroke" },
          node("tspan", { x: String(x) }, area.name),
          node("tspan", { x: String(x), dy: "1.1em" }, value === null ? "–" : show(value)),
        );
      }),
    );
  const button = el("button", { type: "button", class: "utrecht-button", "aria-label": `${tell(lang, "save_map")}: ${title}` }, tell(lang, "save_map"));
  button.addEventListener("click", () => {
    const drawn = svg(paper.accent, paper.ink, paper.soft, paper.panel);
    save(new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" }), "wijken.svg");
  });
  return el(
    "div",
    { class: "figure drawing", "data-chart": "wijken" },
    svg("var(--accent)", "var(--ink)", "var(--soft)", "var(--panel)"),
    el("p", { class: "summary" }, `${title}. ${tell(lang, "darker")}${map.schematic ? ` ${map.source}: ${tell(lang, "schematic")}.` : ` ${map.source}.`}`),
    el("p", { class: "save" }, button),
  );
}
