/** Keeps the positions of the sliders under a name of one's own. */

import * as api from "../../api";
import { el } from "../../dom";
import { hrefOf } from "../../parts/actions";
import type { Language } from "../../state";
import { plainName } from "./scenario";
import { fill, tell } from "./words";

type YamlOf = (name: string) => string;

/** One form for as long as the view is open: what somebody types in it stays, whatever is drawn around it. */
export class Keeper {
  private made: { lang: Language; form: HTMLElement } | undefined;
  private yamlOf: YamlOf = () => "";

  /** @param yamlOf The scenario under a name. */
  form(lang: Language, yamlOf: YamlOf): HTMLElement {
    this.yamlOf = yamlOf;
    if (this.made?.lang !== lang) {
      this.made = { lang, form: made(lang, (name) => this.yamlOf(name)) };
    }
    return this.made.form;
  }
}

function made(lang: Language, yamlOf: YamlOf): HTMLElement {
  const name = el("input", { id: "save-name", class: "utrecht-textbox", type: "text", value: lang === "nl" ? "mijn-scenario" : "my-scenario", maxlength: "60" });
  const save = el("button", { type: "submit", class: "utrecht-button utrecht-button--primary-action", id: "save" }, tell(lang, "save"));
  const result = el("p", { role: "status", id: "saved" });
  const form = el(
    "form",
    { class: "keeper" },
    el("label", { for: "save-name", class: "utrecht-form-label" }, tell(lang, "save_name")),
    el("div", { class: "keep" }, name, save),
    el("p", { class: "hint" }, tell(lang, "save_hint")),
    result,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = plainName(name.value) || name.defaultValue;
    void keep(chosen, yamlOf(chosen)).then(
      (file) => (result.textContent = fill(tell(lang, "saved"), { n: file })),
      (problem: unknown) => (result.textContent = problem instanceof Error ? problem.message : String(problem)),
    );
  });
  return form;
}

/** Checked and kept by the server, and a file for the command line. */
async function keep(name: string, yaml: string): Promise<string> {
  await api.addScenario(yaml);
  api.forgetScenarios();
  const file = `${name}.yaml`;
  el("a", { href: hrefOf(yaml, "application/yaml"), download: file }).click();
  return file;
}
