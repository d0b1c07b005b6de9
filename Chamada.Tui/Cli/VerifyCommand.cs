using System.CommandLine;
using System.Text.Json;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;

namespace Chamada.Tui.Cli;

/// <summary><c>verify</c>: whether a saved list is as it was saved, and of which entry a receipt is.</summary>
internal sealed class VerifyCommand : Command, IHasExamples
{
    private readonly CliContext _context;
    private readonly Argument<string?> _file;
    private readonly Option<string?> _receipt;
    private readonly Option<bool> _json;

    /// <summary>Describes the command.</summary>
    public VerifyCommand(CliContext context, CommandOptions options)
        : base("verify", context.Text.Verify.Description)
    {
        _context = context;
        Aliases.Add("conferir");
        Add(_file = new Argument<string?>("file")
        {
            HelpName = options.Help.FilePlace,
            Description = Text.File,
            Arity = ArgumentArity.ZeroOrOne,
        });
        Add(_receipt = CommandOptions.Value(
            "--receipt", "--recibo", "HEX", Text.Receipt, static (text, _) => text, (string?)null));
        Add(_json = options.Json());
        SetAction((parsed, _) => Task.FromResult(Run(parsed)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => Text.Examples;

    private VerifyText Text => _context.Text.Verify;

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_file) is not { } file)
        {
            return _context.Usage(_context.Text.Usage.Needs(_context.NameOf(this), _context.Text.Help.FilePlace), parsed);
        }

        string? wanted = parsed.GetValue(_receipt);
        ChainHead receipt = default;
        if (wanted is not null && !ChainHead.TryParse(wanted, out receipt))
        {
            return _context.Usage(Text.NoReceipt(wanted), parsed);
        }

        if (!FolderResult.Catch(file, () => File.ReadAllBytes(file)).Try(out byte[]? content, out FolderError? error))
        {
            _context.Output.Error(_context.Text.Rosters.NotReadable(error.Path, _context.Text.Folder.Cause(error)));
            return ExitCode.Usage;
        }

        if (CorrectionCheck.IsOne(content))
        {
            CorrectionCheck alone = CorrectionCheck.Of(content, list: null);
            Print(alone, parsed.GetValue(_json));
            return alone.Fault == CorrectionFault.None && wanted is null ? ExitCode.Done : ExitCode.Refused;
        }

        RecordCheck check = RecordCheck.Of(content);
        if (check.Fault is RecordFault.NoList or RecordFault.NoChain)
        {
            _context.Output.Error(check.Fault == RecordFault.NoList ? Text.NoList(file) : Text.NoChain(file));
            return ExitCode.Usage;
        }

        CheckedEntry? given = wanted is null ? null : check.Find(receipt);
        CorrectionCheck? corrections = CorrectionsOf(file, content);
        Print(check, wanted is not null, given, corrections, parsed.GetValue(_json));
        return check.Fault == RecordFault.None && (wanted is null || given is not null)
            && corrections is null or { Fault: CorrectionFault.None }
            ? ExitCode.Done
            : ExitCode.Refused;
    }

    /// <summary>A look at the corrections beside a saved list; null where it was never corrected.</summary>
    private static CorrectionCheck? CorrectionsOf(string file, byte[] list)
    {
        string corrections = new SavedListFile(file, default, default).CorrectionsFile;
        FolderResult<byte[]> reading = FolderResult.Catch(corrections, () => TeacherFolderFiles.TryRead(corrections) ?? []);
        return reading.Value is { Length: 0 } ? null
            : reading.Value is { } content ? CorrectionCheck.Of(content, list)
            : new CorrectionCheck(CorrectionFault.NoCorrections, 0);
    }

    private void Print(CorrectionCheck corrections, bool isJson)
    {
        if (isJson)
        {
            JsonLine.Write(_context.Output, json => Write(json, corrections));
        }
        else
        {
            _context.Output.WriteLine(Text.Corrections(corrections));
        }
    }

    private static void Write(Utf8JsonWriter json, CorrectionCheck corrections)
    {
        json.WriteString("result", corrections.Fault == CorrectionFault.None ? "whole" : "broken");
        json.WriteNumber("entries", corrections.Entries);
        if (corrections.Fault != CorrectionFault.None)
        {
            json.WriteString("part", corrections.Fault.ToString().ToLowerInvariant());
        }
    }

    private void Print(RecordCheck check, bool hasReceipt, CheckedEntry? given, CorrectionCheck? corrections, bool isJson)
    {
        if (isJson)
        {
            JsonLine.Write(_context.Output, json =>
            {
                Write(json, check, hasReceipt, given);
                if (corrections is not null)
                {
                    json.WriteStartObject("corrections");
                    Write(json, corrections);
                    json.WriteEndObject();
                }
            });
            return;
        }

        _context.Output.WriteLine(check.Fault == RecordFault.None ? Text.Whole(check) : Text.Broken(check));
        if (hasReceipt)
        {
            _context.Output.WriteLine(given is null ? Text.FitsNone : Text.Fits(given));
        }

        if (corrections is not null)
        {
            _context.Output.WriteLine(Text.Corrections(corrections));
        }
    }

    private static void Write(Utf8JsonWriter json, RecordCheck check, bool hasReceipt, CheckedEntry? given)
    {
        json.WritePropertyName("class");
        json.WriteRawValue(check.Class, skipInputValidation: true);
        json.WriteString("opened", check.OpenedAt);
        json.WriteString("closed", check.ClosedAt);
        json.WriteString("result", check.Fault == RecordFault.None ? "whole" : "broken");
        json.WriteNumber("entries", check.Entries.Count);
        if (check.Fault != RecordFault.None)
        {
            json.WriteString("part", check.Fault.ToString().ToLowerInvariant());
        }

        Write(json, "broken", check.Broken);
        if (hasReceipt && given is null)
        {
            json.WriteNull("receipt");
        }

        Write(json, "receipt", given);
    }

    private static void Write(Utf8JsonWriter json, string name, CheckedEntry? entry)
    {
        if (entry is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("entry", entry.Number);
        json.WriteString("student", entry.Student);
        json.WriteString("at", entry.At);
        json.WriteString("kind", entry.Word);
        json.WriteString("reason", entry.Reason);
        json.WriteEndObject();
    }
}
