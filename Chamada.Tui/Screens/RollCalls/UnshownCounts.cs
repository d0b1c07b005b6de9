using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>
/// Who is present in the roll calls of this account that are open and not on screen, measured against their class lists: the list of open
/// roll calls tells only how many have registered, strangers among them.
/// </summary>
/// <param name="link">The connection.</param>
/// <param name="folder">Where the tokens are.</param>
/// <param name="thread">The models' thread.</param>
internal sealed class UnshownCounts(ServerLink link, TeacherFolder folder, ModelThread thread)
{
    private readonly Dictionary<ClassNumber, (RollsLine Line, AttendanceSheet Sheet)> _known = [];
    private bool _asking;

    /// <summary>Something is known that was not.</summary>
    public event Action? Changed;

    /// <summary>The newest that is known of a roll call; null when nothing is.</summary>
    public AttendanceSheet? Find(ClassNumber number, Roster roster)
    {
        if (!_known.TryGetValue(number, out (RollsLine Line, AttendanceSheet Sheet) known))
        {
            return null;
        }

        if (known.Sheet.Roster != roster)
        {
            known.Sheet.Roster = roster;
        }

        return known.Sheet;
    }

    /// <summary>Asks for the lists of those whose number of students has changed since the last time.</summary>
    public void Look(IReadOnlyList<RollsLine> open)
    {
        RollsLine[] changed = [.. open.Where(line => !_known.TryGetValue(line.Class, out var known) || known.Line != line)];
        if (changed.Length == 0 || _asking || link.Connection is not { } connection)
        {
            return;
        }

        _asking = true;
        thread.Run(async () =>
        {
            foreach (RollsLine line in changed)
            {
                FolderResult<FolderListing<StoredToken>> found = await Task.Run(() => folder.Tokens.Find(link.Servers, line.Class));
                if (found.Value?.FirstOrDefault(static token => token.State == TokenState.Opened) is { } token
                    && (await connection.ListAsync(line.Class, token.Token)).Try(out ListReply? list, out _))
                {
                    AttendanceSheet sheet = new();
                    sheet.Reset(list.Record);
                    _known[line.Class] = (line, sheet);
                }
            }

            _asking = false;
            Changed?.Invoke();
        });
    }
}
