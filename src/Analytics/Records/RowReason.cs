namespace Populatie.Analytics.Records;

/// <summary>Why a row could not be read and is set aside.</summary>
public enum SetAside : byte
{
    /// <summary>More or fewer fields than the heading has.</summary>
    FieldCount,

    /// <summary>Text after a closing quote.</summary>
    Quote,
    NoPerson,

    /// <summary>Not a whole number, or outside 1880 … the year of delivery.</summary>
    BirthYear,

    /// <summary>Letters in a coordinate.</summary>
    Coordinate,

    /// <summary>Empty, or not in the catalogue.</summary>
    Product,

    /// <summary>Not a date that exists, as 2024-06-30.</summary>
    Date,
    EndBeforeStart,

    /// <summary>Neither requested nor started nor ended.</summary>
    NoDate,

    /// <summary>Not a number of hours.</summary>
    Hours,

    /// <summary>Not a whole number of cents.</summary>
    Cost,
}

/// <summary>What is odd about a row that was read all the same.</summary>
public enum Odd : byte
{
    /// <summary>A request or a start later than the day of delivery.</summary>
    DateAfterDelivery,
    StartBeforeRequest,

    /// <summary>An end in the far future (2099 or later), read as still open.</summary>
    FarEnd,

    /// <summary>Nobody born in that year has an age that the product serves.</summary>
    AgeOutsideProduct,

    /// <summary>More than the upper end of the product's price for the months that the row covers.</summary>
    PriceOverCap,

    /// <summary>A cost or hours below zero: a credit line.</summary>
    Credit,
    UnknownOutcome,
    UnknownDelivery,
    UnknownSex,

    /// <summary>An end, and no start.</summary>
    EndWithoutStart,

    /// <summary>Another track than that of the product.</summary>
    OtherTrack,

    /// <summary>One coordinate of the two.</summary>
    HalfCoordinate,

    /// <summary>A BSN that says that there is none: counted as a person of its own.</summary>
    UnknownPerson,

    /// <summary>A date without day or month, completed as the mapping says.</summary>
    DateCompleted,

    /// <summary>A delivery line whose assignment is not in the delivery: birth year, sex and place are unknown.</summary>
    NoAssignment,

    /// <summary>An amount that is not volume × tariff.</summary>
    AmountDiffers,
}

/// <summary>Why a row that could be read is no record of its own: what it says is in another one.</summary>
public enum Combined : byte
{
    /// <summary>A later row of the same key took its place.</summary>
    Replaced,

    /// <summary>It overlaps another row of the same person and product, and was joined to it.</summary>
    Overlapping,

    /// <summary>What was assigned is withdrawn.</summary>
    Withdrawn,

    /// <summary>A credit line that takes back a whole line, or the line that it takes back.</summary>
    TakenBack,

    /// <summary>An assignment without product, whose delivery lines tell the product.</summary>
    ToldByDeliveries,
}
