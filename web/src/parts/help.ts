/** How to read the page: colours, marks, intervals, and what is not told. */

import type { Basis } from "../api";
import { el } from "../dom";
import type { Language } from "../state";
import { basisName, mark, say, wordsOf, type Texts } from "../words";

const texts = {
  futures: ["Toekomsten", "Futures"],
  futures_text: [
    "Niemand weet hoe het loopt. Daarom rekenen we veel mogelijke toekomsten door. ‘90% van de toekomsten’ is het bereik waar 90 van de 100 in vallen. Het echte antwoord kan erbuiten liggen.",
    "Nobody knows how things go. So we compute many possible futures. ‘90% of the futures’ is the range that 90 of 100 lie in. The real answer may lie outside.",
  ],
  colours: ["Kleuren", "Colours"],
  colours_text: [
    "De kleur zegt twee dingen: hoeveel, en hoe zeker. Onder de kaart staat wat weinig is links, en wat veel is rechts. Hoe grijzer, hoe minder zeker. Veel is niet goed of slecht.",
    "Colour says two things: how much, and how sure. Under the map little is on the left, and much on the right. The greyer, the less sure. Much is neither good nor bad.",
  ],
  hidden: ["Schuine strepen", "Slanted lines"],
  hidden_text: [
    "Hier tonen we niets. Waargenomen aantallen onder de 10 kunnen naar mensen wijzen, en blijven binnen.",
    "Here we show nothing. Observed counts under 10 may point at people, and stay inside.",
  ],
  marks: ["Waarop rust een getal?", "What does a figure rest on?"],
  keys: ["Toetsen", "Keys"],
  keys_text: [
    "Met Tab loopt u langs alles. Pijltjes veranderen het jaar, en lopen door de lijst. De lijst onder de kaart zegt hetzelfde als de kaart.",
    "Tab goes past everything. Arrows change the year, and walk the list. The list under the map says the same as the map.",
  ],
} as const satisfies Texts;

const tell = wordsOf(texts);

export function openHelp(lang: Language): void {
  const part = (head: keyof typeof texts, body: keyof typeof texts) => [el("h3", {}, tell(lang, head)), el("p", {}, tell(lang, body))];
  const kinds: readonly Basis[] = ["published", "observed", "allocated", "estimated", "assumed", "synthetic"];
  const close = el("button", { type: "button", class: "utrecht-button" }, say(lang, "close"));
  const dialog = el(
    "dialog",
    { "aria-labelledby": "help-title" },
    el("h2", { id: "help-title" }, say(lang, "help")),
    ...part("futures", "futures_text"),
    ...part("colours", "colours_text"),
    ...part("hidden", "hidden_text"),
    el("h3", {}, tell(lang, "marks")),
    el("ul", { class: "marks" }, ...kinds.map((kind) => el("li", {}, `${mark(kind)} ${basisName(kind, lang)}`))),
    ...part("keys", "keys_text"),
    close,
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
