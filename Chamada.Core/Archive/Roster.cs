using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Chamada.Core.Rolls;

namespace Chamada.Core.Archive;

/// <summary>A student of a class list.</summary>
/// <param name="Student">The student number.</param>
/// <param name="Name">The name; empty where the list has none. Never leaves this machine.</param>
public sealed record RosterEntry(StudentId Student, string Name);

/// <summary>The list of a class: who is expected. A value: what edits it answers a new one.</summary>
public sealed class Roster
{
    /// <summary>The longest name that is kept, in characters; what is longer is cut.</summary>
    public const int MaxNameLength = 120;

    /// <summary>No list: nobody is expected, and nobody can be absent.</summary>
    public static readonly Roster Empty = new([]);

    private readonly Dictionary<StudentId, RosterEntry> _byStudent;

    /// <summary>Makes a list. The first of several entries for one student number counts.</summary>
    public Roster(IEnumerable<RosterEntry> entries)
    {
        _byStudent = [];
        Entries = [.. entries.Where(entry => _byStudent.TryAdd(entry.Student, entry))];
        LongestStudent = Entries.Select(static entry => entry.Student.Length).DefaultIfEmpty().Max();
    }

    /// <summary>Everybody, in the list's own order.</summary>
    public ImmutableArray<RosterEntry> Entries { get; }

    /// <summary>The characters of the longest student number; 0 without students.</summary>
    public int LongestStudent { get; }

    /// <summary>How many students.</summary>
    public int Count => Entries.Length;

    /// <summary>Whether a student is on the list.</summary>
    public bool Contains(StudentId student) => _byStudent.ContainsKey(student);

    /// <summary>Looks a student up.</summary>
    public bool TryFind(StudentId student, [NotNullWhen(true)] out RosterEntry? entry) => _byStudent.TryGetValue(student, out entry);

    /// <summary>A student's name, or nothing.</summary>
    public string NameOf(StudentId student) => _byStudent.TryGetValue(student, out RosterEntry? entry) ? entry.Name : "";

    /// <summary>The list with a student added at the end, or under another name where he stood.</summary>
    public Roster With(StudentId student, string name)
    {
        RosterEntry changed = new(student, Tidy(name));
        return Contains(student)
            ? new Roster(Entries.Select(entry => entry.Student == student ? changed : entry))
            : new Roster(Entries.Add(changed));
    }

    /// <summary>The list without a student.</summary>
    public Roster Without(StudentId student) => new(Entries.Where(entry => entry.Student != student));

    /// <summary>A name as it is kept: control characters and runs of white space become one space, and not longer than <see cref="MaxNameLength"/>.</summary>
    public static string Tidy(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string tidy = string.Join(' ', string.Concat(name.Select(static c => char.IsControl(c) ? ' ' : c))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (tidy.Length <= MaxNameLength)
        {
            return tidy;
        }

        int cut = char.IsHighSurrogate(tidy[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength;
        return tidy[..cut].TrimEnd();
    }
}
