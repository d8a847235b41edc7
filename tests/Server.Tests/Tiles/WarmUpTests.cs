using Microsoft.Extensions.DependencyInjection;
using Populatie.Server.WarmUp;

namespace Populatie.Server.Tests.Tiles;

[Collection(ServerCollection.Name)]
public sealed class WarmUpTests(RunningServer server)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_stays_makes_its_map_ready_and_can_be_stopped_while_it_does(bool waits)
    {
        await using var app = PopulatieServer.Build(
            new(new("http://127.0.0.1:0"), server.Workspace.Root) { WarmsUp = true }
        );
        await app.StartAsync();
        var warmUp = app.Services.GetRequiredService<MapWarmUp>();
        if (waits)
        {
            await warmUp.Done;
            using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
            const string tile = "/v1/tiles/buurt/10/526/337.mvt";
            (await client.GetByteArrayAsync(tile)).ShouldBe(await server.Client.GetByteArrayAsync(tile));
        }
        await app.StopAsync();
        warmUp.Done.IsCompletedSuccessfully.ShouldBeTrue();
    }
}
