using System.Text.Json;
using Populatie.Cli.Shell;
using Populatie.Cli.Tests.Projection;

namespace Populatie.Cli.Tests.Records;

public sealed class RecordsOutcomesTests(PartCommandTests.Town town) : IClassFixture<PartCommandTests.Town>
{
    [Theory]
    [InlineData("age")]
    [InlineData("sex")]
    [InlineData("wijk")]
    public void What_is_shown_rests_on_ten_persons_and_what_is_not_says_why(string by)
    {
        var said = Given("--by", by, "--json");
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        using var json = JsonDocument.Parse(said.Output);
        var rows = json.RootElement.EnumerateArray().ToList();
        rows.Count(r => r.TryGetProperty("spells", out _)).ShouldBeGreaterThan(2);
        foreach (var row in rows)
        {
            if (row.TryGetProperty("spells", out var spells))
            {
                spells.GetInt64().ShouldBeGreaterThanOrEqualTo(row.GetProperty("persons").GetInt64());
                row.GetProperty("persons").GetInt64().ShouldBeGreaterThanOrEqualTo(10);
                row.GetProperty("time_to_end").GetProperty("of").GetInt64().ShouldBe(spells.GetInt64());
            }
            else
            {
                row.GetProperty("reason").GetString().ShouldBe("protected");
                row.TryGetProperty("time_to_end", out _).ShouldBeFalse();
                row.TryGetProperty("returned", out _).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void The_table_says_what_it_is_and_what_it_is_not()
    {
        var said = Given("--product", "wmo-begeleiding");
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        said.Output.ShouldContain("days until half ended");
        said.Output.ShouldContain("not what the care brought about");
        said.Output.ShouldNotContain("wmo-huishouden");
        Given("--product", "wmo-raket").Errors.ShouldContain("wmo-begeleiding");
        Given("--from", "2025-01-01", "--until", "2024-01-01").Exit.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Wijken_are_told_by_name_and_code()
    {
        var said = Given("--by", "wijk");
        said.Exit.ShouldBe(ExitCode.Done, said.Errors);
        said.Output.ShouldContain(" (WK0");
    }

    private Fuzz.Worlds.Said Given(params string[] arguments) =>
        Fuzz.Worlds.Commands.Run(["records", "outcomes", .. arguments, "--workspace", town.Prepared]);
}
