using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Populatie.Server.SignIn;

namespace Populatie.Server.Tests.SignIn;

/// <summary>A second server over the same workspace, at which people have to sign in.</summary>
internal sealed class SignedInServer : IAsyncDisposable
{
    public const string Wijk = "WK034403";
    public const string OtherWijk = "WK034401";

    private readonly DirectoryInfo folder;
    private readonly List<HttpClient> clients = [];

    private SignedInServer(WebApplication app, Issuer issuer, DirectoryInfo folder) =>
        (App, Issuer, this.folder) = (app, issuer, folder);

    public WebApplication App { get; }

    public Issuer Issuer { get; }

    public static async Task<SignedInServer> Start(
        RunningServer beside,
        Func<SignInSettings, SignInSettings>? change = null
    )
    {
        var issuer = new Issuer();
        var own = Directory.CreateTempSubdirectory("populatie-sign-in-");
        var settings = issuer.Settings(own);
        var app = PopulatieServer.Build(
            new(new("http://127.0.0.1:0"), beside.Workspace.Root) { SignIn = change?.Invoke(settings) ?? settings }
        );
        await app.StartAsync();
        return new(app, issuer, own);
    }

    public HttpClient As(string role, params string[] wijken) => With(Issuer.Token([role], wijken));

    /// <param name="token">Null: nobody has signed in.</param>
    public HttpClient With(string? token)
    {
        var client = new HttpClient { BaseAddress = new(App.Urls.Single()) };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(c => c.Dispose());
        await App.DisposeAsync();
        Issuer.Dispose();
        folder.Delete(recursive: true);
    }
}
