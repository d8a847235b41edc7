namespace Populatie.Analytics.Synthesis;

/// <summary>Where households live, in RD New whole millimetres.</summary>
internal interface IHomePoints
{
    bool TryPointOf(int buurt, uint household, out int x, out int y);
}
