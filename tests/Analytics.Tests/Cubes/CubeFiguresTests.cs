using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Tests.Counting;

namespace Populatie.Analytics.Tests.Cubes;

public sealed class CubeFiguresTests
{
    private static readonly Row[] Rows =
    [
        new(1, Town.Support, "2023-12-01", "2024-01-10", "2024-02-29", Minutes: 600, Cents: 100_00),
        new(1, Town.Support, "2023-12-01", "2024-03-01", "2024-05-10", Minutes: 90, Cents: 50_01),
        new(2, Town.Support, "2024-02-01", "2024-07-01", Leaf: Town.Areas.UnknownLeaf),
        new(3, Town.Buurtteam, "2024-02-01", "2024-02-15", "2024-12-31", Leaf: 3),
    ];

    [Fact]
    public void A_joined_spell_is_one_client_with_the_amounts_of_all_its_lines()
    {
        var cube = Town.Build(Rows).Cube;
        double One(string measure, string area = "BU00010001", string product = "begeleiding") =>
            CubeFigures
                .Select(
                    cube,
                    new FigureQuery
                    {
                        Measure = measure,
                        Level = AreaLevel.Buurt,
                        Area = area,
                        Year = 2024,
                        Product = product,
                    }
                )
                .Single(f => f.Period is null)
                .Value!.Value;
        One("clients").ShouldBe(1);
        One("begun").ShouldBe(1);
        One("ended").ShouldBe(1);
        One("open").ShouldBe(0);
        One("person_days").ShouldBe(122);
        One("waiting_days").ShouldBe(40);
        One("hours").ShouldBe(11.5);
        One("cost").ShouldBe(150_01);
        One("open", "onbekend").ShouldBe(1);
        One("clients", "onbekend", "all").ShouldBe(1);
    }

    [Fact]
    public void Costs_under_a_lump_sum_are_allocated_and_never_called_observed()
    {
        var figures = CubeFigures
            .Select(Town.Build(Rows).Cube, new FigureQuery { Measure = "cost", Year = 2024 })
            .Where(f => f.Period is null && string.Equals(f.Area, "GM0001", StringComparison.Ordinal))
            .ToDictionary(f => f.Product);
        figures["buurtteam"].Basis.ShouldBe(Basis.Allocated);
        figures["buurtteam"].Value!.Value.ShouldBeInRange(30_000 * 10.5 - 4, 30_000 * 10.6);
        figures["track-2"].Basis.ShouldBe(Basis.Allocated);
        figures["all"].Basis.ShouldBe(Basis.Allocated);
        figures["begeleiding"].Basis.ShouldBe(Basis.Observed);
        figures["track-3"].Basis.ShouldBe(Basis.Observed);
        figures["all"].Value.ShouldBe(figures["track-2"].Value + figures["track-3"].Value);
    }

    [Fact]
    public void Shorter_periods_are_listed_under_their_year_and_onbekend_beside_the_buurten()
    {
        var figures = CubeFigures
            .Select(
                Town.Build(Rows).Cube,
                new FigureQuery
                {
                    Measure = "open",
                    Level = AreaLevel.Buurt,
                    Product = "all",
                }
            )
            .ToList();
        figures.Select(f => f.Period).Distinct().ShouldBe([null, "2024Q1", "2024Q2", "2024Q3", "2024Q4"]);
        figures
            .Select(f => f.Area)
            .Distinct()
            .Count(a => a.StartsWith("onbekend", StringComparison.Ordinal))
            .ShouldBe(4);
    }

    [Fact]
    public void What_the_cube_does_not_have_is_refused_by_name()
    {
        var cube = Town.Build(Rows).Cube;
        FigureQuery[] queries =
        [
            new() { Measure = "happiness" },
            new() { Level = AreaLevel.ProviderArea },
            new() { Area = "GM9999" },
            new() { Year = 1999 },
            new() { Product = "soup" },
        ];
        foreach (var query in queries)
        {
            Should
                .Throw<UsageException>(() => CubeFigures.Select(cube, query).ToList())
                .Message.ShouldContain("it has");
        }
    }
}
