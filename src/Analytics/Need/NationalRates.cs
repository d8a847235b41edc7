namespace Populatie.Analytics.Need;

/// <summary>A table of rates from elsewhere that the user supplies. Shape [P, A, Sex V M]; unit: new requests per person-year.</summary>
/// <param name="Name">File name, as the result names it.</param>
/// <param name="Digest">SHA-256 of the file.</param>
/// <param name="Rates">Shape [P, A, Sex]; each ≥ 0; 0 where the table has no row.</param>
public sealed record NationalRates(string Name, string Digest, double[] Rates);
