using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Server.SignIn;

namespace Populatie.Server.Tests.SignIn;

/// <summary>Who reads about one wijk is told nothing of the others, in whatever way they ask.</summary>
[Collection(ServerCollection.Name)]
public sealed class SightTests(RunningServer server)
{
    private static readonly string[] Figures = ["population", "mean", "p5", "p25", "p50", "p75", "p95", "reliability"];

    [Theory]
    [InlineData("clients", "wijk", 2035)]
    [InlineData("clients", "wijk", 2021)]
    [InlineData("cost_real", "buurt", 2035)]
    [InlineData("unmet", "buurt", 2040)]
    [InlineData("hours", "buurtteam", 2035)]
    [InlineData("clients", "gemeente", 2035)]
    [Trait("Speed", "slow")]
    public async Task Values_are_those_of_ones_own_wijk(string measure, string level, int year)
    {
        await using var guarded = await SignedInServer.Start(server);
        var path = $"/v1/runs/latest/values/{measure}/{year}?level={level}&product=Wmo";
        var all = await server.Client.GetFromJsonAsync<JsonElement>(path);
        var mine = await guarded.As("reader", SignedInServer.Wijk).GetFromJsonAsync<JsonElement>(path);
        (await guarded.As("city").GetFromJsonAsync<JsonElement>(path)).ToString().ShouldBe(all.ToString());
        _ = AreaLevels.TryParse(level, out var at);
        var (seen, hidden) = (0, 0);
        var areas = all.GetProperty("area").EnumerateArray().Select(a => a.GetString()!).ToList();
        mine.GetProperty("area").EnumerateArray().Select(a => a.GetString()!).ShouldBe(areas);
        for (var i = 0; i < areas.Count; i++)
        {
            var isMine = IsOfWijk(areas[i], at);
            (seen, hidden) = isMine ? (seen + 1, hidden) : (seen, hidden + 1);
            foreach (var name in Figures)
            {
                var expected = isMine ? all.GetProperty(name)[i].ToString() : "";
                mine.GetProperty(name)[i].ToString().ShouldBe(expected, $"{name} of {areas[i]}");
            }
            var reason = isMine ? all.GetProperty("reason")[i].ToString() : Sight.Reason;
            mine.GetProperty("reason")[i].ToString().ShouldBe(reason);
        }
        (seen + hidden).ShouldBeGreaterThan(0);
        (level is "gemeente" ? seen : hidden).ShouldBeGreaterThan(0);
        if (level is "wijk" or "buurt")
        {
            seen.ShouldBeGreaterThan(0);
        }
    }

    [Theory]
    [InlineData(SignedInServer.Wijk, true)]
    [InlineData(SignedInServer.OtherWijk, false)]
    [InlineData("GM0344", true)]
    public async Task A_series_is_told_of_ones_own_wijk(string area, bool isMine)
    {
        await using var guarded = await SignedInServer.Start(server);
        var path = $"/v1/runs/latest/series/clients/{area}?product=Wmo";
        var all = await server.Client.GetStringAsync(path);
        var mine = await guarded.As("reader", SignedInServer.Wijk).GetStringAsync(path);
        if (isMine)
        {
            mine.ShouldBe(all);
            return;
        }
        var told = JsonDocument.Parse(mine).RootElement;
        foreach (var name in Figures.Skip(1))
        {
            told.GetProperty(name).EnumerateArray().ShouldAllBe(v => v.ValueKind == JsonValueKind.Null);
        }
        told.GetProperty("reason").EnumerateArray().Select(v => v.GetString()).Distinct().ShouldBe([Sight.Reason]);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Peers_are_told_of_ones_own_wijk()
    {
        await using var guarded = await SignedInServer.Start(server);
        const string path = "/v1/runs/latest/series/clients?level=buurt&product=Wmo";
        var all = await server.Client.GetFromJsonAsync<JsonElement>(path);
        var mine = await guarded.As("reader", SignedInServer.Wijk).GetFromJsonAsync<JsonElement>(path);
        var areas = mine.GetProperty("area").EnumerateArray().Select(a => a.GetString()!).ToList();
        var years = mine.GetProperty("year").GetArrayLength();
        var seen = 0;
        for (var i = 0; i < areas.Count * years; i++)
        {
            var isMine = IsOfWijk(areas[i / years], AreaLevel.Buurt);
            foreach (var name in (string[])["population", "p50"])
            {
                mine.GetProperty(name)[i].ToString().ShouldBe(isMine ? all.GetProperty(name)[i].ToString() : "");
            }
            seen += mine.GetProperty("p50")[i].ValueKind is JsonValueKind.Number ? 1 : 0;
        }
        seen.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Comparing_tells_no_more_than_the_values()
    {
        await using var guarded = await SignedInServer.Start(server);
        var path = $"/v1/compare?a=latest&b={server.RunId}&level=wijk";
        var all = await RowsOf(server.Client, path);
        var mine = await RowsOf(guarded.As("reader", SignedInServer.Wijk), path);
        mine.Count.ShouldBe(all.Count);
        for (var i = 0; i < all.Count; i++)
        {
            var area = all[i].GetProperty("area").GetString();
            mine[i].GetProperty("area").GetString().ShouldBe(area);
            if (IsMine(area))
            {
                mine[i].ToString().ShouldBe(all[i].ToString());
            }
            else
            {
                mine[i].GetProperty("reason").GetString().ShouldBe(Sight.Reason);
                mine[i]
                    .EnumerateObject()
                    .ShouldAllBe(p => p.NameEquals("year") || p.Value.ValueKind != JsonValueKind.Number);
            }
        }
        all.Count(r => IsMine(r.GetProperty("area").GetString())).ShouldBeGreaterThan(0);
        mine.Count(r => r.TryGetProperty("reason", out _)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_another_was_told_is_not_told_from_a_cache()
    {
        await using var guarded = await SignedInServer.Start(server);
        var path = $"/v1/runs/{server.RunId}/values/clients/2035?level=wijk&product=Wmo";
        var city = await guarded.As("city").GetAsync(path);
        var reader = guarded.As("reader", SignedInServer.Wijk);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(city.Headers.ETag!);
        var answer = await reader.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.ETag.ShouldNotBe(city.Headers.ETag);
        foreach (var told in (HttpResponseMessage[])[city, answer])
        {
            told.Headers.CacheControl!.Private.ShouldBeTrue();
            told.Headers.CacheControl.NoCache.ShouldBeTrue();
            told.Headers.Vary.ShouldContain("Authorization");
        }
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await reader.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        // Two of the same sight are told the same, from one cache.
        var colleague = await guarded.As("reader", SignedInServer.Wijk).GetAsync(path);
        colleague.Headers.ETag.ShouldBe(answer.Headers.ETag);
    }

    /// <summary>A total less all that is seen may not be the figure of one wijk that is not.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_total_is_not_told_to_who_sees_all_of_it_but_one_wijk(int unseen, bool isTold)
    {
        var index = server.Run().Areas;
        var wijken = index.AreasAt(AreaLevel.Wijk).Where(w => !w.IsUnknown).Select(w => w.Code).ToList();
        var sight = Sight.Of(wijken.Skip(unseen));
        sight.AreasSeen(index, AreaLevel.Gemeente)[0].ShouldBe(isTold);
        // Whatever else is seen lies within the wijken that are: no difference of it leads outside.
        foreach (var level in index.Levels.Where(l => l != AreaLevel.Gemeente))
        {
            var (seen, places, of) = (sight.AreasSeen(index, level), index.OfLeaf(level), index.OfLeaf(AreaLevel.Wijk));
            for (var leaf = 0; leaf < index.LeafCount; leaf++)
            {
                (
                    seen[places[leaf]] && !sight.Wijken.Contains(index.AreasAt(AreaLevel.Wijk)[of[leaf]].Code)
                ).ShouldBeFalse();
            }
        }
    }

    private bool IsOfWijk(string area, AreaLevel level)
    {
        var index = server.Run().Areas;
        var at = index.AreasAt(level).ToList().FindIndex(a => string.Equals(a.Code, area, StringComparison.Ordinal));
        var (places, wijken) = (index.OfLeaf(level), index.OfLeaf(AreaLevel.Wijk));
        var within = Enumerable
            .Range(0, index.LeafCount)
            .Where(leaf => places[leaf] == at)
            .Select(leaf => IsMine(index.AreasAt(AreaLevel.Wijk)[wijken[leaf]].Code))
            .ToList();
        return level == AreaLevel.Gemeente ? within.Contains(true) : within.Count > 0 && !within.Contains(false);
    }

    private static bool IsMine(string? wijk) => string.Equals(wijk, SignedInServer.Wijk, StringComparison.Ordinal);

    private static async Task<List<JsonElement>> RowsOf(HttpClient client, string path) =>
        [.. (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty("rows").EnumerateArray()];
}
