using System.Net;
using System.Text;

namespace Populatie.Server.Tests.Guards;

/// <summary>Scenarios that are sent do not fill the disk.</summary>
public sealed class ScenarioRoomTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-room-");

    [Theory]
    [InlineData(2, long.MaxValue)]
    [InlineData(int.MaxValue, 120)]
    [Trait("Speed", "slow")]
    public async Task Two_find_room_and_a_third_does_not(int most, long mostBytes)
    {
        await using var app = PopulatieServer.Build(
            new(new("http://127.0.0.1:0"), folder.FullName) { MostScenarios = most, MostScenarioBytes = mostBytes }
        );
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        (await Send(client, 'a')).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Send(client, 'b')).StatusCode.ShouldBe(HttpStatusCode.Created);
        var refused = await Send(client, 'c');
        refused.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        // What is there already takes no room.
        (await Send(client, 'a')).StatusCode.ShouldBe(HttpStatusCode.Created);
        Directory.EnumerateFiles(Path.Combine(folder.FullName, "scenarios")).Count().ShouldBe(2);
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Fifty bytes.</summary>
    private static Task<HttpResponseMessage> Send(HttpClient client, char name) =>
        client.PostAsync(
            "/v1/scenarios",
            new StringContent($"extends: basis-2040\nname: {new string(name, 24)}\n", Encoding.UTF8, "application/yaml")
        );
}
