using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Populatie.Analytics.Faults;
using Populatie.Server.Contracts;
using Populatie.Server.Description;
using Populatie.Server.Problems;
using Populatie.Simulation.Store.Export;

namespace Populatie.Server.Delivery;

/// <summary>
/// In what form a table is asked: as JSON, or as a file for a spreadsheet. <c>?format=</c> says it, else the header Accept. A
/// file's words are Dutch, unless <c>?lang=en</c>: what stands at an address does not depend on who asks.
/// </summary>
internal sealed record TableForm(TableForm.Kind Is, Language Language)
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public enum Kind
    {
        Json,
        Csv,

        /// <summary>Semicolons and decimal commas, and a byte order mark: as a Dutch spreadsheet reads it.</summary>
        CsvNl,
        Xlsx,
    }

    /// <summary>What an endpoint of tables takes, beside what it is asked.</summary>
    public static readonly Parameter[] Takes =
    [
        Parameter.Choice(
            "format",
            "JSON, or a file for a spreadsheet: CSV, CSV as Dutch spreadsheets read it, or a workbook.",
            "json",
            "json",
            "csv",
            "csv-nl",
            "xlsx"
        ),
        Parameter.Choice("lang", "Language of the words in a file; Dutch where it is left out.", "nl", "nl", "en"),
    ];

    /// <summary>The forms in which an endpoint of tables answers.</summary>
    public static Content[] Gives<T>() => [Content.Json(TableJson.Of<T>()), Content.Text(Csv), Content.Text(Xlsx)];

    /// <exception cref="ApiFault">There is no such form or language.</exception>
    public static TableForm Of(HttpRequest request)
    {
        var (format, language) = (request.Query["format"].ToString(), request.Query["lang"].ToString());
        Kind kind = format switch
        {
            "json" => Kind.Json,
            "csv" => Kind.Csv,
            "csv-nl" => Kind.CsvNl,
            "xlsx" => Kind.Xlsx,
            "" => Accepted(request),
            _ => throw ApiFault.Bad("format is json, csv, csv-nl or xlsx", "format is json, csv, csv-nl of xlsx"),
        };
        return new(
            kind,
            language switch
            {
                "nl" or "" => Language.Dutch,
                "en" => Language.English,
                _ => throw ApiFault.Bad("lang is nl or en", "lang is nl of en"),
            }
        );
    }

    /// <param name="json">The answer for programs.</param>
    /// <param name="book">The same for a spreadsheet.</param>
    /// <param name="sheet">The sheet of it that a CSV holds.</param>
    public Body Write(Func<byte[]> json, Func<Language, Workbook> book, int sheet = 0)
    {
        switch (Is)
        {
            case Kind.Json:
                return Body.Of(json(), Json);
            case Kind.Xlsx:
                using (var into = new MemoryStream())
                {
                    WorkbookWriter.Write(into, book(Language));
                    return Body.Of(into.ToArray(), Xlsx);
                }
            default:
                var dutch = Is == Kind.CsvNl;
                using (var into = new MemoryStream())
                {
                    using (var writer = new StreamWriter(into, new UTF8Encoding(dutch), leaveOpen: true))
                    {
                        SheetCsv.Write(writer, book(Language).Sheets[sheet], dutch);
                    }
                    return Body.Of(into.ToArray(), $"{Csv}; charset=utf-8; header=present");
                }
        }
    }

    /// <summary>Files are kept by who asks for them: they have a name.</summary>
    /// <param name="name">Without extension.</param>
    public BodyResult Answer(HttpResponse response, Body body, string name)
    {
        if (Is != Kind.Json)
        {
            var extension = Is == Kind.Xlsx ? "xlsx" : "csv";
            response.Headers.ContentDisposition = string.Create(
                CultureInfo.InvariantCulture,
                $"attachment; filename=\"{name}.{extension}\""
            );
        }
        response.Headers.Vary = HeaderNames.Accept;
        return new(body, Freshness.AskAgain);
    }

    private static Kind Accepted(HttpRequest request)
    {
        var types = request
            .GetTypedHeaders()
            .Accept.OrderByDescending(t => t.Quality ?? 1)
            .Select(t => t.MediaType.Value);
        foreach (var type in types)
        {
            switch (type?.ToLowerInvariant())
            {
                case Csv:
                    return Languages.Of(request) == Language.Dutch ? Kind.CsvNl : Kind.Csv;
                case Xlsx:
                    return Kind.Xlsx;
                case Json or "application/*" or "*/*":
                    return Kind.Json;
                default:
                    break;
            }
        }
        return Kind.Json;
    }
}
