using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Chamada.Core.Archive.Text;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive.Rosters;

/// <summary>A student of a class list.</summary>
/// <param name="Student">The student number.</param>
/// <param name="Name">The name; empty where the list has none. Never leaves this machine.</param>
public sealed record RosterEntry(StudentId Student, string Name);

/// <summary>Another way to write a student's number that a teacher has said to mean the same.</summary>
/// <param name="Typed">As it is typed.</param>
/// <param name="Listed">As it is on the list.</param>
public readonly record struct OtherNumber(StudentId Typed, StudentId Listed);

/// <summary>The list of a class: who is expected. A value: what edits it answers a new one.</summary>
public sealed class Roster
{
    /// <summary>The longest name that is kept, in characters; what is longer is cut.</summary>
    public const int MaxNameLength = 120;

    /// <summary>No list: nobody is expected, and nobody can be absent.</summary>
    public static readonly Roster Empty = new([]);

    private readonly Dictionary<StudentId, RosterEntry> _byStudent;
    private readonly Lazy<Dictionary<string, RosterEntry?>> _byDigits;

    /// <summary>Makes a list. The first of several entries for one student number counts.</summary>
    /// <param name="entries">The students.</param>
    /// <param name="others">Other ways to write their numbers. One that is on the list itself, or leads to nobody, is left out.</param>
    public Roster(IEnumerable<RosterEntry> entries, IEnumerable<OtherNumber>? others = null)
    {
        _byStudent = [];
        Entries = [.. entries.Where(entry => _byStudent.TryAdd(entry.Student, entry))];
        Others = [.. (others ?? []).Where(other =>
            _byStudent.TryGetValue(other.Listed, out RosterEntry? entry) && entry.Student == other.Listed
                && _byStudent.TryAdd(other.Typed, entry))];
        LongestStudent = Entries.Select(static entry => entry.Student.Length).DefaultIfEmpty().Max();
        _byDigits = new(() => Entries.GroupBy(static entry => NumberLikeness.KeyOf(entry.Student))
            .ToDictionary(static group => group.Key, static group => group.Count() == 1 ? group.First() : null));
    }

    /// <summary>Everybody, in the list's own order.</summary>
    public ImmutableArray<RosterEntry> Entries { get; }

    /// <summary>Other ways to write the numbers.</summary>
    public ImmutableArray<OtherNumber> Others { get; }

    /// <summary>The characters of the longest student number; 0 without students.</summary>
    public int LongestStudent { get; }

    /// <summary>How many students.</summary>
    public int Count => Entries.Length;

    /// <summary>Whether a student is on the list, whichever way the number is written.</summary>
    public bool Contains(StudentId student) => _byStudent.ContainsKey(student);

    /// <summary>Looks a student up, whichever way the number is written.</summary>
    public bool TryFind(StudentId student, [NotNullWhen(true)] out RosterEntry? entry) => _byStudent.TryGetValue(student, out entry);

    /// <summary>A student's name, or nothing.</summary>
    public string NameOf(StudentId student) => _byStudent.TryGetValue(student, out RosterEntry? entry) ? entry.Name : "";

    /// <summary>
    /// The one student whose number on the list differs from this one only in leading zeros or punctuation, which is what
    /// spreadsheets and fingers change. Null for who is on the list, and where nobody or more than one could be meant.
    /// </summary>
    public RosterEntry? LikelyMeant(StudentId typed) =>
        Contains(typed) ? null : _byDigits.Value.GetValueOrDefault(NumberLikeness.KeyOf(typed));

    /// <summary>
    /// The list with two ways to write one student's number. The one with the leading zeros is the number then, the other one means it:
    /// it is zeros that get lost.
    /// </summary>
    public Roster With(OtherNumber other)
    {
        if (!TryFind(other.Listed, out RosterEntry? entry) || Contains(other.Typed))
        {
            return this;
        }

        StudentId listed = NumberLikeness.LacksZerosOf(entry.Student, other.Typed) ? other.Typed : entry.Student;
        StudentId typed = listed == other.Typed ? entry.Student : other.Typed;
        return new Roster(
            Entries.Select(one => one == entry ? entry with { Student = listed } : one),
            [.. Others.Select(one => one.Listed == entry.Student ? one with { Listed = listed } : one), new OtherNumber(typed, listed)]);
    }

    /// <summary>The list with a student added at the end, or under another name where he stood.</summary>
    public Roster With(StudentId student, string name) => TryFind(student, out RosterEntry? known)
        ? new Roster(Entries.Select(entry => entry == known ? known with { Name = Tidy(name) } : entry), Others)
        : new Roster(Entries.Add(new RosterEntry(student, Tidy(name))), Others);

    /// <summary>The list without a student.</summary>
    public Roster Without(StudentId student) => TryFind(student, out RosterEntry? known)
        ? new Roster(Entries.Where(entry => entry != known), Others)
        : this;

    /// <summary>The list with others after its own; where one is on it already, the other's name counts if it has one.</summary>
    public Roster Join(Roster other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Dictionary<StudentId, string> names = [];
        List<RosterEntry> added = [];
        foreach (RosterEntry entry in other.Entries)
        {
            if (!TryFind(entry.Student, out RosterEntry? known))
            {
                added.Add(entry);
            }
            else if (entry.Name.Length > 0)
            {
                names[known.Student] = entry.Name;
            }
        }

        return new Roster(
            [.. Entries.Select(entry => entry with { Name = names.GetValueOrDefault(entry.Student, entry.Name) }), .. added],
            [.. Others, .. other.Others]);
    }

    /// <summary>
    /// Another list instead of this one, as somebody wanted who had seen <paramref name="seen"/>: who has been added here since then stays.
    /// Ways to write a number stay too.
    /// </summary>
    public Roster ReplaceBy(Roster other, Roster seen)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(seen);
        return new Roster(
            [
                .. other.Entries.Select(entry => TryFind(entry.Student, out RosterEntry? known)
                    ? entry with { Student = known.Student }
                    : entry),
                .. Entries.Where(entry => !seen.Contains(entry.Student) && !other.Contains(entry.Student)),
            ],
            [.. other.Others, .. Others]);
    }

    /// <summary>
    /// A name as it is kept: in Unicode's composed form, without invisible marks, with single spaces for white space and control
    /// characters, and not longer than <see cref="MaxNameLength"/>.
    /// </summary>
    public static string Tidy(string name)
    {
        string tidy = CellText.Clean(name).Text;
        if (tidy.Length <= MaxNameLength)
        {
            return tidy;
        }

        int cut = char.IsHighSurrogate(tidy[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength;
        return CellText.Clean(tidy[..cut]).Text; // Once more: a joiner at the end joins nothing.
    }
}
