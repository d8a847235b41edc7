using System.Globalization;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Records.Store;

/// <summary>
/// Splits a stream of batches into column files of a fixed number of rows, so that the bytes on disk depend on the
/// records and not on how they were read. Not thread-safe.
/// </summary>
internal sealed class RecordParts(string folder, int rowsPerPart = RecordParts.RowsPerPart)
{
    public const int RowsPerPart = 1 << 18;

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

    public static UseBatch Read(string path)
    {
        var file = ColumnFile.Read(path);
        var person = file.Get<UInt128>("person");
        var batch = new UseBatch(person.Length) { Count = person.Length };
        person.CopyTo(batch.Person, 0);
        file.Get<UInt128>("household").CopyTo(batch.Household, 0);
        file.Get<short>("birth_year").CopyTo(batch.BirthYear, 0);
        file.Get<Sex>("sex").CopyTo(batch.Sex, 0);
        file.Get<int>("leaf").CopyTo(batch.Leaf, 0);
        file.Get<short>("product").CopyTo(batch.Product, 0);
        file.Get<Delivery>("delivery").CopyTo(batch.Delivery, 0);
        file.Get<int>("requested").CopyTo(batch.Requested, 0);
        file.Get<int>("started").CopyTo(batch.Started, 0);
        file.Get<int>("ended").CopyTo(batch.Ended, 0);
        file.Get<int>("minutes").CopyTo(batch.Minutes, 0);
        file.Get<long>("cost_cents").CopyTo(batch.CostCents, 0);
        file.Get<Outcome>("outcome").CopyTo(batch.Outcome, 0);
        return batch;
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
        file.Add<UInt128>("person", pending.Person.AsSpan(0, rows));
        file.Add<UInt128>("household", pending.Household.AsSpan(0, rows));
        file.Add<short>("birth_year", pending.BirthYear.AsSpan(0, rows));
        file.Add<Sex>("sex", pending.Sex.AsSpan(0, rows));
        file.Add<int>("leaf", pending.Leaf.AsSpan(0, rows));
        file.Add<short>("product", pending.Product.AsSpan(0, rows));
        file.Add<Delivery>("delivery", pending.Delivery.AsSpan(0, rows));
        file.Add<int>("requested", pending.Requested.AsSpan(0, rows));
        file.Add<int>("started", pending.Started.AsSpan(0, rows));
        file.Add<int>("ended", pending.Ended.AsSpan(0, rows));
        file.Add<int>("minutes", pending.Minutes.AsSpan(0, rows));
        file.Add<long>("cost_cents", pending.CostCents.AsSpan(0, rows));
        file.Add<Outcome>("outcome", pending.Outcome.AsSpan(0, rows));
        file.Write(Path.Combine(folder, FileName(Count)));
        Count++;
        pending.Count = 0;
    }
}
