using System.Text;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;

var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var output = new StreamWriter(Console.OpenStandardOutput(), utf8, 1 << 16);
using var errors = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true };
var session = new Session(output, errors, Session.LanguageOf(args));
return await CommandTree.RunAsync(session, args).ConfigureAwait(false);
