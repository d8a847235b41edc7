using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need.Indicators;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tests.Need.Indicators;

/// <summary>Indicators against a count by hand, their peers, and notes.</summary>
public sealed class IndicatorTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "notes-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Values_are_those_of_a_count_by_hand()
    {
        var world = City(wijken: 2);
        var all = world.Products.AllOrdinal;
        world
            .Add("begun", 0, 2024, 0, 4, Sex.V, 10)
            .Add("waiting_days", 0, 2024, 0, 4, Sex.V, 300)
            .Add("ended", 0, 2023, 0, 4, Sex.V, 20)
            .Add("ended", 0, 2024, 0, 4, Sex.V, 30)
            .Add("returns", 0, 2024, 0, 4, Sex.V, 5)
            .Add("cost", 0, 2024, 0, 4, Sex.V, 212_00)
            .AddClients(0, 2024, all, 50)
            .AddClients(0, 2024, world.Products.ActOrdinal(world.Products.Products[0].Act), 50)
            .AddLength("waiting", 0, 2024, all, 20, Act.Wmo, 3)
            .AddLength("waiting", 0, 2024, all, 2, Act.Wmo, 9);
        var found = Of(world).Where(i => i.Area.Code is "WK000100").ToDictionary(i => i.Kind.Code);
        // 106 ages × 2 sexes × 10 people, less the half year before birth of the youngest.
        var residents = found["cost_per_resident"];
        residents.Value!.Value.ShouldBe(212 / 2120.0, 0.002);
        found["mean_wait_days"].Value.ShouldBe(30);
        found["over_norm_share"].Value.ShouldBe(25);
        found["ended_without_return_share"].Value.ShouldBe(80);
        found["cost_per_client"].Value!.Value.ShouldBe(212 / 50.0, 1e-12);
        found["wmo_clients_per_1000"].Value!.Value.ShouldBe(50 / 2.12, 0.5);
        foreach (var indicator in found.Values.Where(i => i.Low is not null))
        {
            indicator.Low!.Value.ShouldBeLessThanOrEqualTo(indicator.Value!.Value);
            indicator.High!.Value.ShouldBeGreaterThanOrEqualTo(indicator.Value!.Value);
        }
    }

    [Fact]
    public void Peers_leave_the_area_itself_out()
    {
        var world = City(wijken: 6);
        for (var wijk = 0; wijk < 6; wijk++)
        {
            world
                .Add("begun", wijk, 2024, 0, 4, Sex.V, 1)
                .Add("waiting_days", wijk, 2024, 0, 4, Sex.V, wijk == 0 ? 900 : 10 * wijk);
        }
        var waits = Of(world).Where(i => i.Kind.Code is "mean_wait_days").ToList();
        waits[0].Value.ShouldBe(900);
        waits[0].Peers.ShouldBe(new PeerBand(null, 5, 12, 20, 30, 40, 48));
        waits[5].Peers!.Count.ShouldBe(5);
        waits[5].Peers!.P95.ShouldBeGreaterThan(700);
    }

    [Fact]
    public void Wijken_of_Utrecht_have_a_type_by_urbanity_and_assistance()
    {
        var types = new WijkTypes(UnmetSettings.Embedded.Features);
        WijkType? Of(string code) => types.Of(new Area(code, code, AreaLevel.Wijk));
        Of("WK034403").ShouldBe(new WijkType(Urbanity.VeryUrban, Vulnerability.Vulnerable));
        Of("WK034404").ShouldBe(new WijkType(Urbanity.VeryUrban, Vulnerability.WellOff));
        Of("WK034410").ShouldBe(new WijkType(Urbanity.Urban, Vulnerability.WellOff));
        Of("WK999999").ShouldBeNull();
        new WijkTypes(null).Of(new Area("WK034403", "", AreaLevel.Wijk)).ShouldBeNull();
    }

    [Fact]
    public void A_note_is_added_and_none_is_lost()
    {
        var workspace = Workspace.Open(folder);
        AreaNotes.Of(workspace, "WK034403").ShouldBeEmpty();
        AreaNotes.Add(workspace, "WK034403", "  first ");
        AreaNotes.Add(workspace, "WK034403", "second: é\nwith a line");
        AreaNotes.Of(workspace, "WK034403").ShouldBe(["first", "second: é\nwith a line"]);
        AreaNotes.Of(workspace, "WK034404").ShouldBeEmpty();
        Directory.EnumerateFiles(Path.Combine(folder, "notes", "WK034403"), ".new*").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../runs", "text")]
    [InlineData("", "text")]
    [InlineData("WK034403", "   ")]
    public void What_is_no_note_is_refused(string code, string text) =>
        Should.Throw<UsageException>(() => AreaNotes.Add(Workspace.Open(folder), code, text));

    [Fact]
    public void A_year_that_the_cube_does_not_hold_is_refused()
    {
        var world = City(wijken: 2);
        Should.Throw<UsageException>(() =>
            IndicatorFrame.Of(world.Cube(), world.Population(), UnmetSettings.Embedded, AreaLevel.Wijk, 2031)
        );
    }

    /// <summary>One buurt per wijk, one product of track 2 or 3 that nobody pays a lump sum for.</summary>
    private static SmallWorld City(int wijken) => new SmallWorld(wijken, 1, 1, 2023, 2024).WithPeople(_ => 10);

    private static IReadOnlyList<Indicator> Of(SmallWorld world) =>
        IndicatorFrame.Of(world.Cube(), world.Population(), UnmetSettings.Embedded, AreaLevel.Wijk, 2024);
}
