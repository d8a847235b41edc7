namespace Populatie.Server.Contracts;

/// <summary>How a job stands, as clients and the journal spell it.</summary>
internal static class JobStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    public static bool IsUnderWay(string status) => status is Queued or Running;
}
