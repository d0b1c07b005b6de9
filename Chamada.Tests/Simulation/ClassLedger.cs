using Chamada.Core.Rolls;

namespace Chamada.Tests.Simulation;

/// <summary>
/// What peers were told about one class, which has one roll call, and so what has to be true of everything that is told later. Whatever
/// contradicts it is thrown.
/// </summary>
/// <param name="number">Its number.</param>
/// <param name="token">Its teacher's token.</param>
/// <param name="disk">What is on the disk.</param>
internal sealed class ClassLedger(long number, string token, IReadOnlyList<RollEvent> disk)
{
    private readonly HashSet<string> _asked = [];
    private readonly HashSet<string> _registered = [];
    private readonly HashSet<string> _present = [];
    private HashSet<string>? _final;

    public long Number => number;

    public string Token => token;

    /// <summary>Whether its teacher was told that it is open.</summary>
    public bool IsOpened { get; set; }

    /// <summary>Whether its teacher was told that it is closed.</summary>
    public bool IsClosed => _final is not null;

    /// <summary>Those who were told that they are on the list, as it is now.</summary>
    public string[] Present => [.. _present];

    /// <summary>A student is about to ask.</summary>
    public void Ask(string student) => _asked.Add(student);

    /// <summary>A student was told a word.</summary>
    /// <param name="student">Who.</param>
    /// <param name="word">The word.</param>
    /// <param name="afterClosing">Whether the student asked after the teacher was told that it is closed.</param>
    public void Tell(string student, string word, bool afterClosing)
    {
        if (word is not ("REGISTERED" or "ALREADY" or "CLOSED"))
        {
            throw new FoundException($"{student} in {number} was told {word}");
        }

        if (word == "CLOSED")
        {
            return; // Before the opening, or after the end.
        }

        if (afterClosing)
        {
            throw new FoundException($"{student} was told {word} after {number} was closed");
        }

        if (word == "REGISTERED" && !_registered.Add(student))
        {
            throw new FoundException($"{student} was registered twice in {number}");
        }

        if (!disk.Any(one => one.Kind == RollEventKind.Present && one.Class.Value == number && one.Student.ToString() == student))
        {
            throw new FoundException($"{student} was told {word} in {number}, and the disk knows nothing of it");
        }

        _present.Add(student);
        if (_final is not null && !_final.Contains(student))
        {
            throw new FoundException($"{student} was told {word} in {number}, and is not on the list with which it was closed");
        }
    }

    /// <summary>The teacher was told a list.</summary>
    /// <param name="students">Who is on it.</param>
    /// <param name="least">Who was told so before the teacher asked.</param>
    public void TellList(IReadOnlyList<string> students, string[] least)
    {
        HashSet<string> listed = [.. students];
        if (listed.Count != students.Count)
        {
            throw new FoundException($"somebody is twice on the list of {number}");
        }

        if (listed.Except(_asked).FirstOrDefault() is { } stranger)
        {
            throw new FoundException($"{stranger} is on the list of {number} and never asked");
        }

        if (least.Except(listed).FirstOrDefault() is { } lost)
        {
            throw new FoundException($"{lost} was told to be present in {number}, and is not on its list");
        }

        if (_final is not null && !_final.SetEquals(listed))
        {
            throw new FoundException($"{number} has another list than it was closed with");
        }
    }

    /// <summary>The teacher was told the list with which the roll call is closed.</summary>
    public void TellClosed(IReadOnlyList<string> students)
    {
        TellList(students, Present);
        _final ??= [.. students];
    }
}
