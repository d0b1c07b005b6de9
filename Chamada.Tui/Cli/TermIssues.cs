using Chamada.Core.Archive.Terms;

namespace Chamada.Tui.Cli;

/// <summary>Tells which files of a term cannot be read, and which somebody changed.</summary>
internal sealed class TermIssues(CliContext context)
{
    /// <summary>A line to stderr for each.</summary>
    public void Write(IEnumerable<TermIssue> issues)
    {
        foreach (TermIssue issue in issues)
        {
            context.Output.Error(issue switch
            {
                { Error: { } error } => context.Text.Term.LeftOut(issue.File, context.Text.Folder.Cause(error)),
                { List: { } broken } => context.Text.Term.Changed(issue.File, context.Text.Verify.Broken(broken)),
                _ => context.Text.Term.CorrectionsChanged(issue.File),
            });
        }
    }
}
