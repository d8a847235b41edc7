using Populatie.Analytics.Faults;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Populatie.Analytics.Sources.Records;

/// <summary>From text to the nodes of its one YAML document; what is not YAML is told with its line and column.</summary>
internal static class YamlText
{
    /// <param name="what">What the file should hold, for an empty one.</param>
    /// <exception cref="SourceFormatException">Not YAML, or empty.</exception>
    public static YamlNode Load(string file, TextReader text, Bilingual what)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(text);
        }
        catch (YamlException fault)
        {
            throw new SourceFormatException(
                file,
                fault.Start.Line,
                fault.Start.Column,
                Bilingual.Same(fault.InnerException?.Message ?? fault.Message),
                new("YAML", "YAML"),
                new("mend the notation there", "herstel daar de schrijfwijze"),
                fault
            );
        }
        return yaml.Documents.Count > 0
            ? yaml.Documents[0].RootNode
            : throw new SourceFormatException(
                file,
                1,
                1,
                new("an empty file", "een leeg bestand"),
                what,
                new("start from the shipped one", "begin met de meegeleverde")
            );
    }
}
