using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Chance;

/// <summary>
/// What the draws of a projection decide: the part of their address that sets them apart. Demography has its own numbers
/// (<see cref="DrawPurpose"/>). Numbers are part of the results: never renumber, only add.
/// </summary>
internal enum Purpose : uint
{
    /// <summary>Relative risk of a buurt and product. Cell = buurt, product.</summary>
    RelativeRisk = DrawPurpose.Parameters,

    /// <summary>Reference rate. Cell = product, band; draw = sex.</summary>
    ReferenceRate,

    /// <summary>Speed of stays. Cell = product.</summary>
    StaySpeed,

    /// <summary>Yearly walk of the city's rate. Cell = product, or 65,536 + act for what its products share; step = year.</summary>
    CityWalk,

    /// <summary>Yearly walk of a wijk's rate. Cell = wijk + act × 2²⁰, or gemeente + (2 + act) × 2²⁰; step = year.</summary>
    WijkWalk,

    /// <summary>Growth for other reasons.</summary>
    OtherGrowth,

    /// <summary>Growth of prices of care above those of the economy.</summary>
    RelativePrice,

    /// <summary>Growth of prices of the economy.</summary>
    Deflator,

    /// <summary>Growth of spending in years that no source gives.</summary>
    Spending,

    /// <summary>A lever. Cell = kind; draw = twice its rank within the kind, plus one for its amount.</summary>
    Lever = DrawPurpose.Parameters + 24,

    /// <summary>Take-up before any lever. Cell 0: of everybody; 1 to 3: what the segments are made of, draw = which.</summary>
    TakeUp,

    /// <summary>What unmet need assumes. Cell = which setting, draw = act.</summary>
    UnmetSetting,

    /// <summary>
    /// New requests; leaving the pool of recently ended. From here on: cell = buurt, product, band; step = ordinal of the step.
    /// Where two are named, they take the two uniforms of one address; "then" is drawn from what is left.
    /// </summary>
    Requests = DrawPurpose.Care,

    /// <summary>Needs that stay hidden; of the first cell of a product, for all of it.</summary>
    HiddenNeeds,

    /// <summary>Leaving phase 1; leaving phase 2.</summary>
    LeavePhase1,

    /// <summary>Of those who left phase 1, not to phase 2, then ended (else death or move); of those who left phase 2, ended, then not plainly.</summary>
    DoneInPhase1,

    /// <summary>After a large count: of those done in phase 1, ended.</summary>
    EndFromPhase1,

    /// <summary>Of those who left the pool, coming back.</summary>
    LeavePool,

    /// <summary>Entrants no longer in phase 1 at the end of the step, then ended not plainly; of those beyond: not in phase 2, then ended.</summary>
    EntrantBeyondPhase1,

    /// <summary>After a large count: of the entrants in neither phase, ended.</summary>
    EntrantEnded,

    /// <summary>After a large count: of the ended, not a plain end.</summary>
    EndReason,

    /// <summary>Where one leads whose care did not end plainly: another product, or the Wlz. Draw = person; the first uniform.</summary>
    StepTarget,

    /// <summary>The same two for entrants who ended within their first step.</summary>
    EntrantEndReason,
    EntrantStepTarget,

    /// <summary>1 January: ageing out of phase 1, then of the pool; out of phase 2. Step = ordinal of the year.</summary>
    AgeingOpen,

    /// <summary>After a large count: ageing out of the pool.</summary>
    AgeingPool,

    /// <summary>The start: in phase 2; recently ended still in the pool.</summary>
    InitialPhase2,
    InitialPool,

    /// <summary>Who asks in the first step because a step out of other care came just before it; cell = that of the new care.</summary>
    InitialSteps,

    /// <summary>Urgency of who comes to a list: before the rest; of those: safety. From here on: cell = coupling set, list.</summary>
    QueueClass = DrawPurpose.Care + 64,

    /// <summary>Arrivals over the weeks of a step. Draw = week, class.</summary>
    QueueWeek,

    /// <summary>Leaving a list before the turn comes; where in the list. Draw = week, class.</summary>
    QueueLeave,

    /// <summary>Of those: not because of something heavier; of those: helped informally.</summary>
    QueueLeaveReason,

    /// <summary>Where expected ends within a step are cut off to whole ones: of those in care; of those who start.</summary>
    QueueEnds,

    /// <summary>
    /// Unmet need: of the foregone before, and of those who went without this year, who still is in need. Cell = buurt,
    /// product; step = ordinal of the year.
    /// </summary>
    ForegoneStays = DrawPurpose.Care + 96,

    /// <summary>The same for hidden need.</summary>
    HiddenStays,

    /// <summary>Of those in basiszorg: held there beyond the timing of peers.</summary>
    Held,

    /// <summary>Hidden need at the start.</summary>
    InitialHidden,

    /// <summary>Foregone need at the start, by who gave up in each of the observed years.</summary>
    InitialForegone,

    /// <summary>Staff: hours, direct time, absence, reserve, attrition, fill, establishment. Draw = which.</summary>
    Staff = DrawPurpose.Parameters + 32,

    /// <summary>Places: reserve, growth, homes. Draw = which.</summary>
    Space,

    /// <summary>
    /// Hours per intake; requests past the team under either act; inquiry. Draw = which; 4: parts of a week that people wait,
    /// cell = coupling set, list.
    /// </summary>
    Access,

    /// <summary>Stated staff. Cell = group.</summary>
    StatedFte,

    /// <summary>Stated places. Cell = group.</summary>
    StatedPlaces,

    /// <summary>Budget, indexation, induced growth. Cell = act, track; draw = which.</summary>
    Contract,

    /// <summary>Requests that go past the team; which of them. Cell = coupling set, list.</summary>
    PastTeam = DrawPurpose.Care + 128,

    /// <summary>Whose turn it is among those who wait. Draw = served, or the way out.</summary>
    WhoseTurn,

    /// <summary>Requests outside the scope of the act; of those: help in track 1. Cell = buurt, product, band.</summary>
    OutOfScope,

    /// <summary>
    /// Whether a fraction of a person counts. Cell = level × 2²⁴ + area; step = ordinal of the year; draw = position on the axis
    /// of products and totals × number of base measures + base measure.
    /// </summary>
    WholePersons = DrawPurpose.Care + 160,

    /// <summary>Urgency, patience and norms of waiting. Draw = which.</summary>
    Waiting = DrawPurpose.Parameters + 40,

    /// <summary>
    /// Where requests stand at the begin and how they go on growing. Cell = product, 65,536 + act, or as for
    /// <see cref="WijkWalk"/>; draw = level, growth, level of a wijk.
    /// </summary>
    Trend = DrawPurpose.Parameters + 48,
}
