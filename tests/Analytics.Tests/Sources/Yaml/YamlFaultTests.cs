using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Yaml;

namespace Populatie.Analytics.Tests.Sources.Yaml;

/// <summary>A notation that is no YAML is told in words of ours, in both languages, and never in those of the parser.</summary>
public sealed class YamlFaultTests
{
    [Theory]
    [InlineData("name: x\n  base: 1\n", "een ':' midden in een waarde", "zet de waarde tussen aanhalingstekens")]
    [InlineData("name: x\nname: y\n", "'name' voor de tweede keer", "houd er één")]
    [InlineData("name: \"x\n", "een aanhalingsteken dat nergens sluit", "sluit het op dezelfde regel")]
    [InlineData("name:\n\t- x\n", "een tab waar spaties horen", "spring in met spaties")]
    [InlineData("levers: [1, \"2\" \"3\"]\n", "een lijst waarin een ',' of de ']' ontbreekt", "vul die aan")]
    [InlineData("base: {a: \"1\" \"b\": 2}\n", "een groep waarin een ',' of de '}' ontbreekt", "vul die aan")]
    [InlineData("name: @x\n", "een teken waar geen waarde mee begint", "tussen aanhalingstekens")]
    [InlineData("name: \"\\q\"\n", "een backslash voor een letter", "enkele aanhalingstekens")]
    [InlineData("a: 1\n- b\n", "een regel die niet bij die erboven past", "even ver inspringen")]
    [InlineData("name: x\nno colon here\nbase: 1\n", "een", "")]
    public void Each_is_told_where_it_is_and_how_to_mend_it(string text, string found, string mend)
    {
        var fault = Should.Throw<SourceFormatException>(() =>
            YamlText.Load("plan.yaml", new StringReader(text), Bilingual.Same("x"))
        );
        fault.Text.Dutch.ShouldContain($"gevonden {found}");
        fault.Text.Dutch.ShouldContain(mend);
        foreach (var word in (string[])["While", "expected", "did not find", "Duplicate"])
        {
            fault.Text.Dutch.ShouldNotContain(word);
        }
    }
}
