/** Texts of a report, in both languages side by side. */

import type { Language } from "../state";

const texts = {
  table: ["Tabel", "Table"],
  contents: ["Inhoud", "Contents"],
  asked: ["Wat is gevraagd?", "What was asked?"],
  key: ["In het kort", "In short"],
  through: ["Door de jaren", "Through the years"],
  wijken: ["Per wijk", "By wijk"],
  wijk: ["Wijk", "Wijk"],
  of: ["van", "of"],
  binding: ["Waar wachten mensen, en waarop?", "Where do people wait, and for what?"],
  norm: ["Hoe vaak langer dan de norm?", "How often longer than the norm?"],
  why: ["Waardoor groeien de kosten?", "Why do costs grow?"],
  money: ["Wat koopt het geld?", "What does the money buy?"],
  growth: ["Groeireeksen naast elkaar", "Growth vintages side by side"],
  growth_of: ["Reële groei per jaar van de", "Real growth a year of the"],
  compared: ["Scenario's naast elkaar", "Scenarios side by side"],
  refused: ["Deze scenario's zijn niet toekomst voor toekomst te vergelijken:", "These scenarios cannot be compared future by future:"],
  assumptions: ["Wat is aangenomen?", "What is assumed?"],
  assumption: ["Aanname", "Assumption"],
  value: ["Waarde", "Value"],
  range: ["Bereik", "Range"],
  source: ["Bron", "Source"],
  confidence: ["Zekerheid (0–1)", "Confidence (0–1)"],
  sources: ["Waarop rust dit?", "What does this rest on?"],
  verdict: ["Hoe goed klopte dit model eerder?", "How right was this model before?"],
  no_verdict: [
    "Voor deze basis is nog niet teruggekeken. Dat kan met: populatie backtest",
    "Nobody looked back on this base yet. That can be done with: populatie backtest",
  ],
  card: ["Om opnieuw te maken", "To make it again"],
  schematic: ["schematische grenzen, niet gemeten", "schematic borders, not surveyed"],
  map_of: ["Kaart van wijken:", "Map of wijken:"],
  per_1000: ["per 1.000 inwoners", "per 1,000 residents"],
  more: ["meer", "more"],
  less: ["minder", "less"],
  nobody_waits: ["Over wachten zegt deze projectie niets: personeel, plaatsen en geld zijn er niet in begrensd.", "This projection tells nothing of waiting: staff, places and money are not bounded in it."],
  marks: ["Vier merken zeggen waarop een cijfer rust:", "Four marks say what a figure rests on:"],
  counted: [
    "Aantallen onder de tien die zijn waargenomen staan er niet in: zij kunnen iemand aanwijzen.",
    "Observed counts under ten are left out: they might point at someone.",
  ],
  darker: ["Hoe donkerder, hoe meer.", "The darker, the more."],
  save_map: ["Bewaar als SVG", "Save as SVG"],
} as const satisfies Record<string, readonly [string, string]>;

export const tell = (lang: Language, word: keyof typeof texts): string => texts[word][lang === "nl" ? 0 : 1];
