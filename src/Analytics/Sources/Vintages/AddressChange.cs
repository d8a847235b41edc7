using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Addresses;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Vintages;

namespace Populatie.Analytics.Sources.Vintages;

/// <summary>
/// Makes a change matrix of two tables of addresses, one per vintage (<c>pc6hnr…_gwb.csv</c> of CBS): an address that both
/// know weighs one, in the buurt that each gives it. It needs no map and asks no polygon, and people live at addresses.
/// New and vanished addresses say nothing of where the boundaries went, and are counted only.
/// </summary>
public static class AddressChange
{
    private const int BuurtenPerGemeente = 10_000;

    /// <param name="gemeente">Keep only what was in this gemeente in the older table, such as GM0344; null: the whole table.</param>
    /// <exception cref="SourceFormatException">A table is none, tells no houses apart, or they have no address in common.</exception>
    public static AddressChangeResult Between(string older, string newer, string? gemeente)
    {
        var kept = gemeente is null
            ? -1
            : int.Parse(gemeente.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture);
        var before = new Dictionary<ulong, int>();
        var houses = AddressFile.Show(
            RecordFile.OnDisk(older),
            (address, buurt) =>
            {
                if (kept < 0 || buurt / BuurtenPerGemeente == kept)
                {
                    before[address] = buurt;
                }
            }
        );
        Check(houses, older);
        var weights = new Dictionary<(int From, int To), long>();
        var common = 0L;
        houses = AddressFile.Show(
            RecordFile.OnDisk(newer),
            (address, buurt) =>
            {
                // Taken out, so that an address that comes twice weighs once.
                if (before.Remove(address, out var from))
                {
                    common++;
                    weights[(from, buurt)] = weights.GetValueOrDefault((from, buurt)) + 1;
                }
            }
        );
        Check(houses, newer);
        if (common == 0)
        {
            throw Fault(
                newer,
                new("no address of the older table", "geen adres van de oudere tabel"),
                new("tables that overlap", "tabellen die overlappen")
            );
        }
        return new(
            new ChangeMatrix(weights.Select(w => (Code(w.Key.From), Code(w.Key.To), w.Value))),
            common,
            before.Count
        );
    }

    private static string Code(int buurt) => string.Create(CultureInfo.InvariantCulture, $"BU{buurt:00000000}");

    private static void Check(bool houses, string file)
    {
        if (!houses)
        {
            throw Fault(
                file,
                new("postcodes without house numbers", "postcodes zonder huisnummers"),
                new(
                    "a column with house numbers: addresses are what weighs",
                    "een kolom met huisnummers: adressen wegen"
                )
            );
        }
    }

    private static SourceFormatException Fault(string file, Bilingual found, Bilingual expected) =>
        new(
            file,
            1,
            1,
            found,
            expected,
            new("give the pc6hnr tables of CBS of two years", "geef de pc6hnr-tabellen van het CBS van twee jaren")
        );
}

/// <param name="Common">Addresses that both tables know.</param>
/// <param name="Vanished">Addresses of the older table that the newer one does not know.</param>
public sealed record AddressChangeResult(ChangeMatrix Matrix, long Common, long Vanished);
