using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Levers;

/// <summary>How a figure of a lever is written.</summary>
public enum LeverUnit
{
    /// <summary>A change against what would be without it: <c>+5%</c>, <c>-10%</c>; 0 changes nothing.</summary>
    Change,

    /// <summary>A part of a whole: <c>30%</c>.</summary>
    Share,

    /// <summary>A number of euros per year, at prices of the base year.</summary>
    Euros,

    /// <summary>Percent change of requests for one percent change of the price; a plain number.</summary>
    Elasticity,

    /// <summary>A whole number of years.</summary>
    Years,
}

/// <summary>One of the two figures of a lever: what it means and what it may be.</summary>
/// <param name="Least">No end of the range lies below it.</param>
/// <param name="Most">No end of the range lies above it.</param>
public sealed record LeverFigure(LeverUnit Unit, double Least, double Most, bool Required, Bilingual Meaning);

/// <summary>The words that a lever can choose from; the first is meant when a choice is not required and none is made.</summary>
public sealed record LeverChoice(ImmutableArray<string> Words, bool Required, Bilingual Meaning);

/// <summary>What the subject of a lever may be.</summary>
public enum LeverSubject
{
    /// <summary>An act, a track, a product, a group of products, or all.</summary>
    Products,

    /// <summary>An act, a track, or all.</summary>
    Totals,

    /// <summary>All: it has no subject.</summary>
    All,
}

/// <summary>Where a lever may work.</summary>
public enum LeverWhere
{
    /// <summary>In the areas that it names; without any, everywhere.</summary>
    Anywhere,

    /// <summary>Everywhere: it names no areas.</summary>
    Everywhere,

    /// <summary>In one wijk.</summary>
    OneWijk,
}

/// <summary>To which products a kind is confined, within its subject.</summary>
public enum LeverReach
{
    All,

    /// <summary>Basiszorg and aanvullende zorg.</summary>
    BeyondSocialeBasis,

    Jeugd,

    /// <summary>Begeleiding and beschermd wonen of adults.</summary>
    AdultSupport,
}

/// <summary>How large a move is at full effect, e and a being the effect and the amount.</summary>
public enum LeverSize
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
public readonly record struct LeverMove(Effect Effect, LeverSize Size);

/// <summary>What one kind of lever is: a row of <see cref="LeverCatalogue"/>.</summary>
/// <param name="Name">As scenarios spell it.</param>
/// <param name="Effect">Null: the kind works by its choice alone, and its effect must be 0.</param>
/// <param name="Amount">Null: the kind has no second figure.</param>
/// <param name="Choice">Null: the kind has no choice.</param>
/// <param name="Sentence">What it does, for people.</param>
public sealed record LeverTerm(
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
