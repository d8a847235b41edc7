/** Where the answer stands: in words and pictures beside the map, in a list under it, and for who listens. */

import { el } from "../../dom";
import { AreaList } from "../../parts/area-list";
import type { Stage } from "../../shell";
import type { StateOf } from "../../state";
import { say } from "../../words";
import type { fields, WhatIf } from "../what-if";
import * as answer from "./answer";
import type { Documents, Early } from "./documents";
import { Keeper } from "./keeper";
import * as list from "./list";
import type { Places } from "./places";
import { yamlOf, type Foundation } from "./scenario";
import type { Names } from "./sentence";
import * as sliders from "./sliders";
import { tell } from "./words";

export class AnswerSide {
  readonly panel = el("aside", { id: "panel" });
  readonly places = el("section", { id: "places", tabindex: "-1" });
  readonly told = el("p", { class: "unseen", "aria-live": "polite" });
  /** Where the answer is far below the sliders: what it says, beside them. */
  readonly brief = el("button", { type: "button", id: "brief" });
  private readonly list = new AreaList(this.places, (area) => this.stage.change({ area }));
  private readonly keeper = new Keeper();
  private speed = "";

  /** @param view What is chosen now. */
  constructor(
    private readonly stage: Stage<StateOf<typeof fields>>,
    private readonly view: () => WhatIf,
  ) {
    this.brief.addEventListener("click", () => this.panel.scrollIntoView());
  }

  /** @param view What was chosen when this was asked. @param early While not all futures are there. */
  async show(documents: Documents, view: WhatIf, early: Early | undefined, base: Foundation, { all, level }: Places): Promise<void> {
    const { stage } = this;
    const { area, year, lang } = view;
    const isTry = view.mode === "try";
    const of: Names = { scenario_a: documents.scenario_a, scenario_b: isTry ? tell(lang, "your_choice") : documents.scenario_b };
    const every = [...documents.whole, ...documents.parts];
    const now = every.filter((row) => row.year === year);
    this.list.show(list.listing({ all, level }, now, of, view, early));
    const name = all.find((p) => p.code === area)?.name ?? "";
    stage.name(`${of.scenario_b} – ${of.scenario_a}: ${name} ${year}`);
    if (!now.some((row) => row.area === area)) {
      this.say("");
      answer.empty(this.panel, `${name}: ${say(lang, "not_allowed")}.`);
      return;
    }
    const whole: answer.Answer = {
      ...documents,
      rows: every.filter((row) => row.area === area),
      of,
      early,
      place: `in ${name}`,
      name,
      changes: isTry ? sliders.wordsOf(view, base) : [],
      speed: this.speed,
    };
    const keeper = isTry ? this.keeper.form(lang, (file) => yamlOf(sliders.wishOf(this.view()), base, file)) : null;
    await answer.show(this.panel, whole, view, () => stage.print(), keeper, (words) => this.say(words));
  }

  /** There is none. */
  empty(hint: string): void {
    this.stage.name(tell(this.view().lang, "title"));
    this.brief.textContent = "";
    answer.empty(this.panel, hint);
    this.list.clear();
  }

  /** How long the answer took; empty while that is not known. */
  tellSpeed(speed: string): void {
    this.speed = speed;
    if (speed) {
      answer.tellSpeed(this.panel, speed);
    }
  }

  private say(words: string): void {
    this.told.textContent = this.brief.textContent = words;
  }
}
