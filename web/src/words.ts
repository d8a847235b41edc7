/** Every text of the page in both languages, side by side so that neither can be forgotten. */

import type { Basis } from "./api";
import type { Language } from "./state";

const texts = {
  title: ["Waar is hulp nodig?", "Where is help needed?"],
  skip: ["Naar de lijst van buurten", "To the list of buurten"],
  run: ["Scenario", "Scenario"],
  measure: ["Wat", "What"],
  product: ["Soort hulp", "Kind of help"],
  wijk: ["Wijk", "Wijk"],
  all_wijken: ["hele stad", "whole city"],
  quantile: ["Welke uitkomst", "Which outcome"],
  p5: ["laag (5%)", "low (5%)"],
  p25: ["aan de lage kant (25%)", "on the low side (25%)"],
  p50: ["midden", "middle"],
  p75: ["aan de hoge kant (75%)", "on the high side (75%)"],
  p95: ["hoog (95%)", "high (95%)"],
  per: ["Hoe geteld", "Counted how"],
  total: ["in totaal", "in total"],
  "1000": ["per 1.000 inwoners", "per 1,000 residents"],
  year: ["Jaar", "Year"],
  observed_year: ["waargenomen", "observed"],
  projected_year: ["geprojecteerd", "projected"],
  map: ["Kaart van buurten; de lijst eronder zegt hetzelfde in woorden", "Map of buurten; the list below says the same in words"],
  schematic: ["schematische grenzen, niet gemeten", "schematic borders, not surveyed"],
  legend: ["Kleur: hoeveel, en hoe zeker", "Colour: how much, and how sure"],
  sure: ["zeker", "sure"],
  unsure: ["onzeker", "unsure"],
  hidden: ["te klein om te tonen", "too small to show"],
  none: ["niets bekend", "nothing known"],
  list: ["Buurten", "Buurten"],
  buurt: ["Buurt", "Buurt"],
  value: ["Midden", "Middle"],
  interval: ["90% van de toekomsten", "90% of the futures"],
  basis: ["Waarop rust dit?", "What does this rest on?"],
  by_name: ["op naam", "by name"],
  by_value: ["op waarde", "by value"],
  order: ["Volgorde", "Order"],
  choose: ["Kies een buurt op de kaart of in de lijst.", "Choose a buurt on the map or in the list."],
  through_years: ["Door de jaren", "Through the years"],
  show_table: ["Toon tabel", "Show table"],
  copy_link: ["Kopieer link", "Copy link"],
  copied: ["Link gekopieerd", "Link copied"],
  print: ["Print", "Print"],
  csv: ["CSV", "CSV"],
  note: ["Notitie (blijft op dit apparaat)", "Note (stays on this device)"],
  note_hint: ["Wat ziet u hier in de wijk? Volgen, spiegelen, leren.", "What do you see here in the wijk? Follow, mirror, learn."],
  assumptions: ["Aannames achter deze toekomst", "Assumptions behind this future"],
  source: ["Bron", "Source"],
  between: ["tussen", "between"],
  theme: ["Licht of donker", "Light or dark"],
  busy: ["Even geduld…", "One moment…"],
  no_runs: [
    "Er is nog geen projectie. Maak er een met: populatie project scenarios/basis-2040.yaml",
    "There is no projection yet. Make one with: populatie project scenarios/basis-2040.yaml",
  ],
  peers: ["Alle buurten van de wijk", "All buurten of the wijk"],
} as const satisfies Record<string, readonly [string, string]>;

export type Word = keyof typeof texts;

export const say = (lang: Language, word: Word): string => texts[word][lang === "nl" ? 0 : 1];

/** Names of measures, and what a sentence says about them. */
const measures: Record<string, readonly [string, string, string, string]> = {
  unmet: ["onvervulde behoefte", "mensen die hulp nodig hebben en niet krijgen", "unmet need", "people who need help and do not get it"],
  unmet_waiting: ["onvervuld: wachtend", "mensen die te lang wachten", "unmet: waiting", "people who wait too long"],
  unmet_held: ["onvervuld: vastgehouden", "mensen die te lang bij het buurtteam blijven", "unmet: held", "people who stay too long with the buurtteam"],
  unmet_foregone: ["onvervuld: afgehaakt", "mensen die hebben afgehaakt", "unmet: foregone", "people who gave up"],
  unmet_hidden: ["onvervuld: verborgen", "mensen die niet om hulp vragen", "unmet: hidden", "people who do not ask for help"],
  waiting: ["wachtend", "mensen die wachten", "waiting", "people waiting"],
  waiting_over_norm: ["wachtend boven de norm", "mensen die langer wachten dan de norm", "waiting over the norm", "people waiting longer than the norm"],
  clients: ["cliënten in het jaar", "cliënten", "clients in the year", "clients"],
  in_care: ["in zorg op 31 december", "lopende trajecten", "in care on 31 December", "spells under way"],
  requests: ["aanvragen in het jaar", "aanvragen", "requests in the year", "requests"],
  hours: ["uren hulp", "uren hulp", "hours of help", "hours of help"],
  fte_needed: ["nodige fte", "fte", "FTE needed", "FTE"],
  cost_real: ["kosten, prijzen van het basisjaar", "aan kosten", "cost, prices of the base year", "in cost"],
  cost_nominal: ["kosten, nominaal", "aan kosten", "cost, nominal", "in cost"],
  population: ["inwoners", "inwoners", "residents", "residents"],
};

/** What a page offers; other measures are on the command line. */
export const offered = Object.keys(measures);

export const nameOf = (measure: string, lang: Language) => measures[measure]?.[lang === "nl" ? 0 : 2] ?? measure;

export const thingsOf = (measure: string, lang: Language) => measures[measure]?.[lang === "nl" ? 1 : 3] ?? measure;

/** The same four marks everywhere: full for what was counted, half for what was computed, open for what was assumed. */
export const mark = (basis: Basis) =>
  ({ published: "●", observed: "●", allocated: "◐", estimated: "◐", assumed: "○", synthetic: "◇" })[basis];

const bases: Record<Basis, readonly [string, string]> = {
  published: ["gepubliceerd", "published"],
  observed: ["waargenomen", "observed"],
  allocated: ["toegerekend", "allocated"],
  estimated: ["geschat door een model", "estimated by a model"],
  assumed: ["aangenomen", "assumed"],
  synthetic: ["synthetisch: bestaat niet echt", "synthetic: does not really exist"],
};

export const basisName = (basis: Basis, lang: Language) => bases[basis][lang === "nl" ? 0 : 1];

const products: Record<string, readonly [string, string]> = {
  all: ["alle hulp", "all help"],
  Wmo: ["Wmo", "Wmo"],
  Jeugd: ["Jeugd", "Jeugd"],
  "track-1": ["spoor 1: sociale basis", "track 1: sociale basis"],
  "track-2": ["spoor 2: basiszorg", "track 2: basic care"],
  "track-3": ["spoor 3: aanvullende zorg", "track 3: additional care"],
};

export const productName = (code: string, lang: Language) => products[code]?.[lang === "nl" ? 0 : 1] ?? code;
