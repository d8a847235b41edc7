/** What a stranger sees in place of the figures, and what someone sees who may not see these. */

import * as api from "../api";
import { el } from "../dom";
import type { Language } from "../state";
import { say } from "../words";
import { forget, keep } from "./token";

/** Asks for a token. @param wrong What is wrong with the one there was; empty for none. */
export function ask(into: HTMLElement, lang: Language, wrong: string): void {
  const field = el("textarea", { id: "token", class: "utrecht-textarea", rows: "4", autocomplete: "off", spellcheck: "false", "aria-describedby": "token-hint" });
  const problem = el("p", { class: "wrong", role: "alert" }, wrong);
  const form = el(
    "form",
    { id: "sign-in" },
    el("h2", {}, say(lang, "sign_in")),
    el("p", {}, say(lang, "sign_in_why")),
    el("label", { for: "token", class: "utrecht-form-label" }, say(lang, "token")),
    field,
    el("p", { class: "hint", id: "token-hint" }, say(lang, "token_hint")),
    problem,
    el("button", { type: "submit", class: "utrecht-button utrecht-button--primary-action" }, say(lang, "sign_in")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    problem.textContent = "";
    void tried(field.value, lang).then((refused) => (refused === "" ? location.reload() : (problem.textContent = refused)));
  });
  into.replaceChildren(form);
  field.focus();
}

/** Empty when the token is good, and kept; else why not. */
async function tried(text: string, lang: Language): Promise<string> {
  if (!keep(text)) {
    return say(lang, "no_token");
  }
  try {
    await api.me();
    return "";
  } catch (problem) {
    forget();
    return problem instanceof api.Refusal ? problem.message : say(lang, "no_answer");
  }
}

/** Says what may not be seen, and what to do. */
export function bar(into: HTMLElement, lang: Language, why: string, leave: () => void): void {
  const other = el("button", { type: "button", class: "utrecht-button" }, say(lang, "sign_in_other"));
  other.addEventListener("click", leave);
  into.replaceChildren(
    el("section", { id: "barred" }, el("h2", {}, say(lang, "barred")), el("p", {}, `${why.charAt(0).toUpperCase()}${why.slice(1)}.`), el("p", {}, say(lang, "barred_next")), other),
  );
}

/** Who signed in, in a few words. */
export function whoIs({ name, role, wijken }: api.Me, lang: Language): string {
  const what = role === "reader" ? `${say(lang, "role_reader")} ${wijken.length <= 3 ? wijken.join(", ") : `${wijken.length} ${say(lang, "wijken")}`}` : say(lang, `role_${role}`);
  return name ? `${name}, ${what}` : what;
}
