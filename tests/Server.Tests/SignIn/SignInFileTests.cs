using Populatie.Analytics.Faults;
using Populatie.Server.Http;
using Populatie.Server.SignIn;

namespace Populatie.Server.Tests.SignIn;

public sealed class SignInFileTests : IDisposable
{
    private const string Whole = """
        issuer: https://login.example.nl
        audience: populatie
        keys: keys.json
        hosts: [populatie.example.nl]
        claims: {role: groups, wijken: areas}
        roles: {reader: lezer, city: stad, editor: beheer}
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-sign-in-file-");

    [Fact]
    public void A_file_says_it_all()
    {
        var read = Read(Whole)!;
        read.Issuer.ShouldBe("https://login.example.nl");
        read.Audience.ShouldBe("populatie");
        read.Keys.ShouldBe(Path.Combine(folder.FullName, "keys.json"));
        read.Hosts.ShouldBe(["populatie.example.nl"]);
        (read.RoleClaim, read.WijkenClaim).ShouldBe(("groups", "areas"));
        (read.Reader, read.City, read.Editor).ShouldBe(("lezer", "stad", "beheer"));
    }

    [Fact]
    public void The_environment_is_right_where_both_speak()
    {
        var read = Read(
            Whole,
            ("POPULATIE_AUTH_ISSUER", "https://other.example"),
            ("POPULATIE_AUTH_AUTHORITY", "https://other.example"),
            ("POPULATIE_AUTH_HOSTS", "a.example, b.example"),
            ("POPULATIE_AUTH_ROLE_CLAIM", "r")
        )!;
        (read.Issuer, read.RoleClaim, read.WijkenClaim).ShouldBe(("https://other.example", "r", "areas"));
        (read.Keys, read.Authority).ShouldBe((null, new Uri("https://other.example")));
        read.Hosts.ShouldBe(["a.example", "b.example"]);
    }

    [Fact]
    public void The_environment_alone_does_and_nothing_at_all_asks_nobody_to_sign_in()
    {
        var read = SignInFile.Read(
            null,
            Environment(
                ("POPULATIE_AUTH_ISSUER", "i"),
                ("POPULATIE_AUTH_AUDIENCE", "a"),
                ("POPULATIE_AUTH_KEYS", "k.json")
            )
        );
        read.ShouldBe(new SignInSettings("i", "a") { Keys = "k.json" });
        SignInFile.Read(null, _ => null).ShouldBeNull();
        SignInFile.Read(null, _ => "").ShouldBeNull();
        Should
            .Throw<UsageException>(() => SignInFile.Read(null, Environment(("POPULATIE_AUTH_ISSUER", "i"))))
            .Text.English.ShouldContain("POPULATIE_AUTH_AUDIENCE");
    }

    [Theory]
    [InlineData("issuer: i\naudience: a\nkey: k.json\n", ":3:1: ", "did you mean 'keys'?")]
    [InlineData("issuer: i\nkeys: k.json\n", ":1:1: ", "audience")]
    [InlineData("issuer: i\naudience: a\n", ":1:1: ", "neither")]
    [InlineData("issuer: i\naudience: a\nkeys: k\nauthority: https://x.nl\n", ":3:7: ", "both")]
    [InlineData("issuer: i\naudience: a\nauthority: http://x.nl\n", ":3:12: ", "https://")]
    [InlineData("issuer: i\naudience: a\nkeys: k\nroles: {reader: x, city: x}\n", ":4:8: ", "a name for each")]
    [InlineData("issuer: i\naudience: a\nkeys: k\nclaims: {rol: x}\n", ":4:10: ", "role")]
    [InlineData("issuer: [", ":2:1: ", "")]
    [InlineData("- issuer", ":1:1: ", "keys with values")]
    public void What_is_wrong_is_told_with_its_place(string yaml, string place, string says)
    {
        var fault = Should.Throw<SourceFormatException>(() => Read(yaml));
        fault.Text.English.ShouldContain($"sign-in.yaml{place}");
        fault.Text.English.ShouldContain(says);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_slip_of_who_asks() =>
        Should.Throw<UsageException>(() => SignInFile.Read(Path.Combine(folder.FullName, "no.yaml"), _ => null));

    [Theory]
    [InlineData("{\"keys\": [\n {]}", "2:3")]
    [InlineData("{\"keys\": []}", "no key that signs")]
    [InlineData("[]", "no key that signs")]
    [InlineData("{\"keys\": [{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}]}", "shared secret")]
    [InlineData(
        "{\"keys\": [{\"kty\": \"RSA\", \"n\": \"AQ\", \"e\": \"AQAB\", \"use\": \"enc\"}]}",
        "no key that signs"
    )]
    [InlineData(
        "{\"keys\": [{\"kty\": \"RSA\", \"n\": \"AQ\", \"e\": \"AQAB\", \"d\": \"AQ\", \"p\": \"AQ\", \"q\": \"AQ\", \"dp\": \"AQ\", \"dq\": \"AQ\", \"qi\": \"AQ\"}]}",
        "private key"
    )]
    public void Keys_that_cannot_be_used_are_told_of(string json, string says)
    {
        var fault = Should.Throw<SourceFormatException>(() => SigningKeys.Parse(json, "keys.json"));
        fault.Text.English.ShouldContain(says);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080", true, true)]
    [InlineData("http://0.0.0.0:5080", false, false)]
    [InlineData("http://192.168.1.5:5080", false, true)]
    [InlineData("http://example.org:5080", true, false)]
    [InlineData("https://127.0.0.1:5080", true, false)]
    public void Beyond_this_machine_one_signs_in_and_knows_the_servers_name(string url, bool hasHosts, bool isGood)
    {
        var options = new ServeOptions(new(url), "w")
        {
            SignIn = new("i", "a") { Hosts = hasHosts ? ["populatie.example.nl"] : [] },
        };
        if (isGood)
        {
            options.Checked().ShouldBe(options);
        }
        else
        {
            Should.Throw<UsageException>(() => options.Checked());
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private SignInSettings? Read(string yaml, params (string Name, string Value)[] variables)
    {
        var file = Path.Combine(folder.FullName, "sign-in.yaml");
        File.WriteAllText(file, yaml);
        return SignInFile.Read(file, Environment(variables));
    }

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(v => string.Equals(v.Name, name, StringComparison.Ordinal)).Value;
}
