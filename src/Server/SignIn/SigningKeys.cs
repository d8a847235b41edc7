using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Populatie.Analytics.Faults;

namespace Populatie.Server.SignIn;

/// <summary>Public keys of an issuer, from a file as providers publish it (JWKS, RFC 7517).</summary>
internal static class SigningKeys
{
    /// <exception cref="SourceFormatException">No such file, or it holds what must not lie on a server.</exception>
    /// <exception cref="UsageException">The file is not there.</exception>
    public static ImmutableArray<SecurityKey> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException(
                new(
                    $"there is no file {path} with the issuer's public keys; the provider publishes them as jwks_uri",
                    $"er is geen bestand {path} met de openbare sleutels van de uitgever; de aanbieder geeft ze uit als jwks_uri"
                )
            );
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            throw MachineFaults.Of(fault, path);
        }
    }

    internal static ImmutableArray<SecurityKey> Parse(string text, string path)
    {
        CheckIsJson(text, path);
        IList<JsonWebKey> keys;
        try
        {
            keys = new JsonWebKeySet(text).Keys;
        }
        catch (ArgumentException)
        {
            keys = [];
        }
        if (keys.Any(k => k.HasPrivateKey || k.Kty is JsonWebAlgorithmsKeyTypes.Octet))
        {
            throw Fault(
                path,
                new("a private key or a shared secret", "een privésleutel of een gedeeld geheim"),
                new(
                    "take it away, and have the issuer make a new one",
                    "haal die weg, en laat de uitgever een nieuwe maken"
                )
            );
        }
        var signing = keys.Where(k =>
                k.Kty is JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve
                && k.Use is null or "" or JsonWebKeyUseNames.Sig
            )
            .ToImmutableArray<SecurityKey>();
        return signing.IsEmpty
            ? throw Fault(
                path,
                new("no key that signs", "geen sleutel die ondertekent"),
                new("save what the issuer publishes as jwks_uri", "bewaar wat de uitgever uitgeeft als jwks_uri")
            )
            : signing;
    }

    private static void CheckIsJson(string text, string path)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
        }
        catch (JsonException fault)
        {
            throw new SourceFormatException(
                path,
                fault.LineNumber + 1,
                fault.BytePositionInLine + 1,
                new("no JSON", "geen JSON"),
                Expected,
                new("save what the issuer publishes as jwks_uri", "bewaar wat de uitgever uitgeeft als jwks_uri")
            );
        }
    }

    private static Bilingual Expected => new("public keys: {\"keys\": […]}", "openbare sleutels: {\"keys\": […]}");

    private static SourceFormatException Fault(string path, Bilingual found, Bilingual mend) =>
        new(path, 1, 1, found, Expected, mend);
}
