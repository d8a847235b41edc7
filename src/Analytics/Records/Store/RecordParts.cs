using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Records.Store;

/// <summary>
/// Splits a stream of batches into column files of a fixed number of rows, so that the bytes on disk depend on the
/// records and not on how they were read. Every column is as narrow as its values allow: some 20 bytes a row in all, a
/// third of what a batch takes, because reading back costs what its digest costs. Not thread-safe.
/// </summary>
internal sealed class RecordParts(string folder, int rowsPerPart = RecordParts.RowsPerPart)
{
    public const int RowsPerPart = 1 << 18;

    private const string RowsKey = "rows";
    private const int DeliveryShift = 2;
    private const int OutcomeShift = 4;

    private readonly DigestColumn digests = new();
    private readonly UseBatch pending = new(rowsPerPart);

    public int Count { get; private set; }

    public static string FileName(int part) => string.Create(CultureInfo.InvariantCulture, $"part-{part:00000}.col");

    public void Append(UseBatch batch)
    {
        var from = 0;
        while (from < batch.Count)
        {
            var rows = Math.Min(batch.Count - from, pending.Capacity - pending.Count);
            Copy(batch, from, pending, pending.Count, rows);
            pending.Count += rows;
            from += rows;
            if (pending.Count == pending.Capacity)
            {
                Flush();
            }
        }
    }

    public void Finish()
    {
        if (pending.Count > 0)
        {
            Flush();
        }
    }

    /// <summary>Reads a part into a batch with room for it.</summary>
    /// <exception cref="SourceFormatException">The part is damaged, or of an earlier version.</exception>
    public static void Read(string path, UseBatch into)
    {
        var file = ColumnFile.Read(path);
        if (!file.Meta.TryGetValue(RowsKey, out var text))
        {
            throw OfAnotherVersion(path);
        }
        var rows = int.Parse(text, CultureInfo.InvariantCulture);
        into.Count = rows;
        DigestColumn.Get(file, "person", into.Person.AsSpan(0, rows));
        DigestColumn.Get(file, "household", into.Household.AsSpan(0, rows));
        WholeColumn.Get(file, "birth_year", into.BirthYear.AsSpan(0, rows));
        WholeColumn.Get(file, "leaf", into.Leaf.AsSpan(0, rows));
        WholeColumn.Get(file, "product", into.Product.AsSpan(0, rows));
        WholeColumn.Get(file, "requested", into.Requested.AsSpan(0, rows));
        WholeColumn.Get(file, "started", into.Started.AsSpan(0, rows));
        WholeColumn.Get(file, "ended", into.Ended.AsSpan(0, rows));
        WholeColumn.Get(file, "minutes", into.Minutes.AsSpan(0, rows));
        WholeColumn.Get(file, "cost_cents", into.CostCents.AsSpan(0, rows));
        var codes = file.Bytes("codes")[..rows];
        for (var i = 0; i < codes.Length; i++)
        {
            into.Sex[i] = (Sex)(codes[i] & 3);
            into.Delivery[i] = (Delivery)((codes[i] >> DeliveryShift) & 3);
            into.Outcome[i] = (Outcome)(codes[i] >> OutcomeShift);
        }
    }

    /// <summary>Copies rows from one batch to another, every column.</summary>
    public static void Copy(UseBatch source, int from, UseBatch target, int to, int rows)
    {
        Array.Copy(source.Person, from, target.Person, to, rows);
        Array.Copy(source.Household, from, target.Household, to, rows);
        Array.Copy(source.BirthYear, from, target.BirthYear, to, rows);
        Array.Copy(source.Sex, from, target.Sex, to, rows);
        Array.Copy(source.Leaf, from, target.Leaf, to, rows);
        Array.Copy(source.Product, from, target.Product, to, rows);
        Array.Copy(source.Delivery, from, target.Delivery, to, rows);
        Array.Copy(source.Requested, from, target.Requested, to, rows);
        Array.Copy(source.Started, from, target.Started, to, rows);
        Array.Copy(source.Ended, from, target.Ended, to, rows);
        Array.Copy(source.Minutes, from, target.Minutes, to, rows);
        Array.Copy(source.CostCents, from, target.CostCents, to, rows);
        Array.Copy(source.Outcome, from, target.Outcome, to, rows);
    }

    private void Flush()
    {
        var rows = pending.Count;
        var file = new ColumnFile();
        file.Meta[RowsKey] = rows.ToString(CultureInfo.InvariantCulture);
        digests.Put(file, "person", pending.Person.AsSpan(0, rows));
        digests.Put(file, "household", pending.Household.AsSpan(0, rows));
        WholeColumn.Put<short>(file, "birth_year", pending.BirthYear.AsSpan(0, rows));
        WholeColumn.Put<int>(file, "leaf", pending.Leaf.AsSpan(0, rows));
        WholeColumn.Put<short>(file, "product", pending.Product.AsSpan(0, rows));
        WholeColumn.Put<int>(file, "requested", pending.Requested.AsSpan(0, rows));
        WholeColumn.Put<int>(file, "started", pending.Started.AsSpan(0, rows));
        WholeColumn.Put<int>(file, "ended", pending.Ended.AsSpan(0, rows));
        WholeColumn.Put<int>(file, "minutes", pending.Minutes.AsSpan(0, rows));
        WholeColumn.Put<long>(file, "cost_cents", pending.CostCents.AsSpan(0, rows));
        var codes = new byte[rows];
        for (var i = 0; i < rows; i++)
        {
            codes[i] = (byte)(
                (int)pending.Sex[i]
                | ((int)pending.Delivery[i] << DeliveryShift)
                | ((int)pending.Outcome[i] << OutcomeShift)
            );
        }
        file.Add<byte>("codes", codes);
        file.Write(Path.Combine(folder, FileName(Count)));
        Count++;
        pending.Count = 0;
    }

    private static SourceFormatException OfAnotherVersion(string path) =>
        new(
            path,
            null,
            null,
            new("records kept by another version", "registraties bewaard door een andere versie"),
            new("records kept by this one", "registraties bewaard door deze"),
            new("import the records again", "importeer de registraties opnieuw")
        );
}
