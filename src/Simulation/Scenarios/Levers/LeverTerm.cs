using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios.Levers;

/// <summary>One of the two figures of a lever: what it means and what it may be.</summary>
/// <param name="Unit">Percent: a change (0 changes nothing) or a part of a whole.</param>
/// <param name="Least">No end of the range lies below it.</param>
/// <param name="Most">No end of the range lies above it.</param>
internal sealed record LeverFigure(Unit Unit, double Least, double Most, bool Required, Bilingual Meaning);

/// <summary>The words that a lever can choose from; the first is meant when a choice is not required and none is made.</summary>
internal sealed record LeverChoice(WordShape Words, bool Required, Bilingual Meaning);

/// <summary>What the subject of a lever may be.</summary>
internal enum LeverSubject
{
    /// <summary>An act, a track, a product, a group of products, or all.</summary>
    Products,

    /// <summary>An act, a track, or all.</summary>
    Totals,

    /// <summary>All: it has no subject.</summary>
    All,
}

/// <summary>Where a lever may work.</summary>
internal enum LeverWhere
{
    /// <summary>In the areas that it names; without any, everywhere.</summary>
    Anywhere,

    /// <summary>Everywhere: it names no areas.</summary>
    Everywhere,

    /// <summary>In one wijk.</summary>
    OneWijk,
}

/// <summary>To which products a kind is confined, within its subject.</summary>
internal enum LeverReach
{
    All,

    /// <summary>Basiszorg and aanvullende zorg.</summary>
    BeyondSocialeBasis,

    Jeugd,

    /// <summary>Begeleiding and beschermd wonen of adults.</summary>
    AdultSupport,
}

/// <summary>How large a move is at full effect, e and a being the effect and the amount.</summary>
internal enum LeverSize
{
    /// <summary>e.</summary>
    Effect,

    /// <summary>a.</summary>
    Amount,

    /// <summary>e × a.</summary>
    EffectTimesAmount,

    /// <summary>e × a ÷ 1,000,000.</summary>
    EffectPerMillion,

    /// <summary>(1 + a) to the number of years since the start, less 1; always in full.</summary>
    YearlyAmount,
}

/// <summary>One effect of a kind: its factor is 1 + size × progress.</summary>
internal readonly record struct LeverMove(Effect Effect, LeverSize Size);

/// <summary>What one kind of lever is: a row of <see cref="LeverCatalogue"/>.</summary>
/// <param name="Name">As scenarios spell it.</param>
/// <param name="Effect">Null: the kind works by its choice alone, and its effect must be 0.</param>
/// <param name="Amount">Null: the kind has no second figure.</param>
/// <param name="Choice">Null: the kind has no choice.</param>
/// <param name="Sentence">What it does, for people.</param>
internal sealed record LeverTerm(
    LeverKind Kind,
    string Name,
    LeverReach Reach,
    LeverSubject Subject,
    LeverWhere Where,
    LeverFigure? Effect,
    LeverFigure? Amount,
    LeverChoice? Choice,
    ImmutableArray<LeverMove> Moves,
    Bilingual Sentence
);
