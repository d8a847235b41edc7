namespace Populatie.Analytics.Sources.Records;

/// <summary>The columns of the native layout, in the order of <see cref="Analytics.Records.RecordTokens.Columns"/>.</summary>
internal enum RecordColumn
{
    Person,
    Household,
    BirthYear,
    Sex,
    X,
    Y,
    Postcode,
    Buurt,
    Product,
    Delivery,
    Provider,
    Track,
    Referrer,
    Requested,
    Started,
    Ended,
    Hours,
    CostCents,
    Outcome,
}
