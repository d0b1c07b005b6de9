using Chamada.Core.Archive;
using Chamada.Core.Archive.Terms;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What <c>verify</c> says.</summary>
internal abstract class VerifyText
{
    public abstract string Description { get; }

    public abstract string File { get; }

    public abstract string Receipt { get; }

    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>The value of <c>--receipt</c> is none.</summary>
    public abstract string NoReceipt(string text);

    public abstract string NoList(string file);

    public abstract string NoChain(string file);

    /// <summary>Everything fits.</summary>
    public abstract string Whole(RecordCheck check);

    /// <summary>What does not fit first.</summary>
    public abstract string Broken(RecordCheck check);

    /// <summary>The receipt was given for this entry.</summary>
    public abstract string Fits(CheckedEntry entry);

    /// <summary>The receipt was given for no entry that fits.</summary>
    public abstract string FitsNone { get; }

    /// <summary>What comes of the corrections.</summary>
    public abstract string Corrections(CorrectionCheck check);

    /// <summary>An entry in a line: number, student, what, when, why.</summary>
    protected static string Line(CheckedEntry entry)
    {
        string reason = entry.Reason.Length > 0 ? " " + Printable.Quote(entry.Reason) : "";
        string student = entry.Student.Length > 0 ? Printable.Line(entry.Student) + " " : "";
        return $"{student}{Printable.Line(entry.Word)} {Printable.Line(entry.At)}{reason}";
    }
}
