using Populatie.Analytics.Outcomes;

namespace Populatie.Analytics.Tests.Outcomes;

/// <summary>A reader who knows the total, and which cells are empty, cannot work out a hidden cell.</summary>
public sealed class DisclosureTests
{
    [Theory]
    [InlineData(new long[] { 50, 60 }, "..")]
    [InlineData(new long[] { 50, 4, 60 }, "xx.")]
    [InlineData(new long[] { 50, 4, 60, 7 }, ".x.x")]
    [InlineData(new long[] { 50, 4, 60, 3 }, "xx.x")]
    [InlineData(new long[] { 50, 0, 60 }, ".x.")]
    [InlineData(new long[] { 50, 4 }, "xx")]
    [InlineData(new long[] { 4, 3 }, "xx")]
    [InlineData(new long[] { 12 }, ".")]
    public void Small_cells_are_hidden_and_so_is_what_would_give_them_away(long[] counts, string expected)
    {
        var hidden = new bool[counts.Length];
        Disclosure.Hide(counts, counts, hidden);
        string.Concat(hidden.Select(h => h ? 'x' : '.')).ShouldBe(expected);
    }

    [Fact]
    public void What_stays_hidden_is_two_cells_and_ten_persons_or_more_unless_nothing_is_shown()
    {
        var random = new Random(11);
        for (var trial = 0; trial < 2000; trial++)
        {
            var persons = Enumerable
                .Range(0, random.Next(1, 9))
                .Select(_ => (long)(random.Next(3) == 0 ? random.Next(12) : random.Next(80)))
                .ToArray();
            var cases = persons.Select(p => p == 0 ? 0 : p + random.Next(20)).ToArray();
            var hidden = new bool[persons.Length];
            Disclosure.Hide(persons, cases, hidden);
            for (var i = 0; i < persons.Length; i++)
            {
                (hidden[i] || persons[i] >= 10).ShouldBeTrue();
            }
            var secret = Enumerable.Range(0, persons.Length).Where(i => hidden[i] && cases[i] > 0).ToList();
            if (secret.Count > 0 && hidden.Contains(false))
            {
                secret.Count.ShouldBeGreaterThan(1);
                secret.Sum(i => persons[i]).ShouldBeGreaterThanOrEqualTo(10);
            }
        }
    }

    [Fact]
    public void What_was_hidden_for_another_reason_stays_hidden()
    {
        bool[] hidden = [true, false, false];
        Disclosure.Hide([40, 50, 60], [40, 50, 60], hidden);
        hidden.ShouldBe([true, true, false]);
    }
}
