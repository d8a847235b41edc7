using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Server.SignIn;

/// <summary>Reads who may sign in from a YAML file and from the environment; where both speak, the environment is right.</summary>
public static class SignInFile
{
    /// <summary>Names the file where the command line does not.</summary>
    public const string Variable = "POPULATIE_AUTH";

    private const string Example = "https://login.example.nl";

    private static readonly SectionShape Claims = new([
        Text("role", "the claim with roles", "de claim met rollen", "roles"),
        Text("wijken", "the claim with codes of wijken", "de claim met codes van wijken", "wijken"),
    ]);

    private static readonly SectionShape Roles = new([
        Text("reader", "who reads about some wijken", "wie leest over enkele wijken", "reader"),
        Text("city", "who reads about the whole city", "wie leest over de hele stad", "city"),
        Text("editor", "who may ask for runs", "wie projecties mag vragen", "editor"),
    ]);

    private static readonly SectionShape Shape = new([
        Text("issuer", "who issues the tokens", "wie de tokens uitgeeft", Example, isRequired: true),
        Text("audience", "this server's name there", "de naam van deze server daar", "populatie", isRequired: true),
        Text("keys", "a file with public keys (JWKS)", "een bestand met openbare sleutels (JWKS)", "keys.json"),
        Text("authority", "an OpenID Connect provider", "een aanbieder van OpenID Connect", Example),
        new(
            "hosts",
            new ListShape(new TextShape("populatie.example.nl")),
            new("names of this server", "namen van deze server")
        ),
        new("claims", Claims, new("names of claims", "namen van claims")),
        new("roles", Roles, new("what the issuer calls the roles", "hoe de uitgever de rollen noemt")),
    ]);

    /// <param name="path">Null: what the environment names, if anything.</param>
    /// <param name="environment">Value of a variable; null when it is not set.</param>
    /// <returns>Null when nothing is said about signing in.</returns>
    /// <exception cref="SourceFormatException">The file is not as it should be; told with line and column.</exception>
    /// <exception cref="UsageException">Something is missing, or the file is not there.</exception>
    public static SignInSettings? Read(string? path, Func<string, string?> environment)
    {
        string? Told(string name) => environment($"{Variable}_{name}") is { Length: > 0 } value ? value : null;

        path ??= environment(Variable) is { Length: > 0 } named ? named : null;
        var file = path is null ? null : Section.Of(Parse(path), Shape);
        var (claims, roles) = (file?.SubOrNone("claims"), file?.SubOrNone("roles"));
        var issuer = Told("ISSUER") ?? TextOf(file, "issuer");
        var audience = Told("AUDIENCE") ?? TextOf(file, "audience");
        var (keys, authority) = (Told("KEYS"), Told("AUTHORITY"));
        if (keys is null && authority is null)
        {
            // What stands in the file lies beside the file.
            keys = TextOf(file, "keys") is { } name ? Path.Combine(Path.GetDirectoryName(path!)!, name) : null;
            authority = TextOf(file, "authority");
        }
        if (file is null && issuer is null && audience is null && keys is null && authority is null)
        {
            return null;
        }
        var usual = new SignInSettings(
            issuer ?? throw Missing(file, "issuer"),
            audience ?? throw Missing(file, "audience")
        );
        return Checked(
            usual with
            {
                Keys = keys,
                Authority = authority is null ? null : AddressOf(authority, file),
                RoleClaim = Told("ROLE_CLAIM") ?? TextOf(claims, "role") ?? usual.RoleClaim,
                WijkenClaim = Told("WIJKEN_CLAIM") ?? TextOf(claims, "wijken") ?? usual.WijkenClaim,
                Reader = TextOf(roles, "reader") ?? usual.Reader,
                City = TextOf(roles, "city") ?? usual.City,
                Editor = TextOf(roles, "editor") ?? usual.Editor,
                Hosts = Told("HOSTS") is { } hosts ? Listed(hosts) : file?.Texts("hosts") ?? [],
            },
            file
        );
    }

    private static SettingNode Parse(string path)
    {
        try
        {
            return SettingNode.Parse(File.ReadAllText(path), path, new("who may sign in", "wie mag inloggen"));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException(
                new(
                    $"there is no file {path}; docs/sign-in.md shows one",
                    $"er is geen bestand {path}; docs/sign-in.md toont er een"
                )
            );
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            throw MachineFaults.Of(fault, path);
        }
    }

    private static SignInSettings Checked(SignInSettings settings, Section? file)
    {
        if (settings.Keys is null == settings.Authority is null)
        {
            throw Wrong(
                file,
                "keys",
                settings.Keys is null
                    ? new("neither keys nor authority", "keys noch authority")
                    : new("both keys and authority", "keys én authority"),
                new(
                    "one of them: a file with keys, or a provider to ask for them",
                    "een van beide: een bestand met sleutels, of een aanbieder die ze geeft"
                )
            );
        }
        string[] names = [settings.Reader, settings.City, settings.Editor];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            throw Wrong(
                file,
                "roles",
                new("two roles of one name", "twee rollen met één naam"),
                new("a name for each role", "een naam voor elke rol")
            );
        }
        return settings;
    }

    /// <summary>Keys that travel in the open could be anyone's: only this machine may be asked without encryption.</summary>
    private static Uri AddressOf(string text, Section? file)
    {
        var isAddress =
            Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (
                string.Equals(url.Scheme, "https", StringComparison.Ordinal)
                || (string.Equals(url.Scheme, "http", StringComparison.Ordinal) && url.IsLoopback)
            );
        return isAddress
            ? url!
            : throw Wrong(
                file,
                "authority",
                Bilingual.Same($"'{text}'"),
                new("an address that begins with https://", "een adres dat begint met https://")
            );
    }

    private static string? TextOf(Section? section, string key) => section?.Has(key) == true ? section.Text(key) : null;

    private static ImmutableArray<string> Listed(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static KeyShape Text(string name, string english, string dutch, string example, bool isRequired = false) =>
        new(name, new TextShape(example), new(english, dutch), isRequired);

    private static PopulatieException Missing(Section? file, string key) =>
        file?.Missing(key)
        ?? (PopulatieException)
            new UsageException(
                new(
                    $"signing in lacks its {key}; set {Variable}_{key.ToUpperInvariant()}, or name a file with --auth",
                    $"bij het inloggen ontbreekt {key}; zet {Variable}_{key.ToUpperInvariant()}, of noem een bestand met --auth"
                )
            );

    private static PopulatieException Wrong(Section? file, string key, Bilingual found, Bilingual expected)
    {
        if (file is null)
        {
            return new UsageException(
                new(
                    $"signing in: found {found.English}, expected {expected.English}; see docs/sign-in.md",
                    $"inloggen: gevonden {found.Dutch}, verwacht {expected.Dutch}; zie docs/sign-in.md"
                )
            );
        }
        var place = file.Find(key)?.Place ?? file.Place;
        return place.Fault(found, expected, new("see docs/sign-in.md", "zie docs/sign-in.md"));
    }
}
