using Microsoft.Playwright;

namespace Populatie.Server.Tests.Browser;

/// <summary>What axe-core finds wrong with a page as it stands, all that can be unfolded unfolded.</summary>
internal static class Axe
{
    public static async Task<string[]> Broken(IPage page)
    {
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => { d.open = true; })");
        await page.AddScriptTagAsync(
            new() { Path = Path.Combine(Repository.Root, "web", "node_modules", "axe-core", "axe.min.js") }
        );
        (await page.EvaluateAsync<int>("async () => (await axe.run()).passes.length")).ShouldBeGreaterThan(15);
        var broken = await page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`)"
        );
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => { d.open = false; })");
        return broken;
    }
}
