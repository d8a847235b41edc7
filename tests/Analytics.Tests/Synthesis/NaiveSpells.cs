using System.Globalization;
using System.Text;
using Populatie.Analytics.Records;
using Populatie.Analytics.Synthesis;

namespace Populatie.Analytics.Tests.Synthesis;

/// <summary>Spells as text, from rows and from the truth: two ways that share no code.</summary>
internal static class NaiveSpells
{
    /// <summary>Rows of one person and product that touch, joined; waits stay as they are.</summary>
    public static IEnumerable<string> Join(IEnumerable<SmallTown.Row> rows)
    {
        foreach (var care in rows.GroupBy(r => (r.Person, r.Product)))
        {
            foreach (var wait in care.Where(r => r.Started is null))
            {
                yield return Text(care.Key.Person, care.Key.Product, wait.Requested, null, wait.Ended, wait.Outcome);
            }
            SmallTown.Row? head = null;
            SmallTown.Row? tail = null;
            foreach (var row in care.Where(r => r.Started is not null).OrderBy(r => r.Started))
            {
                if (tail is { Ended: { } end } && row.Started > end + 1)
                {
                    yield return Text(head!, tail);
                    head = null;
                }
                head ??= row;
                tail = row;
            }
            if (head is not null)
            {
                yield return Text(head, tail!);
            }
        }
    }

    public static string Of(Truth truth, ulong person, SyntheticSpell spell)
    {
        var name = new byte[Pseudonyms.Length];
        Pseudonyms.Write(truth.Asked.Seed, Pseudonyms.Person, person, name);
        return Text(
            Encoding.ASCII.GetString(name),
            truth.Products.Codes[spell.Product],
            spell.Requested,
            spell.Started == UseBatch.UnknownDay ? null : spell.Started,
            spell.Ended == UseBatch.StillOpen ? null : spell.Ended,
            RecordTokens.Of(spell.Outcome)
        );
    }

    private static string Text(SmallTown.Row head, SmallTown.Row tail) =>
        Text(head.Person, head.Product, head.Requested, head.Started, tail.Ended, tail.Outcome);

    private static string Text(
        string person,
        string product,
        int? requested,
        int? started,
        int? ended,
        string outcome
    ) => string.Create(CultureInfo.InvariantCulture, $"{person} {product} {requested} {started}-{ended} {outcome}");
}
