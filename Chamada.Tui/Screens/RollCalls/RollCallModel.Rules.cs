using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Screens.RollCalls;

/// <content>What the screen asks students for by itself, and the numbers of the class's list that the server needs for it.</content>
internal sealed partial class RollCallModel
{
    private HashSet<StudentId>? _given;
    private bool _takesNoNumbers;

    /// <summary>
    /// A second student from one device is flagged, and who is not on the class's list is asked to look again; that holds from the moment
    /// in which the server has a list.
    /// </summary>
    private OpenOptions Rules => new()
    {
        Limit = _limit,
        CodePeriod = _earlier is null ? null : _codePeriod,
        Device = DeviceRule.Flag,
        Listed = ListedRule.Ask,
    };

    /// <summary>Whether the server has other numbers than those of the class's list now.</summary>
    private bool IsRosterDue => Phase == RollCallPhase.Open && !_takesNoNumbers && !_closeWanted
        && (_given is null ? Sheet.Roster.Count > 0 : !_given.SetEquals(NumbersOf(Sheet.Roster)));

    /// <summary>Opens it with these rules; at a server that knows none of them, without.</summary>
    private async Task<Opening> OpenAsync(RollCallDelivery delivery)
    {
        Opening opening = await delivery.OpenAsync(Class, Rules, CancellationToken.None);
        return opening.Refusal is { Code: "ERR" }
            ? await delivery.OpenAsync(Class, _limit, CancellationToken.None)
            : opening;
    }

    /// <summary>Gives the server the numbers of the class's list, in every way in which they are written. Names stay here.</summary>
    private async Task GiveRosterAsync(IRollClient connection)
    {
        HashSet<StudentId> numbers = NumbersOf(Sheet.Roster);
        if (_given is not null && !_given.IsSubsetOf(numbers))
        {
            if ((await connection.ClearRosterAsync(Class, _token!.Token)).Error is { } uncleared)
            {
                NotTaken(connection, uncleared);
                return;
            }

            _given = [];
        }

        StudentId[] added = [.. numbers.Where(number => _given?.Contains(number) != true)];
        if (added.Length > 0 && (await connection.AddToRosterAsync(Class, _token!.Token, added)).Error is { } error)
        {
            NotTaken(connection, error);
            return;
        }

        _given = numbers;
    }

    /// <summary>A server of the first edition knows no such request: then nobody is asked, as before.</summary>
    private void NotTaken(IRollClient connection, ClientError error)
    {
        if (error.Fault == ClientFault.Refused)
        {
            _takesNoNumbers = true;
        }
        else
        {
            Failed(connection, error);
        }
    }

    private static HashSet<StudentId> NumbersOf(Roster roster) =>
        [.. roster.Entries.Select(static entry => entry.Student), .. roster.Others.Select(static other => other.Typed)];
}
