using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Areas.Schematic;

/// <summary>What is published of a buurt without its boundary.</summary>
/// <param name="Centre">Centre of the buurt in RD New.</param>
/// <param name="Area">Unit: square metre; &gt; 0.</param>
public sealed record SchematicBuurt(Buurt Buurt, string WijkName, RdPoint Centre, double Area);
