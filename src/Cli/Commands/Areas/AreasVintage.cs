using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Vintages;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Areas;

/// <summary><c>populatie areas vintage OLDER NEWER --out FILE</c>: a change matrix of two tables of addresses.</summary>
internal static class AreasVintage
{
    public static Command Create(Session session)
    {
        var older = Table("OLDER", session.Say("older", "oudere"));
        var newer = Table("NEWER", session.Say("newer", "nieuwere"));
        var gemeente = AreasImport.Gemeente(session);
        var output = new Option<string>("--out")
        {
            Description = session.Say(
                "Where to write the matrix; - is standard output",
                "Waar de tabel heen gaat; - is de standaarduitvoer"
            ),
            HelpName = session.Say("FILE", "BESTAND"),
            DefaultValueFactory = _ => "-",
        };
        var command = new Command(
            "vintage",
            session.Say(
                "Where the buurten of one year went in another, weighed by addresses: a change matrix made of two address tables of CBS. Example: populatie areas vintage pc6hnr20230801_gwb.csv pc6hnr20240801_gwb.csv --out 2023-2024.csv",
                "Waar de buurten van het ene jaar bleven in het andere, gewogen naar adressen: een veranderingstabel uit twee adrestabellen van het CBS. Voorbeeld: populatie areas vintage pc6hnr20230801_gwb.csv pc6hnr20240801_gwb.csv --out 2023-2024.csv"
            )
        )
        {
            older,
            newer,
            gemeente,
            output,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var code = parsed.GetValue(gemeente);
                if (
                    code is not null
                    && !(
                        code.Length == 6
                        && code.StartsWith("GM", StringComparison.Ordinal)
                        && int.TryParse(code.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out _)
                    )
                )
                {
                    throw new UsageException(
                        new(
                            $"--gemeente '{code}' is not a code such as GM0344",
                            $"--gemeente '{code}' is geen code als GM0344"
                        )
                    );
                }
                cancellation.ThrowIfCancellationRequested();
                var result = AddressChange.Between(parsed.GetValue(older)!, parsed.GetValue(newer)!, code);
                var path = parsed.GetValue(output)!;
                if (string.Equals(path, "-", StringComparison.Ordinal))
                {
                    using var memory = new MemoryStream();
                    ChangeMatrixFile.Write(memory, result.Matrix);
                    session.Output.Write(System.Text.Encoding.UTF8.GetString(memory.ToArray()));
                }
                else
                {
                    OutputFile.Write(path, stream => ChangeMatrixFile.Write(stream, result.Matrix));
                }
                var split = result.Matrix.Codes.Count(c => result.Matrix.TargetsOf(c).Length > 1);
                session.Note(
                    $"{session.Count(result.Matrix.Codes.Count)} buurten, of which {session.Count(split)} were divided; {session.Count(result.Common)} addresses in both tables, {session.Count(result.Vanished)} only in the older",
                    $"{session.Count(result.Matrix.Codes.Count)} buurten, waarvan {session.Count(split)} gedeeld; {session.Count(result.Common)} adressen in beide tabellen, {session.Count(result.Vanished)} alleen in de oudere"
                );
                return ExitCode.Done;
            }
        );
        return command;

        Argument<string> Table(string name, string which) =>
            new(name)
            {
                Description = session.Say(
                    $"Addresses of the {which} vintage: pc6hnr…_gwb.csv, plain or gzip",
                    $"Adressen van de {which} jaargang: pc6hnr…_gwb.csv, gewoon of gzip"
                ),
            };
    }
}
