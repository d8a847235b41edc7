/** What went wrong, what to do next, and a way to do it. */

import { el } from "../dom";
import type { Language } from "../state";
import { say } from "../words";

/** Part of the page itself did not come. */
export class NoAnswer extends Error {}

/** @param again Tries once more. */
export function show(into: HTMLElement, problem: unknown, lang: Language, again: () => void): void {
  // A request that gets no answer at all throws a TypeError that says nothing to a reader.
  const text = problem instanceof TypeError || problem instanceof NoAnswer ? say(lang, "no_answer") : problem instanceof Error ? problem.message : String(problem);
  const retry = el("button", { type: "button", class: "utrecht-button" }, say(lang, "again"));
  retry.addEventListener("click", () => {
    // It is tried: what went wrong before is not what is wrong now.
    clear(into);
    again();
  });
  into.replaceChildren(el("div", { class: "utrecht-alert utrecht-alert--error", role: "alert" }, el("div", { class: "utrecht-alert__content" }, el("p", {}, text), retry)));
  console.error(problem);
}

/** Says that it is under way, where nothing else is said. */
export function wait(into: HTMLElement, lang: Language): void {
  if (!into.hasChildNodes()) {
    into.append(el("p", { class: "busy" }, say(lang, "busy")));
  }
}

export function waited(into: HTMLElement): void {
  into.querySelector(".busy")?.remove();
}

export function clear(into: HTMLElement): void {
  into.replaceChildren();
}
