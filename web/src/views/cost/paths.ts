/** What this view asks, and the same as files. */

import { el } from "../../dom";
import { bringToken } from "../../sign-in/download";
import type { Language } from "../../state";
import { say } from "../../words";
import type { Chosen } from "../cost";
import { tell } from "./words";

const query = (given: Record<string, string | number>) =>
  Object.entries(given)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");

export const growthPath = ({ run, vintage, period, own, act }: Chosen) =>
  `/v1/growth?${query({ run, vintage: vintage === "own" && own === "" ? "" : vintage, period, own: own === "" ? "" : `${act.toLowerCase()}:${own}` })}`;

export const bridgePath = ({ run, from, to, money, act, with: other }: Chosen) =>
  `/v1/bridge?${query(other === "" ? { run, from, to, money, product: act } : { a: run, b: other, to, money, product: act })}`;

/** @param path of the answer; the server gives it as a file too. */
export function downloads(lang: Language, what: "growth" | "bridge", path: string): HTMLElement {
  const problem = el("span", { role: "alert" });
  const link = (kind: "csv" | "xlsx", format: string) =>
    bringToken(el(
      "a",
      { class: "utrecht-button", id: `${what}-${kind}`, download: "", href: `${path}&format=${format}&lang=${lang}` },
      `${tell(lang, kind === "csv" ? "save_csv" : "save_xlsx")}`,
      el("span", { class: "unseen" }, `: ${tell(lang, what)}`),
    ), (fault) => (problem.textContent = fault instanceof TypeError ? say(lang, "no_answer") : String((fault as Error).message)));
  return el("p", { class: "actions" }, link("csv", lang === "nl" ? "csv-nl" : "csv"), link("xlsx", "xlsx"), problem);
}
