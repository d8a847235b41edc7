using System.Collections.Frozen;

namespace Populatie.Analytics.Evidence;

/// <summary>Our own explanations of what is assumed in what ships, from English to Dutch.</summary>
internal static class SourceTexts
{
    public static readonly FrozenDictionary<string, string> Own = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["assumed"] = "aangenomen",
        ["scenario"] = "scenario",
        ["own assumption"] = "eigen aanname",
        ["Utrecht, schematic"] = "Utrecht, schematisch",
        ["records tell of nobody besides who gave up"] = "registraties noemen niemand behalve wie ophield met wachten",
        [
            "published clients of all wijken: large ones move by some 3% a year beside their gemeente, redivisions and rounding partly included"
        ] =
            "gepubliceerde cliënten van alle wijken: grote bewegen zo'n 3% per jaar naast hun gemeente, herindelingen en afronding deels inbegrepen",
        ["prior: reasoned from practice, not published"] =
            "vooraf aangenomen: beredeneerd uit de praktijk, niet gepubliceerd",
        ["prior: reasoned from practice, not published: most come some months, a few for years"] =
            "vooraf aangenomen: beredeneerd uit de praktijk, niet gepubliceerd: de meesten komen enkele maanden, een paar jarenlang",
        ["prior: hours per month times a team hour of 70 to 95 euro"] =
            "vooraf aangenomen: uren per maand maal een teamuur van 70 tot 95 euro",
        ["prior: hours per month times a team hour of 75 to 95 euro"] =
            "vooraf aangenomen: uren per maand maal een teamuur van 75 tot 95 euro",
        ["prior: share of group hours per client"] = "vooraf aangenomen: aandeel van de groepsuren per cliënt",
        ["prior: as ambulatory care, somewhat shorter"] = "vooraf aangenomen: als ambulante hulp, wat korter",
        [
            "prior: 2,200 to 3,500 euro per client-year (2023), from memory; realised 2,382 euro per client in 2017 (CBS 84580NED)"
        ] =
            "vooraf aangenomen: 2.200 tot 3.500 euro per cliënt per jaar (2023), uit het hoofd; gerealiseerd 2.382 euro per cliënt in 2017 (CBS 84580NED)",
        [
            "prior: 45,000 to 90,000 euro per client-year (2023), from memory; never above 7,500 euro per month (municipal maximum, 2024)"
        ] =
            "vooraf aangenomen: 45.000 tot 90.000 euro per cliënt per jaar (2023), uit het hoofd; nooit boven 7.500 euro per maand (maximum van de gemeente, 2024)",
        ["prior: mostly some 2 to 3 hours of help at home a week, and aids that take none"] =
            "vooraf aangenomen: meestal zo'n 2 tot 3 uur hulp thuis per week, en hulpmiddelen die geen uren vragen",
        ["prior: some 5.6 billion euro for 465,000 young people in 2021, about a year in care each"] =
            "vooraf aangenomen: zo'n 5,6 miljard euro voor 465.000 jongeren in 2021, elk ongeveer een jaar in zorg",
        ["6.0 billion euro for 1.3 million clients in 2024: 4,615 euro per client and year"] =
            "6,0 miljard euro voor 1,3 miljoen cliënten in 2024: 4.615 euro per cliënt per jaar",
        ["own assumption, not published"] = "eigen aanname, niet gepubliceerd",
        ["own assumption: held"] = "eigen aanname: aangehouden",
        ["own assumption: about 2% a year"] = "eigen aanname: ongeveer 2% per jaar",
        ["own assumption: the 0.5% a year that CPB gave for wages and prices in 2022-2025, kept"] =
            "eigen aanname: de 0,5% per jaar die het CPB voor lonen en prijzen in 2022-2025 gaf, aangehouden",
        ["own assumption: 36 hours a week, 52.18 weeks"] = "eigen aanname: 36 uur per week, 52,18 weken",
        ["own assumption: general practitioner, court and certified institution together"] =
            "eigen aanname: huisarts, rechter en gecertificeerde instelling samen",
        ["own assumption: seven in ten of who leaves a list, since three in ten are taken to be helped informally"] =
            "eigen aanname: zeven van de tien die een wachtlijst verlaten; drie van de tien vinden hulp in hun omgeving",
        [
            "own assumption: within the six weeks of the Wmo 2015 (article 2.3.2); populatie indicators shows the wait of the records"
        ] =
            "eigen aanname: binnen de zes weken van de Wmo 2015 (artikel 2.3.2); populatie indicators toont de wachttijd in de registratie",
        ["own assumption: vacancies filled less often than now, after AZW December 2023"] =
            "eigen aanname: vacatures raken minder vaak vervuld dan nu, naar AZW december 2023",
        ["own assumption: no growth of posts"] = "eigen aanname: geen groei van de formatie",
        ["Wmo 2015: six weeks of inquiry, two of decision"] =
            "Wmo 2015: zes weken onderzoek, twee weken tot het besluit",
        ["Wmo 2015: six weeks to look into a request (article 2.3.2) and two weeks to decide (article 2.3.5)"] =
            "Wmo 2015: zes weken om een aanvraag te onderzoeken (artikel 2.3.2) en twee weken om te besluiten (artikel 2.3.5)",
        [
            "Algemene wet bestuursrecht, article 4:13: a reasonable time, at most eight weeks; the Jeugdwet has no norm of its own"
        ] =
            "Algemene wet bestuursrecht, artikel 4:13: een redelijke termijn, hoogstens acht weken; de Jeugdwet heeft geen eigen norm",
        ["neutral: budgets follow the deflator"] = "neutraal: budgetten volgen de algemene prijzen",
        ["neutral: the form of a contract brings no volume about"] =
            "neutraal: de vorm van een contract maakt de hoeveelheid zorg niet groter of kleiner",
        ["policy paper of Utrecht, citing CPB"] = "beleidsnota van Utrecht, die het CPB aanhaalt",
        ["policy paper: ruim 25%"] = "beleidsnota: ruim 25%",
        ["Skipr November 2019 on CPB: all care together, not Wmo alone; 4.2% nominal"] =
            "Skipr november 2019 over het CPB: alle zorg samen, niet alleen Wmo; 4,2% nominaal",
        ["Long-run share of boys among live births in the Netherlands, from memory; 105 boys to 100 girls"] =
            "het aandeel jongens onder pasgeborenen in Nederland over lange tijd, uit het hoofd: 105 jongens op 100 meisjes",
        [
            "National forecasts give the total fertility rate of fifteen years ahead some 20 percent to either side at 95%; 0.03 × √15 = 0.12. From memory."
        ] =
            "Landelijke prognoses geven het kindertal over vijftien jaar met zo'n 20 procent naar beide kanten, bij 95%; 0,03 × √15 = 0,12. Uit het hoofd.",
        ["Own reasoning; wijken change character faster than a city does."] =
            "Eigen redenering: wijken veranderen sneller van karakter dan een stad.",
        [
            "The forecast of the city moved 1 percent between vintages 2021 and 2022 (utrecht/forecast-wijk.csv). This walk gives some 4 percent after thirteen years; all four published revisions of the city lie within its 90 percent band (docs/method/demography.md)."
        ] =
            "De prognose van de stad verschoof 1 procent tussen de jaargangen 2021 en 2022 (utrecht/forecast-wijk.csv). Deze spreiding geeft na dertien jaar zo'n 4 procent; alle vier gepubliceerde herzieningen van de stad vallen binnen de band van 90 procent (docs/method/demography.md).",
        [
            "Wijken moved by -11 to +9 percent between the same vintages; with this walk 35 of those 40 revisions lie within the 90 percent band (docs/method/demography.md)."
        ] =
            "Wijken verschoven -11 tot +9 procent tussen dezelfde jaargangen; met deze spreiding vallen 35 van die 40 herzieningen binnen de band van 90 procent (docs/method/demography.md).",
        [
            "Life expectancy of fifteen years ahead is forecast to within some 2 years at 95%, which is about 15 percent of the death rates; 0.02 × √15 = 0.08. From memory."
        ] =
            "De levensverwachting over vijftien jaar wordt op zo'n 2 jaar nauwkeurig voorspeld, bij 95%: ongeveer 15 procent van de sterftekansen; 0,02 × √15 = 0,08. Uit het hoofd.",
        ["Own reasoning; gaps in life expectancy between wijken move slowly."] =
            "Eigen redenering: verschillen in levensverwachting tussen wijken veranderen langzaam.",
        ["own judgement"] = "eigen oordeel",
        ["own judgement: no published feature of buurten tells; it goes with assistance"] =
            "eigen oordeel: geen gepubliceerd kenmerk van buurten zegt dit; het gaat samen met bijstand",
        ["own judgement: partners and children live of it too; half of the recipients live alone"] =
            "eigen oordeel: partners en kinderen leven er ook van; de helft van wie bijstand krijgt, woont alleen",
        ["own judgement: one in seven or so needs help of others in daily life"] =
            "eigen oordeel: ongeveer een op de zeven heeft hulp van anderen nodig in het dagelijks leven",
        ["own judgement: the benefit stands for adults of working age"] =
            "eigen oordeel: de uitkering staat voor volwassenen in de werkzame leeftijd",
        ["own judgement: one in ten adults is severely lonely (from memory), most of them live alone"] =
            "eigen oordeel: een op de tien volwassenen is ernstig eenzaam (uit het hoofd), de meesten van hen wonen alleen",
        ["own judgement: as the factor above, with 40% one-person households"] =
            "eigen oordeel: als de factor hierboven, met 40% eenpersoonshuishoudens",
        ["own judgement: articulate people find their way"] =
            "eigen oordeel: wie zich goed kan uitdrukken, vindt de weg",
        ["own judgement: does not know the way, or does not trust it"] =
            "eigen oordeel: kent de weg niet, of vertrouwt het niet",
        ["own judgement: known to the gemeente through benefits, but held back by own contributions and shame"] =
            "eigen oordeel: bij de gemeente bekend door een uitkering, maar tegengehouden door de eigen bijdrage en schaamte",
        ["own judgement: often known to other care; care avoiders among them"] =
            "eigen oordeel: vaak bekend bij andere zorg; er zijn zorgmijders onder hen",
        ["own judgement: nobody signals the need"] = "eigen oordeel: niemand merkt dat er hulp nodig is",
        ["own judgement: children change faster than adults"] =
            "eigen oordeel: kinderen veranderen sneller dan volwassenen",
        ["own judgement: half of it is gone within a year"] = "eigen oordeel: de helft is binnen een jaar weg",
        ["own judgement: as for foregone need"] = "eigen oordeel: als bij wie afhaakte",
        [
            "own judgement: long help by the team is intended policy in Utrecht; nothing tells where it becomes holding back"
        ] = "eigen oordeel: lange hulp door het buurtteam is beleid in Utrecht; niets zegt waar dat vasthouden wordt",
        ["own judgement: three in four referrals have been made by then"] =
            "eigen oordeel: drie van de vier verwijzingen zijn dan gedaan",
        ["own judgement: about as residents grow"] = "eigen oordeel: ongeveer zoals het aantal inwoners groeit",
        [
            "own judgement: no norm in the law; after the six weeks that home care under the Wlz is held to, from memory"
        ] =
            "eigen oordeel: de wet kent geen norm; naar de zes weken die voor zorg thuis uit de Wlz gelden, uit het hoofd",
        [
            "own judgement: no norm in the law; mental care for youth is held to some ten weeks from intake, from memory"
        ] = "eigen oordeel: de wet kent geen norm; voor jeugd-ggz geldt zo'n tien weken vanaf de intake, uit het hoofd",
        ["assumed: a quarter of the hours to groups of some three clients"] =
            "aangenomen: een kwart van de uren naar groepen van zo'n drie mensen",
        ["assumed: no figure is published"] = "aangenomen: er is geen cijfer gepubliceerd",
        ["assumed: limits to the Wlz"] = "aangenomen: grenzen aan de Wlz",
        ["assumed: less arranging and travel"] = "aangenomen: minder regelen en reizen",
        ["assumed: CPB's rate held before 2027 and after 2033"] =
            "aangenomen: het cijfer van het CPB, ook vóór 2027 en na 2033",
        ["assumed: CPB gives none"] = "aangenomen: het CPB geeft er geen",
        ["assumed: part that comes back in the sociale basis"] =
            "aangenomen: het deel dat terugkomt in de sociale basis",
        ["assumed: per million euros a year; Cebeon shows association only"] =
            "aangenomen: per miljoen euro per jaar; Cebeon laat alleen samenhang zien",
        ["assumed: time for clients instead of accounts"] = "aangenomen: tijd voor mensen in plaats van verantwoording",
        ["assumed: the labour market tightens on to 2033"] = "aangenomen: de arbeidsmarkt wordt krapper tot 2033",
        ["assumed: more work per head"] = "aangenomen: meer werk per hoofd",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
