/** Wat als? Two scenarios in the same futures: where they differ, by how much, and how sure that is. */

import * as api from "../api";
import { el } from "../dom";
import { decimal, roundUp, shown } from "../format";
import { differenceCell, differenceColour, disagreementOf, noDifference, steps } from "../palette";
import { keepFocus } from "../parts/focus";
import * as legend from "../parts/legend";
import { openMap, type AreaMap } from "../parts/map";
import type { Showing, Stage, Turn } from "../shell";
import { say } from "../words";
import { oneOf, position, text, whole, type StateOf } from "../state";
import * as answer from "./what-if/answer";
import { chosenOf, settingsBeside, type Chosen } from "./what-if/choices";
import * as controls from "./what-if/controls";
import { keeper } from "./what-if/keeper";
import * as list from "./what-if/list";
import { quick, Runner, Stopped } from "./what-if/runner";
import { isNeutral, yamlOf, type Foundation } from "./what-if/scenario";
import * as sliders from "./what-if/sliders";
import { Waiting } from "./what-if/waiting";
import { compared, fill, tell } from "./what-if/words";
import "./what-if/what-if.css";

export const fields = {
  mode: oneOf<"try" | "pair">(["try", "pair"], "try"),
  base: text(api.BaseScenario),
  staff: whole(0, -4, 6),
  budgeted: oneOf<"no" | "yes">(["no", "yes"], "no"),
  budget: whole(0, -40, 40),
  prevention: whole(0, 0, 20),
  group: whole(0, 0, 60),
  a: text(`scenario.${api.BaseScenario}`),
  b: text(),
  measure: oneOf(compared, "waiting"),
  product: text("all"),
  area: text(),
  year: whole(0, 1900, 2200),
  map: position(),
};

/** What is chosen, and in which language it is said. */
export type WhatIf = StateOf<typeof fields> & { lang: Stage<unknown>["lang"] };

export const open = (stage: Stage<StateOf<typeof fields>>): Showing => new WhatIfView(stage);

/** Two runs to hold beside each other. */
interface Pair {
  a: string;
  b: string;
}

/** Milliseconds without another wish after which one is computed. */
const Quiet = 120;

class WhatIfView implements Showing {
  private readonly choices = el("form", { id: "choices", class: "what-if" });
  private readonly canvas = el("div", { id: "map", role: "application", class: "skeleton" });
  private readonly legend = el("div", { id: "legend" });
  private readonly panel = el("aside", { id: "panel" });
  private readonly places = el("section", { id: "places", tabindex: "-1" });
  private readonly skip = el("a", { class: "utrecht-skip-link utrecht-skip-link--visible-on-focus", href: "#places" });
  private readonly told = el("p", { class: "unseen", "aria-live": "polite" });
  private readonly runner = new Runner((progress) => this.waiting.tell(progress, this.stage.lang));
  private readonly waiting = new Waiting(this.panel, () => this.runner.stop());
  private readonly at: Record<string, api.Difference | undefined> = {};
  private map: AreaMap | undefined;
  private drawnAs = "";
  /** When what is being computed was wished for; 0 when nobody wishes. */
  private wishedAt = 0;
  private asked = "";
  private speed = "";

  constructor(private readonly stage: Stage<StateOf<typeof fields>>) {
    const side = el("section", { id: "map-side" }, this.choices, this.waiting.element, this.canvas, this.legend);
    this.choices.addEventListener("submit", (event) => event.preventDefault());
    stage.into.append(this.skip, el("div", { class: "sides-by-side" }, side, this.panel, this.places), this.told);
  }

  close(): void {
    this.runner.cancel();
    this.map?.remove();
  }

  private get view(): WhatIf {
    return { ...this.stage.state, lang: this.stage.lang };
  }

  async show(turn: Turn): Promise<void> {
    try {
      await this.compare(turn);
    } catch (problem) {
      if (!turn.isOver()) {
        this.waiting.end();
        this.asked = "";
      }
      if (!(problem instanceof Stopped)) {
        throw problem;
      }
      if (!turn.isOver()) {
        this.drawEmpty((this.told.textContent = tell(this.stage.lang, "stopped")));
      }
    }
  }

  private async compare(turn: Turn): Promise<void> {
    const { stage } = this;
    this.skip.textContent = tell(stage.lang, "skip_list");
    const [runs, scenarios, gemeenten, wijken] = await Promise.all([api.runs(), api.scenarios(), api.places("gemeente"), api.places("wijk")]);
    if (turn.isOver()) {
      return;
    }
    const first = chosenOf(stage.state.a, runs, scenarios);
    this.waiting.begin(tell(stage.lang, "busy_base"));
    const a = await this.first(first, chosenOf(stage.state.b, runs, scenarios));
    if (turn.isOver()) {
      return;
    }
    if (a === undefined) {
      this.waiting.end();
      this.drawEmpty(tell(stage.lang, "begin_pair"));
      return;
    }
    const details = await api.run(a);
    const places = [...gemeenten.places, ...wijken.places];
    this.settle(details, places);
    const base = foundationOf(stage.state.base, details);
    const { view } = this;
    keepFocus(() => controls.show(this.choices, view, { runs, scenarios, places, details, base }, (part) => this.wish(part)));
    const drawing = this.drawMap(wijken.places);
    const b = await this.second(turn, a, base, first, chosenOf(view.b, runs, scenarios));
    if (turn.isOver()) {
      return;
    }
    if (b === undefined) {
      this.waiting.end();
      await drawing;
      this.drawEmpty(tell(view.lang, view.mode === "try" ? "begin" : "begin_pair"));
      return;
    }
    await this.drawAnswer(turn, { a, b }, base, places, wijken);
    await drawing;
    if (!turn.isOver()) {
      await this.map?.settled();
      this.finish();
    }
  }

  /** What nobody chose is chosen now, so that a link says all of it. */
  private settle(details: api.RunDetails, places: readonly api.Place[]): void {
    const { year, area } = this.stage.state;
    this.stage.keep({
      year: Math.min(Math.max(year || 2035, details.last_observed + 1), details.last_year),
      area: places.some((p) => p.code === area) ? area : (places[0]?.code ?? ""),
    });
  }

  private wish(part: Partial<WhatIf>): void {
    this.wishedAt = performance.now();
    this.speed = "";
    this.stage.change(part);
  }

  /** The run that others are held beside; undefined where none is chosen. */
  private async first(a: Chosen | undefined, b: Chosen | undefined): Promise<string | undefined> {
    const { mode, base } = this.stage.state;
    if (mode === "try") {
      return this.runner.base({ id: base }, quick);
    }
    return a?.kind === "scenario" ? this.runner.base({ id: a.id }, settingsBeside(b)) : a?.run.id;
  }

  /** The run that is held beside the first; undefined where nothing is wished for. */
  private async second(turn: Turn, a: string, base: Foundation, first: Chosen | undefined, other: Chosen | undefined): Promise<string | undefined> {
    const { view } = this;
    const wish = sliders.wishOf(view);
    const isNothing = view.mode === "try" ? isNeutral(wish) : !other || view.a === view.b;
    if (isNothing) {
      this.runner.cancel();
      return undefined;
    }
    if (view.mode === "pair") {
      this.waiting.begin(tell(view.lang, "busy"));
      return other?.kind === "scenario" ? this.runner.try({ id: other.id }, settingsBeside(first)) : other?.run.id;
    }
    const yaml = yamlOf(wish, base);
    if (this.asked !== `${a} ${yaml}`) {
      await new Promise((quiet) => setTimeout(quiet, Quiet));
      if (turn.isOver()) {
        return undefined;
      }
      this.asked = `${a} ${yaml}`;
    }
    this.waiting.begin(tell(view.lang, "busy"));
    return this.runner.try({ yaml }, quick);
  }

  private async drawAnswer(turn: Turn, pair: Pair, base: Foundation, places: readonly api.Place[], wijken: { places: api.Place[]; schematic: boolean }): Promise<void> {
    const { stage, view } = this;
    const { measure, product, area, year } = view;
    const [whole, parts, seriesA, seriesB, detailsA, detailsB] = await Promise.all([
      api.compare(pair.a, pair.b, "gemeente", measure, product),
      api.compare(pair.a, pair.b, "wijk", measure, product),
      api.series(pair.a, measure, area, product),
      api.series(pair.b, measure, area, product),
      api.run(pair.a),
      api.run(pair.b),
    ]);
    if (turn.isOver()) {
      return;
    }
    const names = { scenario_a: parts.scenario_a, scenario_b: view.mode === "try" ? tell(view.lang, "your_choice") : parts.scenario_b };
    const now = [...whole.rows, ...parts.rows].filter((row) => row.year === year);
    for (const row of now) {
      this.at[row.area] = row;
    }
    this.waiting.end();
    const domain = roundUp(Math.max(...parts.rows.map((row) => Math.abs(row.mean))));
    const unit = parts.rows[0]?.unit ?? "";
    this.drawLegend(domain, unit, wijken.schematic);
    await this.map?.show(this.tints(wijken.places, domain), stage.isDark);
    await this.map?.select(area, "", undefined);
    this.canvas.classList.remove("skeleton");
    if (turn.isOver()) {
      return;
    }
    keepFocus(() => list.show(this.places, places, now, names, view, (code) => stage.change({ area: code })));
    const place = places.find((p) => p.code === area)?.name ?? "";
    stage.name(`${names.scenario_b} – ${names.scenario_a}: ${place} ${year}`);
    const rows = [...whole.rows, ...parts.rows].filter((row) => row.area === area);
    if (!rows.some((row) => row.year === year)) {
      answer.empty(this.panel, `${place}: ${say(view.lang, "not_allowed")}.`);
      return;
    }
    const told: answer.Answer = {
      rows,
      of: names,
      series: [seriesA, seriesB],
      details: [detailsA, detailsB],
      place: `in ${place}`,
      name: place,
      changes: view.mode === "try" ? sliders.wordsOf(view, base) : [],
      speed: this.speed,
    };
    this.told.textContent = await answer.show(this.panel, told, view, () => stage.print(), view.mode === "try" ? [keeper(view.lang, (name) => yamlOf(sliders.wishOf(view), base, name))] : []);
  }

  private tints(wijken: readonly api.Place[], domain: number): Map<string, string | null> {
    const { isDark } = this.stage;
    return new Map(
      wijken.map(({ code }) => {
        const row = this.at[code];
        const tint = !row ? null : row.p_equal === 1 ? noDifference(isDark) : differenceColour(row.mean / domain, disagreementOf(row.p_lower, row.p_higher), isDark);
        return [code, tint] as const;
      }),
    );
  }

  private async drawMap(wijken: readonly api.Place[]): Promise<void> {
    const { stage } = this;
    const drawAs = `${stage.lang} ${stage.isDark}`;
    if (this.map && this.drawnAs === drawAs) {
      return;
    }
    this.map?.remove();
    this.drawnAs = drawAs;
    this.map = await openMap(this.canvas, {
      level: "wijk",
      lang: stage.lang,
      isDark: stage.isDark,
      position: stage.state.map,
      box: undefined,
      chosen: (area) => stage.change({ area }),
      moved: (map) => stage.keep({ map }),
      told: (code) => list.text(this.at[code], this.view),
    });
    await this.map.show(new Map(wijken.map(({ code }) => [code, noDifference(stage.isDark)])), stage.isDark);
  }

  private drawLegend(domain: number, unit: string, isSchematic: boolean): void {
    const { lang, isDark } = this.stage;
    const end = shown(domain, unit, lang);
    legend.show(
      this.legend,
      {
        title: tell(lang, "legend"),
        rows: steps.map((count, doubt) => Array.from({ length: count }, (_, tint) => differenceCell(doubt, tint, isDark))),
        sides: [tell(lang, "agree"), tell(lang, "disagree")],
        ends: [`${end} ${tell(lang, "less")}`, "0", `${end} ${tell(lang, "more")}`],
        hidden: tell(lang, "no_run"),
        isSchematic,
      },
      lang,
    );
  }

  private drawEmpty(hint: string): void {
    this.canvas.classList.remove("skeleton");
    this.stage.name(tell(this.stage.lang, "title"));
    answer.empty(this.panel, hint);
    this.legend.replaceChildren();
    this.places.replaceChildren();
  }

  /** From the wish until it was on the screen. */
  private finish(): void {
    if (this.wishedAt > 0 && this.asked) {
      const seconds = (performance.now() - this.wishedAt) / 1000;
      this.speed = fill(tell(this.stage.lang, "done_in"), { r: quick.replicates, n: decimal(Math.round(seconds * 10) / 10, this.stage.lang) });
      document.documentElement.dataset["answeredIn"] = String(Math.round(seconds * 1000));
      let line = this.panel.querySelector("#speed");
      if (!line) {
        line = el("p", { class: "card", id: "speed" });
        this.panel.querySelector(".rests")?.append(line);
      }
      line.textContent = this.speed;
    }
    this.wishedAt = 0;
  }
}

function foundationOf(name: string, details: api.RunDetails): Foundation {
  const establishment = details.card.assumptions["staff.establishment"] ?? { value: 0.01, low: 0, high: 0.02, unit: "", source: "", confidence: 0 };
  return { name, baseYear: details.run.base_year, establishment };
}
