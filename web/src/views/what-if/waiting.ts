/** What is said to who waits: nothing at first; after a second a bar, the time left, and a way to stop. */

import { el } from "../../dom";
import type { Language } from "../../state";
import type { Progress } from "./follow";
import { fill, tell } from "./words";

/** Milliseconds after which somebody wants to know how long it takes. */
const Patience = 1000;

export class Waiting {
  readonly element = el("div", { id: "progress", role: "status" });
  private text = "";
  private since = 0;

  /** @param panel Where the answer comes. */
  constructor(
    private readonly panel: HTMLElement,
    private readonly stop: () => void,
  ) {}

  begin(text: string): void {
    this.panel.setAttribute("aria-busy", "true");
    if (this.text !== text) {
      this.text = text;
      this.since = performance.now();
      this.element.replaceChildren();
    }
  }

  /** There is something to read already; it is not all. */
  early(): void {
    this.panel.removeAttribute("aria-busy");
  }

  tell({ replicates_done, replicates, seconds_left }: Progress, lang: Language): void {
    if (this.text === "" || performance.now() - this.since < Patience) {
      return;
    }
    let bar = this.element.querySelector("progress");
    if (!bar) {
      bar = el("progress", { "aria-label": this.text });
      const stop = el("button", { type: "button", class: "utrecht-button", id: "stop" }, tell(lang, "stop"));
      stop.addEventListener("click", this.stop);
      this.element.replaceChildren(el("span", {}, this.text), bar, el("span", { class: "left" }), stop);
    }
    bar.max = replicates;
    bar.value = replicates_done;
    const left = this.element.querySelector(".left") as HTMLElement;
    left.textContent = seconds_left === null ? "" : fill(tell(lang, "left"), { n: Math.ceil(seconds_left) });
  }

  end(): void {
    this.text = "";
    this.element.replaceChildren();
    this.panel.removeAttribute("aria-busy");
  }
}
