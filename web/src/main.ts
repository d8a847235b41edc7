/** The page: what is chosen decides what is asked, what is told decides what is drawn. */

import * as api from "./api";
import * as controls from "./controls";
import { find } from "./dom";
import { domainOf, figuresOf } from "./figures";
import * as legend from "./legend";
import * as list from "./list";
import { BuurtMap } from "./map";
import * as panel from "./panel";
import { read, write, type Order, type View } from "./state";
import { nameOf, parts, say } from "./words";
import "./style.css";

const fallback: View = { lang: "nl", theme: "auto", run: "", measure: "unmet", product: "all", year: 0, quantile: "p50", per: "1000", wijk: "", area: "", order: "name" };

let view = read(location.search, fallback);
let map: BuurtMap | undefined;
let drawnAs = "";
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
  document.documentElement.dataset["drawnAs"] = isDark() ? "dark" : "light";
  keepFocus(() => controls.header(document.querySelector("header") as HTMLElement, view, change));
  (document.querySelector(".skip") as HTMLElement).textContent = say(view.lang, "skip");
  const runs = await api.runs();
  if (runs.length === 0) {
    find("status").textContent = say(view.lang, "no_runs");
    return;
  }
  view.run = runs.some((r) => r.id === view.run) ? view.run : (runs[0] as api.RunSummary).id;
  const details = await api.run(view.run);
  view.year = Math.min(Math.max(view.year || Math.min(2035, details.last_year), details.first_year), details.last_year);
  if (view.measure === "population") {
    view.per = "total";
  }
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
  keepFocus(() => controls.choices(find<HTMLFormElement>("choices"), view, runs, details, wijken.places, change));
  const drawAs = `${view.lang} ${isDark()}`;
  if (!map || drawnAs !== drawAs) {
    map?.remove();
    map = new BuurtMap(find("map"), view.lang, isDark(), (code) => choose(code));
    drawnAs = drawAs;
  }
  void map.show(figures, domain, isDark());
  void map.select(view.area, view.wijk, wijken.places.find((w) => w.code === view.wijk)?.box);
  legend.show(find("legend"), domain, values.unit, view, isDark(), buurten.schematic);
  keepFocus(() => list.show(find("places"), buurten.places, figures, values, view, choose, reorder));
  await showPanel(mine, details, buurten.places, wijken.places, figures);
  if (mine !== turn) {
    return;
  }
  find("status").textContent = "";
  document.documentElement.dataset["ready"] = String(mine);
  await map.settled();
  document.documentElement.dataset["drawn"] = String(mine);
}

async function showPanel(mine: number, details: api.RunDetails, buurten: api.Place[], wijken: api.Place[], figures: ReturnType<typeof figuresOf>): Promise<void> {
  const place = buurten.find((b) => b.code === view.area);
  if (!place) {
    document.title = `${say(view.lang, "title")} ${view.year} · Populatie`;
    panel.empty(find("panel"), view);
    return;
  }
  const story = await storyOf(place, buurten);
  if (mine === turn) {
    const wijk = wijken.find((w) => w.code === place.wijk)?.name ?? "";
    document.title = `${place.name}: ${nameOf(view.measure, view.lang)} ${view.year} · Populatie`;
    const subject = { code: place.code, name: place.name, wijk, figure: figures.get(place.code) };
    find("told").textContent = await panel.show(find("panel"), subject, story, details, view, () => void print().catch(fault));
  }
}

/** One buurt through the years, beside the others of its wijk. Runs never change, so all of it is asked once. */
async function storyOf(place: api.Place, buurten: readonly api.Place[]): Promise<panel.Story> {
  const { run, measure, product, per } = view;
  const counted = async (area: string) => {
    const series = await api.series(run, measure, area, product);
    return per === "1000" ? panel.perThousand(series, await api.series(run, "population", area, "all")) : series;
  };
  const others = buurten.filter((b) => b.wijk === place.wijk && b.code !== place.code);
  const [series, drawn, peers, made] = await Promise.all([
    api.series(run, measure, place.code, product),
    counted(place.code),
    Promise.all(others.map((b) => counted(b.code))),
    Promise.all(panel.isUnmet(measure) ? parts.map((p) => api.series(run, p, place.code, product)) : []),
  ]);
  return { series, drawn, peers, parts: made };
}

function choose(area: string): void {
  change({ area });
}

/** Paper is light: what is drawn dark is drawn anew before it is printed. */
async function print(): Promise<void> {
  const { theme } = view;
  view = { ...view, theme: "light" };
  await show();
  window.print();
  view = { ...view, theme };
  await show();
}

function reorder(order: Order): void {
  change({ order });
}

/** What was being used keeps the focus when it is drawn anew. */
function keepFocus(redraw: () => void): void {
  const { id, dataset } = (document.activeElement ?? document.body) as HTMLElement;
  redraw();
  const again = id ? document.getElementById(id) : dataset["code"] ? document.querySelector(`[data-code="${CSS.escape(dataset["code"])}"]`) : null;
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
