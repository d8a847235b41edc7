namespace Populatie.Analytics.Records;

/// <summary>The law under which care is given.</summary>
public enum Act : byte
{
    Wmo,
    Jeugd,
}

/// <summary>Spoor: 1 sociale basis, 2 basiszorg by buurtteams, 3 aanvullende zorg.</summary>
public enum Track : byte
{
    SocialeBasis = 1,
    Basiszorg = 2,
    AanvullendeZorg = 3,
}

/// <summary>Sex as in the records. Population tables hold V and M only.</summary>
public enum Sex : byte
{
    V = 0,
    M = 1,
    O = 2,
}

/// <summary>How care is delivered: in kind, by personal budget, or both.</summary>
public enum Delivery : byte
{
    Zin = 0,
    Pgb = 1,
    Both = 2,
}

/// <summary>How a spell ended. Death and move belong to demography, not to the fitted rates of ending.</summary>
public enum Outcome : byte
{
    Unknown = 0,
    Recovered = 1,
    StepUp = 2,
    StepDown = 3,
    Died = 4,
    Moved = 5,
    Wlz = 6,
    TurnedEighteen = 7,
    DroppedOut = 8,
    Other = 9,
}
