using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Dynamics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Population;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Projection;

/// <summary>
/// A town that exists nowhere, small enough to project in a moment: two wijken, twelve buurten, four products under both
/// acts with two phases, steps, returns and a lower age limit. For the selftest, and for tests of the laws.
/// </summary>
public static class SyntheticTown
{
    private const int WijkCount = 2;
    private const int BuurtenPerWijk = 6;
    private const int BaseYear = 2025;

    /// <summary>The scenario of the selftest: both acts, a lever, five years.</summary>
    public const string ScenarioText = """
        name: selftest
        base: {year: 2025}
        horizon: 2030
        growth: {vintage: cpb-2027-2033, mode: top-down, jeugd: "1.0% (assumed, 0.0% to 2.0%)"}
        take-up: 90%
        levers:
          - {lever: take-up, for: Wmo, areas: [WK000101], start: 2027, ramp-years: 2, effect: 5%}
        """;

    public static ProjectionInputs Inputs() => Inputs(ScenarioReader.Parse(ScenarioText, "selftest"));

    public static ProjectionInputs Inputs(Scenario scenario)
    {
        var fit = Fit();
        return new(
            scenario,
            fit,
            new FixedResidents(
                Residents(),
                fit.Bands,
                BaseYear + 1,
                scenario.YearCount + 1,
                Leave(fit, scenario.YearCount + 1)
            ),
            GrowthPath.For(scenario, [Act.Wmo, Act.Jeugd], VintageTable.Embedded, "selftest"),
            ObservedYears.Empty(BaseYear, fit.Products.Count, fit.Products.ProductCount, fit.Areas.BuurtCount),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["town"] = "synthetic" }
        );
    }

    /// <summary>Residents: some 400 per buurt, thinner with age; whole numbers by rule, not by chance.</summary>
    public static PopulationTable Residents()
    {
        const int buurten = WijkCount * BuurtenPerWijk;
        var persons = new int[buurten * PopulationTable.CellsPerBuurt];
        for (var i = 0; i < persons.Length; i++)
        {
            var (buurt, age) = (i / PopulationTable.CellsPerBuurt, i % AgeBands.AgeCount);
            persons[i] = age > 100 ? 0 : Math.Max(0, (3 + (buurt % 3)) - (age / 25));
        }
        return new PopulationTable(BaseYear + 1, buurten, persons, Basis.Synthetic);
    }

    /// <param name="waits">What is known of waits; null: nothing.</param>
    /// <param name="dynamics">How requests move; null: as those of the town.</param>
    public static Fit Fit(RequestWaits? waits = null, RequestDynamics? dynamics = null)
    {
        var areas = Areas();
        var products = Products();
        var bands = AgeBands.Default;
        var (b, p, a) = (areas.BuurtCount, products.ProductCount, bands.Count);
        var rates = new double[p * a * 2];
        for (var i = 0; i < rates.Length; i++)
        {
            var product = products.Products[i / (2 * a)];
            var band = i / 2 % a;
            var served = product.FirstAge <= bands.LastAge(band) && product.LastAge >= bands.LowerBounds[band];
            rates[i] = served ? 0.01 + (0.004 * band) + (0.002 * (i % 2)) : 0;
        }
        var stays = new StayModel?[] { new(0.8, 0.4, 0.3, 0.05), new(1.5, 0, 0, 0.05), new(0.9, 0.5, 0.4, 0.1), null };
        stays[3] = new(2, 0.2, 0.7, 0.02);
        return new Fit
        {
            Areas = areas,
            Products = products,
            Bands = bands,
            Reference = RateReference.City,
            FirstYear = BaseYear - 2,
            LastYear = BaseYear,
            RequestRate = rates,
            RequestCount = [.. rates.Select(r => r * 3000)],
            PersonYears = new double[b * a * 2],
            Completeness = [1, 0.95, 1, 0.9],
            StepShare = new double[p],
            RiskShape = [.. Enumerable.Range(0, b * p).Select(i => 8.0 + (i % 5))],
            RiskRate = [.. Enumerable.Repeat(10.0, b * p)],
            Alpha = [.. Enumerable.Repeat(5.0, p)],
            Stays = stays,
            EndReason = [0.9, 0.05, 0, 0.05, 0.8, 0.15, 0.05, 0, 1, 0, 0, 0, 0.7, 0.2, 0.1, 0],
            StepTo = [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0],
            ReturnRate = [0.3, 0.5, 0.2, 0.6],
            OpenAtEnd = [.. Enumerable.Range(0, b * p * a).Select(i => i % 4)],
            EndedInLastYear = [.. Enumerable.Range(0, b * p * a).Select(i => i % 3)],
            ClientsPerSpell = [.. Enumerable.Range(0, products.Count).Select(i => 0.95 - (0.02 * i))],
            MinutesPerDay = [4, 10, 6, 20],
            CentsPerDay = [150, 700, 400, 2500],
            CostBasis = [.. Enumerable.Repeat(Basis.Synthetic, p)],
            RateVolatility = [.. Enumerable.Repeat(0.03, p)],
            Dynamics = dynamics ?? Dynamics(p, areas.WijkCount),
            Waits = waits,
            Eighteen = new([0, 0, 0, 1.2], [0, 0, 0, 60], [0, 0, 0, 100]),
            Expected = new double[b * p],
            Observed = new double[b * p],
            Basis = Basis.Synthetic,
            Inputs = new Dictionary<string, string>(StringComparer.Ordinal),
        };
    }

    private static RequestDynamics Dynamics(int products, int wijken) =>
        new()
        {
            Level = [.. Enumerable.Range(0, products).Select(i => 0.01 * (i - 1))],
            LevelError = [.. Enumerable.Repeat(0.01, products)],
            Trend = [0.01, -0.005],
            TrendError = [0.01, 0.008],
            OwnTrend = [.. Enumerable.Range(0, products).Select(i => 0.002 * i)],
            OwnTrendError = [.. Enumerable.Repeat(0.005, products)],
            Damping = 0.85,
            CityVolatility = [0.02, 0.03],
            CityMoment = [0.01, 0.01],
            OwnMoment = [.. Enumerable.Repeat(0.01, products)],
            WijkLevel = [0.01, 0.02],
            WijkTurnover = [0.1, 0.2],
            WijkOffset = [.. Enumerable.Range(0, 2 * wijken).Select(i => 0.02 - (0.01 * i))],
            WijkOffsetError = [.. Enumerable.Repeat(0.01, 2 * wijken)],
            WijkVolatility = [.. Enumerable.Repeat(0.015, 2 * wijken)],
            WijkMoment = [.. Enumerable.Repeat(0.005, 2 * wijken)],
            Inertia = new double[RequestDynamics.Acts],
            Seen = [8, 7],
        };

    private static double[] Leave(Fit fit, int years) =>
        [.. Enumerable.Range(0, years * fit.Bands.Count).Select(i => 0.01 * (1 + (i % fit.Bands.Count)))];

    private static AreaIndex Areas()
    {
        var buurten = new List<Buurt>();
        for (var wijk = 0; wijk < WijkCount; wijk++)
        {
            for (var buurt = 0; buurt < BuurtenPerWijk; buurt++)
            {
                var code = FormattableString.Invariant($"0001{wijk + 1:00}{buurt + 1:00}");
                buurten.Add(new($"BU{code}", $"Buurt {code}", $"WK{code[..6]}", "GM0001"));
            }
        }
        Area[] teams = [new("BT1", "Team 1", AreaLevel.Buurtteam), new("BT2", "Team 2", AreaLevel.Buurtteam)];
        return new(
            buurten,
            groupings: [new(AreaLevel.Buurtteam, teams, [.. Enumerable.Range(0, buurten.Count).Select(i => i % 2)])]
        );
    }

    private static ProductAxis Products() =>
        new([
            Product("wmo-licht", Act.Wmo, Track.Basiszorg, 18, 105),
            Product("wmo-zwaar", Act.Wmo, Track.AanvullendeZorg, 18, 105),
            Product("jeugd-licht", Act.Jeugd, Track.Basiszorg, 0, 17),
            Product("jeugd-zwaar", Act.Jeugd, Track.AanvullendeZorg, 0, 22),
        ]);

    private static Product Product(string code, Act act, Track track, int firstAge, int lastAge)
    {
        var nothing = new Assumption(0, 0, 0, "synthetic", 0);
        return new()
        {
            Code = code,
            Name = Bilingual.Same(code),
            Act = act,
            Track = track,
            Category = "01",
            Collective = 0,
            Professional = 1,
            FirstAge = firstAge,
            LastAge = lastAge,
            Unit = "month",
            HoursPerClientMonth = nothing,
            CentsPerClientMonth = nothing,
            MeanStayMonths = nothing,
            InCbsWmo = act == Act.Wmo,
            InCbsJeugd = act == Act.Jeugd,
            LumpSum = false,
        };
    }
}
