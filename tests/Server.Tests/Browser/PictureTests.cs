using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace Populatie.Server.Tests.Browser;

/// <summary>
/// The pictures of the documents, as the page and a report look now. They are kept among the artefacts; with
/// <c>POPULATIE_PICTURES</c> the folder of a workspace, they are of its newest run and take the place of those in <c>docs/pictures</c>.
/// </summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed class PictureTests(RunningServer server, Chromium chromium) : IClassFixture<Chromium>
{
    private const int Width = 1280;
    private const int Height = 960;

    private static readonly string? Workspace = Environment.GetEnvironmentVariable("POPULATIE_PICTURES");

    private static readonly string Folder = Workspace is null
        ? Path.Combine(Repository.Root, "artifacts", "screenshots")
        : Path.Combine(Repository.Root, "docs", "pictures");

    [BrowserFact]
    public async Task Of_the_page()
    {
        await using WebApplication? own = Workspace is null
            ? null
            : PopulatieServer.Build(new(new("http://127.0.0.1:5479"), Workspace));
        if (own is not null)
        {
            await own.StartAsync();
        }
        var address = own is null ? server.Client.BaseAddress! : new("http://127.0.0.1:5479");
        await using var reader = await chromium.Open(address, Width, Height);
        await reader.Go("/?lang=nl&theme=light&year=2035&wijk=WK034403&area=BU03440331");
        await Keep(reader, "page");
    }

    [BrowserFact]
    public async Task Of_a_report()
    {
        var file = Path.Combine(server.Folder, "picture.html");
        await server.Say("report", "latest", "--out", file, "--workspace", Workspace ?? server.Folder);
        await using var reader = await chromium.Open(new(file), Width, Height);
        await reader.Go("");
        await Keep(reader, "report");
        File.Delete(file);
    }

    private static async Task Keep(Reader reader, string name)
    {
        var file = Path.Combine(Folder, $"{name}.png");
        await reader.Page.ScreenshotAsync(new() { Path = file, Scale = ScreenshotScale.Css });
        new FileInfo(file).Length.ShouldBeInRange(20_000, 600_000);
        reader.Complaints.ShouldBeEmpty();
    }
}
