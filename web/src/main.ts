/** The page: what is chosen decides what is asked, what is told decides what is drawn. */

import * as api from "./api";
import * as controls from "./controls";
import { find } from "./dom";
import { domainOf, figuresOf } from "./figures";
import * as legend from "./legend";
import * as list from "./list";
import { BuurtMap } from "./map";
import * as panel from "./panel";
import { read, write, type View } from "./state";
import { say } from "./words";
import "./style.css";

const fallback: View = { lang: "nl", theme: "auto", run: "", measure: "unmet", product: "all", year: 0, quantile: "p50", per: "1000", wijk: "", area: "" };

let view = read(location.search, fallback);
let order: list.Order = "name";
let map: BuurtMap | undefined;
let drawnDark = false;
let turn = 0;

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => view.theme === "dark" || (view.theme === "auto" && prefersDark.matches);

function change(part: Partial<View>): void {
  view = { ...view, ...part };
  if (part.wijk !== undefined && part.area === undefined) {
    view.area = "";
  }
  history.replaceState(null, "", write(view));
  void show().catch(fault);
}

function fault(problem: unknown): void {
  find("status").textContent = problem instanceof Error ? problem.message : String(problem);
}

async function show(): Promise<void> {
  const mine = ++turn;
  document.documentElement.lang = view.lang;
  document.documentElement.dataset["theme"] = view.theme;
  controls.header(document.querySelector("header") as HTMLElement, view, change);
  (document.querySelector(".skip") as HTMLElement).textContent = say(view.lang, "skip");
  const runs = await api.runs();
  if (runs.length === 0) {
    find("status").textContent = say(view.lang, "no_runs");
    return;
  }
  view.run = runs.some((r) => r.id === view.run) ? view.run : (runs[0] as api.RunSummary).id;
  const details = await api.run(view.run);
  view.year = Math.min(Math.max(view.year || Math.min(2035, details.last_year), details.first_year), details.last_year);
  const [values, first, last, buurten, wijken] = await Promise.all([
    api.values(view.run, view.measure, view.year, "buurt", view.product),
    api.values(view.run, view.measure, details.last_observed + 1, "buurt", view.product),
    api.values(view.run, view.measure, details.last_year, "buurt", view.product),
    api.places("buurt"),
    api.places("wijk"),
  ]);
  if (mine !== turn) {
    return;
  }
  const figures = figuresOf(values, view);
  const domain = domainOf([figuresOf(first, view), figuresOf(last, view)]);
  if (document.activeElement?.id !== "choose-year") {
    keepFocus(() => controls.choices(find<HTMLFormElement>("choices"), view, runs, details, wijken.places, change));
  }
  if (!map || drawnDark !== isDark()) {
    find("map").replaceChildren();
    map = new BuurtMap(find("map"), say(view.lang, "map"), isDark(), (code) => choose(code));
    drawnDark = isDark();
  }
  void map.show(figures, domain, isDark());
  void map.select(view.area, view.wijk);
  legend.show(find("legend"), domain, values.unit, view, isDark(), buurten.schematic);
  keepFocus(() => list.show(find("places"), buurten.places, figures, values.unit, view, order, choose, reorder));
  await showPanel(mine, details, buurten.places, wijken.places, figures);
  find("status").textContent = "";
  document.documentElement.dataset["ready"] = String(mine);
}

async function showPanel(mine: number, details: api.RunDetails, buurten: api.Place[], wijken: api.Place[], figures: ReturnType<typeof figuresOf>): Promise<void> {
  const place = buurten.find((b) => b.code === view.area);
  if (!place) {
    panel.empty(find("panel"), view);
    return;
  }
  const series = await api.series(view.run, view.measure, place.code, view.product);
  if (mine === turn) {
    const wijk = wijken.find((w) => w.code === place.wijk)?.name ?? "";
    await panel.show(find("panel"), { code: place.code, name: place.name, wijk, figure: figures.get(place.code) }, series, details, view, isDark());
  }
}

function choose(area: string): void {
  change({ area });
}

function reorder(to: list.Order): void {
  order = to;
  void show().catch(fault);
}

/** What was being used keeps the focus when it is drawn anew. */
function keepFocus(redraw: () => void): void {
  const { id, dataset } = (document.activeElement ?? document.body) as HTMLElement;
  const isOrder = document.activeElement?.classList.contains("order") ?? false;
  redraw();
  const again = id ? document.getElementById(id) : dataset["code"] ? document.querySelector(`[data-code="${CSS.escape(dataset["code"])}"]`) : isOrder ? document.querySelector(".order") : null;
  if (again instanceof HTMLElement && again !== document.activeElement) {
    again.focus({ preventScroll: true });
  }
}

prefersDark.addEventListener("change", () => void show().catch(fault));
window.addEventListener("popstate", () => {
  view = read(location.search, fallback);
  void show().catch(fault);
});
find("status").textContent = say(view.lang, "busy");
void show().catch(fault);
