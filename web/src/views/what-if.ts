/** Wat als? Two scenarios in the same futures: where they differ, by how much, and how sure that is. */

import * as api from "../api";
import { el } from "../dom";
import { keepFocus } from "../parts/focus";
import type { Showing, Stage, Turn } from "../shell";
import { oneOf, position, text, whole, type StateOf } from "../state";
import { say } from "../words";
import * as answer from "./what-if/answer";
import { chosenOf, settingsBeside, type Chosen } from "./what-if/choices";
import * as controls from "./what-if/controls";
import { gather, type Pair } from "./what-if/documents";
import { Keeper } from "./what-if/keeper";
import * as list from "./what-if/list";
import { MapSide } from "./what-if/map-side";
import { OneByOne } from "./what-if/one-by-one";
import * as runner from "./what-if/runner";
import { foundationOf, isNeutral, yamlOf, type Foundation } from "./what-if/scenario";
import * as sliders from "./what-if/sliders";
import { Stopwatch } from "./what-if/stopwatch";
import { Waiting } from "./what-if/waiting";
import { compared, tell } from "./what-if/words";
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

/** Where a difference can be told. */
interface Places {
  gemeenten: readonly api.Place[];
  wijken: readonly api.Place[];
  isSchematic: boolean;
}

/** Milliseconds without another wish after which one is computed. */
const Quiet = 100;

class WhatIfView implements Showing {
  private readonly choices = el("form", { id: "choices", class: "what-if" });
  private readonly panel = el("aside", { id: "panel" });
  private readonly places = el("section", { id: "places", tabindex: "-1" });
  private readonly skip = el("a", { class: "utrecht-skip-link utrecht-skip-link--visible-on-focus", href: "#places" });
  private readonly told = el("p", { class: "unseen", "aria-live": "polite" });
  /** Where the answer is far below the sliders: what it says, beside them. */
  private readonly brief = el("button", { type: "button", id: "brief" });
  private readonly runner = new runner.Runner((progress) => this.waiting.tell(progress, this.stage.lang));
  private readonly waiting = new Waiting(this.panel, () => this.runner.stop());
  private readonly map: MapSide;
  private readonly drawings = new OneByOne();
  private readonly clock = new Stopwatch();
  private readonly keeper = new Keeper();
  private asked = "";
  private speed = "";

  constructor(private readonly stage: Stage<StateOf<typeof fields>>) {
    this.map = new MapSide(stage, () => this.view);
    const side = el("section", { id: "map-side" }, this.choices, this.waiting.element, this.map.canvas, this.map.legend, this.brief);
    this.brief.addEventListener("click", () => this.panel.scrollIntoView());
    this.choices.addEventListener("submit", (event) => event.preventDefault());
    stage.into.append(this.skip, el("div", { class: "sides-by-side" }, side, this.panel, this.places), this.told);
  }

  close(): void {
    this.runner.cancel();
    this.map.close();
  }

  private get view(): WhatIf {
    return { ...this.stage.state, lang: this.stage.lang };
  }

  async show(turn: Turn): Promise<void> {
    try {
      await this.compare(turn).catch((problem: unknown) => {
        if (!(problem instanceof api.Gone) || turn.isOver()) {
          throw problem;
        }
        this.runner.forget();
        return this.compare(turn);
      });
    } catch (problem) {
      if (!turn.isOver()) {
        this.waiting.end();
        this.asked = "";
      }
      if (!(problem instanceof runner.Stopped)) {
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
    const places = { gemeenten: gemeenten.places, wijken: wijken.places, isSchematic: wijken.schematic };
    const first = chosenOf(stage.state.a, runs, scenarios);
    this.waiting.begin(tell(stage.lang, "busy_base"));
    const a = await this.first(first, chosenOf(stage.state.b, runs, scenarios));
    if (turn.isOver()) {
      return;
    }
    if (a === undefined) {
      this.drawEmpty(tell(stage.lang, "begin_pair"));
      return;
    }
    const details = await api.run(a.id);
    if (turn.isOver()) {
      return;
    }
    this.settle(details, places);
    const base = foundationOf(stage.state.base, details);
    const { view } = this;
    const all = [...places.gemeenten, ...places.wijken];
    keepFocus(() => controls.show(this.choices, view, { runs, scenarios, places: all, details, base }, (part) => this.wish(part)));
    const opened = this.map.open(places.wijken);
    const draw = (pair: Pair) => this.drawings.draw(() => opened.then(() => this.draw(turn, pair, base, places)));
    const early = (replicates: number, b: string) => {
      const beside = a.stages.get(replicates);
      if (beside !== undefined && b !== beside && replicates < runner.quick.replicates && !turn.isOver()) {
        // What goes wrong now goes wrong again when all futures are there.
        void draw({ a: beside, b, early: { futures: replicates, of: runner.quick.replicates } }).catch(() => {});
      }
    };
    const b = await this.second(turn, a.id, base, first, chosenOf(view.b, runs, scenarios), early);
    if (turn.isOver()) {
      return;
    }
    if (b === undefined) {
      await opened;
      this.drawEmpty(tell(view.lang, view.mode === "try" ? "begin" : "begin_pair"));
      return;
    }
    await draw({ a: a.id, b: b.id });
    if (!turn.isOver()) {
      await this.map.settled();
      this.finish(details.run.replicates);
    }
  }

  /** What nobody chose is chosen now, so that a link says all of it. */
  private settle(details: api.RunDetails, { gemeenten, wijken }: Places): void {
    const { year, area } = this.stage.state;
    const places = [...gemeenten, ...wijken];
    this.stage.keep({
      year: Math.min(Math.max(year || 2035, details.last_observed + 1), details.last_year),
      area: places.some((p) => p.code === area) ? area : (places[0]?.code ?? ""),
    });
  }

  private wish(part: Partial<WhatIf>): void {
    this.clock.begin();
    this.speed = "";
    this.stage.change(part);
  }

  /** What others are held beside; undefined where none is chosen. */
  private async first(a: Chosen | undefined, b: Chosen | undefined): Promise<runner.Made | undefined> {
    const { mode, base } = this.stage.state;
    if (mode === "try") {
      return this.runner.base({ scenario: base }, runner.quick);
    }
    return a?.kind === "scenario" ? this.runner.base({ scenario: a.id }, settingsBeside(b)) : a && runner.whole(a.run.id);
  }

  /** What is held beside the first; undefined where nothing is wished for. */
  private async second(
    turn: Turn,
    a: string,
    base: Foundation,
    first: Chosen | undefined,
    other: Chosen | undefined,
    early: (replicates: number, run: string) => void,
  ): Promise<runner.Made | undefined> {
    const { view } = this;
    const wish = sliders.wishOf(view);
    const isNothing = view.mode === "try" ? isNeutral(wish) : !other || view.a === view.b;
    if (isNothing) {
      this.runner.cancel();
      return undefined;
    }
    const tried = (source: runner.Source, settings: api.Settings) => {
      this.waiting.begin(tell(view.lang, "busy"));
      return this.runner.try(source, settings, (stage) => early(stage.replicates, stage.run));
    };
    if (view.mode === "pair") {
      return other?.kind === "scenario" ? tried({ scenario: other.id }, settingsBeside(first)) : other && runner.whole(other.run.id);
    }
    const yaml = yamlOf(wish, base);
    if (this.asked !== `${a} ${yaml}`) {
      // What somebody has left already is not worth going on with.
      this.runner.cancel();
      await new Promise((quiet) => setTimeout(quiet, Quiet));
      if (turn.isOver()) {
        return undefined;
      }
      this.asked = `${a} ${yaml}`;
    }
    return tried({ yaml }, runner.quick);
  }

  private async draw(turn: Turn, pair: Pair, base: Foundation, places: Places): Promise<void> {
    const { stage, view } = this;
    const { area, year, lang } = view;
    const level = places.gemeenten.some((p) => p.code === area) ? "gemeente" : "wijk";
    const told = await gather(pair, view, level);
    if (turn.isOver()) {
      return;
    }
    const isTry = view.mode === "try";
    const of = { scenario_a: told.scenario_a, scenario_b: isTry ? tell(lang, "your_choice") : told.scenario_b };
    const all = [...told.whole, ...told.wijken];
    const now = all.filter((row) => row.year === year);
    if (pair.early) {
      this.waiting.early();
    } else {
      this.waiting.end();
    }
    await this.map.show({ places: places.wijken, rows: told.wijken, isSchematic: places.isSchematic }, now, area);
    if (turn.isOver()) {
      return;
    }
    const names = [...places.gemeenten, ...places.wijken];
    keepFocus(() => list.show(this.places, names, now, of, view, pair.early, (code) => stage.change({ area: code })));
    const place = names.find((p) => p.code === area)?.name ?? "";
    stage.name(`${of.scenario_b} – ${of.scenario_a}: ${place} ${year}`);
    const rows = all.filter((row) => row.area === area);
    if (!rows.some((row) => row.year === year)) {
      answer.empty(this.panel, `${place}: ${say(lang, "not_allowed")}.`);
      return;
    }
    const whole: answer.Answer = {
      ...told,
      rows,
      of,
      early: pair.early,
      place: `in ${place}`,
      name: place,
      changes: isTry ? sliders.wordsOf(view, base) : [],
      speed: this.speed,
    };
    const keeper = isTry ? this.keeper.form(lang, (name) => yamlOf(sliders.wishOf(this.view), base, name)) : null;
    await answer.show(this.panel, whole, view, () => stage.print(), keeper, (words) => (this.told.textContent = this.brief.textContent = words));
    if (pair.early && !turn.isOver()) {
      this.clock.early();
    }
  }

  private drawEmpty(hint: string): void {
    this.waiting.end();
    this.stage.name(tell(this.stage.lang, "title"));
    this.map.clear();
    this.brief.textContent = "";
    answer.empty(this.panel, hint);
    this.places.replaceChildren();
  }

  /** From the wish until all of it was on the screen. */
  private finish(replicates: number): void {
    const said = this.clock.end(replicates, this.asked !== "", this.stage.lang);
    if (said) {
      this.speed = said;
      answer.tellSpeed(this.panel, said);
    }
  }
}
