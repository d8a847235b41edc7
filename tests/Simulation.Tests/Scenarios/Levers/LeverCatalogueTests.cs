using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Tests.Scenarios.Levers;

public sealed class LeverCatalogueTests
{
    [Fact]
    public void Every_kind_has_its_row_a_name_of_its_own_and_a_sentence_in_both_languages()
    {
        LeverCatalogue.All.Select(t => t.Kind).ShouldBe(Enum.GetValues<LeverKind>());
        LeverCatalogue.All.Select(t => t.Name).ShouldBeUnique();
        foreach (var term in LeverCatalogue.All)
        {
            LeverCatalogue.Find(term.Name).ShouldBe(term);
            string.Concat(term.Kind.ToString().Select(c => char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"))
                .ShouldBe($"-{term.Name}");
            term.Sentence.English.ShouldEndWith(".");
            term.Sentence.Dutch.ShouldEndWith(".");
            term.Sentence.Dutch.ShouldNotBe(term.Sentence.English);
        }
        LeverCatalogue.Find("prevetion").ShouldBeNull();
    }

    [Fact]
    public void Every_effect_is_moved_by_some_kind_and_zero_is_within_every_range_of_a_change()
    {
        LeverCatalogue
            .All.SelectMany(t => t.Moves)
            .Select(m => m.Effect)
            .Distinct()
            .Order()
            .ShouldBe(Enum.GetValues<Effect>());
        foreach (var figure in LeverCatalogue.All.SelectMany(t => new[] { t.Effect, t.Amount }).OfType<LeverFigure>())
        {
            figure.Least.ShouldBeLessThan(figure.Most);
            (figure.Unit == Unit.Years || figure is { Least: <= 0, Most: >= 0 }).ShouldBeTrue();
        }
    }

    [Fact]
    public void Every_choice_has_words_and_those_of_regelarm_begin_with_its_own_pool()
    {
        foreach (var choice in LeverCatalogue.All.Select(t => t.Choice).OfType<LeverChoice>())
        {
            choice.Words.Words.Length.ShouldBeGreaterThan(1);
        }
        LeverCatalogue.Pools.Choices[0].Value.ShouldBeTrue();
    }
}
