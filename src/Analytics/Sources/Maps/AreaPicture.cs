using System.Globalization;
using System.Text;
using Populatie.Analytics.Areas;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>Draws areas as a small SVG: one colour for each wijk, white lines between buurten.</summary>
public static class AreaPicture
{
    private const int Width = 900;

    /// <summary>Twelve tints that stay apart for colour-blind readers when next to each other.</summary>
    private static readonly string[] Tints =
    [
        "#88ccee",
        "#ddcc77",
        "#cc6677",
        "#44aa99",
        "#999933",
        "#aa4499",
        "#6699cc",
        "#ee8866",
        "#77aadd",
        "#bbcc33",
        "#ffaabb",
        "#99ddff",
    ];

    public static void Write(AreaSet areas, Stream stream)
    {
        var (coverage, wijkOf) = (areas.Coverage, areas.Index.OfLeaf(AreaLevel.Wijk));
        var points = coverage.Points;
        var (left, right) = (points.Min(p => p.X), points.Max(p => p.X));
        var (bottom, top) = (points.Min(p => p.Y), points.Max(p => p.Y));
        var scale = (double)Width / (right - left);
        var height = (int)((top - bottom) * scale) + 1;
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-4 -4 {Width + 8} {height + 8}\" stroke=\"#fff\">\n"
        );
        for (var buurt = 0; buurt < coverage.BuurtCount; buurt++)
        {
            var path = new StringBuilder();
            var rings = coverage.RingsOfBuurt(buurt);
            for (var ring = rings.Start.Value; ring < rings.End.Value; ring++)
            {
                var letter = 'M';
                foreach (var point in coverage.Ring(ring))
                {
                    var (x, y) = ((point.X - left) * scale, (top - point.Y) * scale);
                    path.Append(CultureInfo.InvariantCulture, $"{letter}{x:0.#} {y:0.#}");
                    letter = 'L';
                }
                path.Append('Z');
            }
            var tint = Tints[wijkOf[buurt] % Tints.Length];
            var name = System.Security.SecurityElement.Escape(areas.Index.Buurten[buurt].Name);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path fill=\"{tint}\" fill-rule=\"evenodd\" d=\"{path}\"><title>{name}</title></path>\n"
            );
        }
        if (areas.Schematic)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"0\" y=\"{height}\" fill=\"#444\" stroke=\"none\" font-family=\"sans-serif\" font-size=\"18\">schematic, no survey</text>\n"
            );
        }
        svg.Append("</svg>\n");
        stream.Write(Encoding.UTF8.GetBytes(svg.ToString()));
    }
}
