using Chamada.Core.Archive.Indexing;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Terms;

/// <summary>
/// Two students who registered within <see cref="Moment"/> of each other from one device or address in most of the meetings in which both
/// registered. It is worth a question and proves nothing: they may share a phone because one is broken.
/// </summary>
/// <param name="One">One of them.</param>
/// <param name="Other">The other one.</param>
/// <param name="Days">The days on which it was so, the oldest first.</param>
/// <param name="Both">In how many meetings both registered by themselves.</param>
public sealed record PairPattern(StudentId One, StudentId Other, IReadOnlyList<DateOnly> Days, int Both)
{
    /// <summary>How far apart two registrations are at most that count as one after the other.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    /// <summary>Less often than this it is chance.</summary>
    public const int Least = 3;

    /// <summary>An address from which more than so many registered in one meeting is the room's, and says nothing of two.</summary>
    public const int MostOfAddress = 3;

    /// <summary>
    /// The pairs of some meetings, those with the most days first. A saved list tells only of registrations that the server flagged: where
    /// the rule for devices was to ignore or to refuse, there is nothing to be found.
    /// </summary>
    /// <param name="meetings">The meetings; those that were discarded are left out.</param>
    /// <param name="roster">The class list, by which two ways to write a number are one student.</param>
    public static IReadOnlyList<PairPattern> Of(IEnumerable<Meeting> meetings, Roster roster)
    {
        ArgumentNullException.ThrowIfNull(meetings);
        ArgumentNullException.ThrowIfNull(roster);
        Dictionary<(StudentId, StudentId), List<DateOnly>> found = [];
        List<HashSet<StudentId>> registered = [];
        foreach (Meeting meeting in meetings.Where(static meeting => !meeting.IsDiscarded).OrderBy(static meeting => meeting.At))
        {
            Dictionary<StudentId, DateTimeOffset> times = [];
            foreach (ListedStudent one in meeting.List.Students)
            {
                if (one is { Mark: Mark.Present, At: { } at })
                {
                    times.TryAdd(Canonical(one.Student), at);
                }
            }

            registered.Add([.. times.Keys]);
            foreach ((StudentId, StudentId) pair in PairsOf(meeting.List.Shared, times, Canonical))
            {
                if (!found.TryGetValue(pair, out List<DateOnly>? days))
                {
                    found.Add(pair, days = []);
                }

                days.Add(meeting.Day);
            }
        }

        return
        [
            .. found.Where(static pair => pair.Value.Count >= Least)
                .Select(pair => new PairPattern(
                    pair.Key.Item1, pair.Key.Item2, pair.Value,
                    registered.Count(all => all.Contains(pair.Key.Item1) && all.Contains(pair.Key.Item2))))
                .Where(static pair => pair.Days.Count * 2 > pair.Both)
                .OrderByDescending(static pair => pair.Days.Count)
                .ThenBy(static pair => pair.One.ToString(), StringComparer.Ordinal)
                .ThenBy(static pair => pair.Other.ToString(), StringComparer.Ordinal),
        ];

        StudentId Canonical(StudentId student) => roster.TryFind(student, out RosterEntry? entry) ? entry.Student : student;
    }

    /// <summary>The pairs of one meeting, each once, whichever came first.</summary>
    private static HashSet<(StudentId, StudentId)> PairsOf(
        IReadOnlyList<SharedRegistration> shared, Dictionary<StudentId, DateTimeOffset> times, Func<StudentId, StudentId> canonical)
    {
        HashSet<(StudentId, StudentId)> pairs = [];
        foreach (FlagKind kind in (FlagKind[])[FlagKind.Device, FlagKind.Address])
        {
            foreach (List<StudentId> group in GroupsOf(shared.Where(one => one.Kind == kind), canonical))
            {
                if (kind == FlagKind.Address && group.Count > MostOfAddress)
                {
                    continue;
                }

                StudentId[] known = [.. group.Where(times.ContainsKey).OrderBy(static one => one.ToString(), StringComparer.Ordinal)];
                for (int i = 0; i < known.Length; i++)
                {
                    for (int j = i + 1; j < known.Length; j++)
                    {
                        if ((times[known[i]] - times[known[j]]).Duration() <= Moment)
                        {
                            pairs.Add((known[i], known[j]));
                        }
                    }
                }
            }
        }

        return pairs;
    }

    /// <summary>
    /// Who registered from one device: each flag names the one before, so those of one device hang together.
    /// </summary>
    private static IEnumerable<List<StudentId>> GroupsOf(IEnumerable<SharedRegistration> flags, Func<StudentId, StudentId> canonical)
    {
        Dictionary<StudentId, List<StudentId>> groupOf = [];
        foreach (SharedRegistration flag in flags)
        {
            List<StudentId> before = GroupOf(canonical(flag.Before)), own = GroupOf(canonical(flag.Student));
            if (!ReferenceEquals(before, own))
            {
                before.AddRange(own);
                foreach (StudentId student in own)
                {
                    groupOf[student] = before;
                }
            }
        }

        return groupOf.Values.Distinct();

        List<StudentId> GroupOf(StudentId student) =>
            groupOf.TryGetValue(student, out List<StudentId>? group) ? group : groupOf[student] = [student];
    }
}
