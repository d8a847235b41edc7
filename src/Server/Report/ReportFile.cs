using System.Net;
using System.Text;
using Populatie.Analytics.Faults;

namespace Populatie.Server.Report;

/// <summary>A report as one file: the template that lies beside the program, with its figures in it. It needs nothing from elsewhere.</summary>
public static class ReportFile
{
    private const string Template = "report.html";
    private const string Figures = "\"@figures@\"";
    private const string Title = "@title@";
    private const string Lang = "<html lang=\"nl\"";

    /// <param name="document">Of <see cref="ReportDocument"/>: JSON in which no character can end a script.</param>
    /// <returns>HTML, UTF-8.</returns>
    /// <exception cref="ResourceException">The program was built without its page.</exception>
    public static byte[] Of(byte[] document, string title, Language language)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "page", Template);
        if (!File.Exists(file))
        {
            throw new ResourceException(
                new(
                    "this program was built without its page, and a report is made of it; build again with Node 20 or newer",
                    "dit programma is zonder pagina gebouwd, en daarvan wordt een rapport gemaakt; bouw opnieuw met Node 20 of nieuwer"
                )
            );
        }
        var html = File.ReadAllText(file);
        foreach (var place in new[] { Figures, Title, Lang })
        {
            if (!html.Contains(place, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"{file} has no place for {place}");
            }
        }
        html = html.Replace(
                Lang,
                $"<html lang=\"{(language == Language.Dutch ? "nl" : "en")}\"",
                StringComparison.Ordinal
            )
            .Replace(Title, WebUtility.HtmlEncode(title), StringComparison.Ordinal);
        // Last: what stands in the figures is not looked at again.
        var at = html.IndexOf(Figures, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(
            string.Concat(html.AsSpan(0, at), Encoding.UTF8.GetString(document), html.AsSpan(at + Figures.Length))
        );
    }
}
