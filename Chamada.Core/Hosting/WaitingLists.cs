using System.Globalization;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;

namespace Chamada.Core.Hosting;

/// <summary>A list that is closed and that nobody has received.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When its roll call was opened.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Students">How many were present.</param>
/// <param name="Left">How much longer it stays in the database, in time that the server runs; null for ever.</param>
public sealed record WaitingList(ClassNumber Class, DateTimeOffset OpenedAt, DateTimeOffset ClosedAt, int Students, TimeSpan? Left);

/// <summary>
/// Looks after the lists that nobody has received. Those that have waited too long leave the database, and are a file from then on: a
/// server destroys no list unasked. How long one has waited is counted in time that the server has seen go by, so no clock, however
/// wrong, makes a list old.
/// </summary>
/// <param name="book">The roll calls.</param>
/// <param name="files">Where lists go that have waited too long; null when there is no such place, and then they wait for ever.</param>
/// <param name="ages">How long they have waited.</param>
/// <param name="keep">How long they may.</param>
/// <param name="clock">Measures it.</param>
/// <param name="log">Is told beforehand, and what was done.</param>
internal sealed class WaitingLists(
    IRollBook book, IUnfetchedLists? files, WaitingAges ages, TimeSpan keep, TimeProvider clock, ServerLog log)
{
    private readonly HashSet<long> _announced = [];
    private volatile Look _last = new(new Dictionary<long, TimeSpan>(), null);
    private int _looking;

    /// <summary>How often to look: ten times within the time that a list may wait, and at least once an hour.</summary>
    public TimeSpan Interval { get; } = TimeSpan.FromSeconds(Math.Clamp(keep.TotalSeconds / 10, 1, 3600));

    /// <summary>How long before its time a list is told of.</summary>
    private TimeSpan Notice { get; } = TimeSpan.FromTicks(Math.Min(TimeSpan.FromDays(7).Ticks, keep.Ticks / 4));

    /// <summary>Those that wait now, the oldest first; none where the book cannot be asked.</summary>
    public async Task<IReadOnlyList<WaitingList>> ListsAsync()
    {
        Look last = _last;
        TimeSpan since = last.At is { } at ? clock.GetElapsedTime(at) : TimeSpan.Zero;
        return [.. (await AskAsync().ConfigureAwait(false)).Select(list =>
        {
            IRollRecord roll = list.Record;
            TimeSpan left = keep - last.Waited.GetValueOrDefault(roll.Id) - (last.Waited.ContainsKey(roll.Id) ? since : TimeSpan.Zero);
            return new WaitingList(
                roll.Class,
                roll.OpenedAt.ToDateTimeOffset(),
                roll.Closing!.At.ToDateTimeOffset(),
                list.Count,
                files is null ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero);
        })];
    }

    /// <summary>Looks at all of them. While one look is under way another does nothing. Never fails.</summary>
    public async Task LookAsync()
    {
        if (Interlocked.Exchange(ref _looking, 1) == 1)
        {
            return;
        }

        try
        {
            await LookAsync(await AskAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, the lists are still there, and are looked at again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            log.WaitingFailed(error);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private async Task<IReadOnlyList<RollList>> AskAsync()
    {
        RollOutcome outcome = await book.AskAsync(new RollRequest(ClassNumber.Refused, UnreceivedCommand.Instance)).ConfigureAwait(false);
        return outcome.Detail is UnreceivedLists lists ? [.. lists.OrderBy(static list => list.Record.Id)] : [];
    }

    private async Task LookAsync(IReadOnlyList<RollList> lists)
    {
        long now = clock.GetTimestamp();
        TimeSpan passed = _last.At is { } before ? clock.GetElapsedTime(before, now) : TimeSpan.Zero;
        IReadOnlyDictionary<long, TimeSpan> waited = ages.Pass(lists.Select(static list => list.Record.Id), passed);
        _last = new Look(waited, now);
        foreach (RollList list in lists)
        {
            TimeSpan left = keep - waited[list.Record.Id];
            if (files is null || left > TimeSpan.Zero || !await MoveAsync(files, list).ConfigureAwait(false))
            {
                TellBeforehand(list, left);
            }
        }
    }

    private async Task<bool> MoveAsync(IUnfetchedLists to, RollList list)
    {
        if (!to.Keep(list))
        {
            return false; // It was said why; the list stays where it is.
        }

        IRollRecord roll = list.Record;
        RollOutcome discarded = await book.AskAsync(new RollRequest(roll.Class, new DiscardCommand(roll.Id))).ConfigureAwait(false);
        if (discarded.Word == RollWord.Erased)
        {
            log.ListMoved(roll.Class, ClosedAt(roll), list.Count, Math.Round(keep.TotalDays, 2));
        }

        return discarded.Word != RollWord.Unavailable;
    }

    private void TellBeforehand(RollList list, TimeSpan left)
    {
        if (files is not null && left > TimeSpan.Zero && left <= Notice && _announced.Add(list.Record.Id))
        {
            log.ListWaits(list.Record.Class, ClosedAt(list.Record), list.Count, Math.Round(left.TotalDays, 2));
        }
    }

    private static string ClosedAt(IRollRecord roll) =>
        roll.Closing!.At.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What the last look has seen.</summary>
    /// <param name="Waited">How long each had waited, by its roll call's number.</param>
    /// <param name="At">When that was, by the clock's timestamp; null before the first look.</param>
    private sealed record Look(IReadOnlyDictionary<long, TimeSpan> Waited, long? At);
}
