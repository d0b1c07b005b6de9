using System.Diagnostics.CodeAnalysis;
using Chamada.Core.Archive;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Cli;

/// <summary>The tokens of this account for a class, or the exit code after a report that there are none.</summary>
internal readonly struct HeldTokens
{
    private readonly IReadOnlyList<StoredToken>? _tokens;
    private readonly int _exitCode;

    private HeldTokens(IReadOnlyList<StoredToken>? tokens, int exitCode)
    {
        _tokens = tokens;
        _exitCode = exitCode;
    }

    /// <summary>Finds them; reports when there are none.</summary>
    public static HeldTokens Find(ScriptedCall call, ClassNumber number)
    {
        TokenFolder folder = call.Context.TeacherFolder.Tokens;
        if (!folder.Find(call.Servers, number).Try(out FolderListing<StoredToken>? tokens, out FolderError? error))
        {
            call.Output.Error(call.Text.TokensUnreadable(error.Path, call.Context.Text.Folder.Cause(error)));
            return new HeldTokens(null, ExitCode.Failed);
        }

        foreach (FolderError unreadable in tokens.Unreadable)
        {
            call.Output.Error(call.Text.TokensUnreadable(unreadable.Path, call.Context.Text.Folder.Cause(unreadable)));
        }

        if (tokens.Count > 0)
        {
            return new HeldTokens(tokens, ExitCode.Done);
        }

        if (tokens.Unreadable.Count > 0)
        {
            return new HeldTokens(null, ExitCode.Failed); // The right to close may stand in one of them.
        }

        IEnumerable<StoredToken> others = (folder.All().Value?.AsEnumerable() ?? []).Where(token => token.Class == number);
        call.Output.Error(call.Text.NotTheOpener(number, call.Servers, [.. others.Select(static token => token.Server).Distinct()]));
        return new HeldTokens(null, ExitCode.Refused);
    }

    /// <summary>Whether there are any, and which; otherwise how the program ends.</summary>
    public bool Try([NotNullWhen(true)] out IReadOnlyList<StoredToken>? tokens, out int exitCode)
    {
        tokens = _tokens;
        exitCode = _exitCode;
        return tokens is not null;
    }
}
