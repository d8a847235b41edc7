using System.Net;
using Populatie.Server.SignIn;

namespace Populatie.Server.Tests.SignIn;

/// <summary>
/// The example of docs/sign-in.md works; with POPULATIE_SIGN_IN_EXAMPLE it stays in that folder, with tokens of a key that
/// is thrown away.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class ExampleTests(RunningServer server)
{
    private const string Variable = "POPULATIE_SIGN_IN_EXAMPLE";

    [Fact]
    public async Task A_file_a_key_and_three_tokens_are_all_it_takes()
    {
        var kept = Environment.GetEnvironmentVariable(Variable);
        var folder = kept is null
            ? Directory.CreateTempSubdirectory("populatie-example-")
            : Directory.CreateDirectory(kept);
        using var issuer = new Issuer();
        var file = Path.Combine(folder.FullName, "sign-in.yaml");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "keys.json"), issuer.PublicKeys());
        await File.WriteAllTextAsync(file, $"issuer: {Issuer.Name}\naudience: {Issuer.Audience}\nkeys: keys.json\n");
        await using var app = PopulatieServer.Build(
            new(new("http://127.0.0.1:0"), server.Workspace.Root) { SignIn = SignInFile.Read(file, _ => null) }
        );
        await app.StartAsync();
        (string Role, string[] Wijken)[] people = [("reader", [SignedInServer.Wijk]), ("city", []), ("editor", [])];
        foreach (var (role, wijken) in people)
        {
            var token = issuer.Token([role], wijken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{role}.token"), token);
            using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            (await client.GetAsync("/v1/runs")).StatusCode.ShouldBe(HttpStatusCode.OK, role);
        }
        if (kept is null)
        {
            folder.Delete(recursive: true);
        }
    }
}
