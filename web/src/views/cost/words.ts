/** Texts of this view, in both languages side by side. */

import type { Language } from "../../state";

const texts = {
  title: ["Wat kost het?", "What does it cost?"],
  scenario: ["Scenario", "Scenario"],
  act: ["Wet", "Act"],
  money: ["Geld", "Money"],
  nominal: ["met prijsstijging", "with rising prices"],
  real: ["zonder prijsstijging", "without rising prices"],
  from: ["Van jaar", "From year"],
  to: ["Naar jaar", "To year"],
  with: ["Vergelijk", "Compare"],
  other_luck: ["andere toekomsten", "other futures"],
  two_years: ["twee jaren", "two years"],
  vintage: ["Geld volgens", "Money according to"],
  of_scenario: ["wat het scenario zegt", "what the scenario says"],
  own_vintage: ["uw eigen groei", "your own growth"],
  period: ["2027–2033 telt als", "2027–2033 counts as"],
  steps6: ["6 stappen", "6 steps"],
  steps7: ["7 stappen", "7 steps"],
  own: ["Eigen groei, % per jaar", "Own growth, % a year"],
  own_wrong: ["Schrijf een getal van −20 tot 20, zoals 2,5.", "Write a number from −20 to 20, like 2.5."],
  cost_of: ["Kosten van de", "Cost of the"],
  growth_of: ["Reële groei per jaar van de", "Real growth a year of the"],
  growth_title: ["Hoe hard groeit het?", "How fast does it grow?"],
  real_only: ["Reële groei per jaar: zonder algemene prijsstijging.", "Real growth a year: without general price rises."],
  table_title: ["Groeireeksen naast elkaar", "Growth vintages side by side"],
  marks: [
    "● zegt de bron; ○ is een aanname van ons of van het scenario; – is niet gegeven.",
    "● the source says so; ○ is an assumption of ours or of the scenario; – is not given.",
  ],
  bought: ["Wat koopt het geld?", "What does the money buy?"],
  bought_hint: [
    "Geld: de kosten van het basisjaar, gegroeid zoals de reeks zegt. Te koop: hoeveel zorg daarvoor te krijgen is tegen de eigen prijs per eenheid. Niet te koop: de rest.",
    "Money: the cost of the base year, grown as the vintage says. Can be bought: how much care that is at the own price per unit. Cannot be bought: the rest.",
  ],
  no_moves: [
    "Er verschuift in deze projectie geen zorg van Wlz of Zvw naar de gemeente, en in de reeksen ook niet.",
    "No care moves from Wlz or Zvw to the municipality in this projection, nor in the vintages.",
  ],
  moves: ["Zorg die van Wlz en Zvw naar de gemeente verschuift zit in geen reeks:", "Care that moves from Wlz and Zvw to the municipality is in no vintage:"],
  beside: ["Wmo naast Wlz en Zvw (jaar ervoor = 100)", "Wmo beside Wlz and Zvw (year before = 100)"],
  why: ["waardoor groeien de kosten?", "why do costs grow?"],
  why_other: ["waardoor verschillen de kosten?", "why do costs differ?"],
  sources: ["Bronnen", "Sources"],
  given_care: [
    "Dit gaat over zorg die wordt gegeven. Wie wacht of niets krijgt, staat bij de eerste vraag.",
    "This is of care that is given. Who waits or gets none is told at the first question.",
  ],
  growth: ["groeitabel", "growth table"],
  bridge: ["opbouw", "breakdown"],
  save_csv: ["Bewaar voor Excel (csv)", "Save for a spreadsheet (csv)"],
  save_xlsx: ["Bewaar als werkmap (xlsx)", "Save as a workbook (xlsx)"],
} as const satisfies Record<string, readonly [string, string]>;

export const tell = (lang: Language, word: keyof typeof texts): string => texts[word][lang === "nl" ? 0 : 1];
