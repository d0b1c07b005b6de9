using Chamada.Core.Rolls;

namespace Chamada.Tests.Rolls;

/// <summary>A roll call of the model.</summary>
internal sealed record Sitting(long Class, long OpenedAt, TokenHash? Token)
{
    public List<(string Student, long At, string Kind)> Log { get; } = [];

    /// <summary>When it closes by itself, as it was told.</summary>
    public long? ClosesAt { get; set; }

    /// <summary>When it closes by itself, by time gone by.</summary>
    public long? Deadline { get; set; }

    public long ClosedAt { get; set; }

    /// <summary>What it was opened with; null where the text protocol opened it.</summary>
    public Step? Rules { get; init; }

    public CodeModel Code { get; } = new();

    public HashSet<string> Roster { get; } = [];

    /// <summary>Who registered from which device, in order.</summary>
    public List<(int Device, string Student)> Devices { get; } = [];

    public IEnumerable<(string Student, long At, string Kind)> Present => Log.Where((entry, i) =>
        Decides(entry.Kind) && !Is("Removed", entry.Kind)
        && Log.FindLastIndex(other => other.Student == entry.Student && Decides(other.Kind)) == i);

    public string List => string.Join(' ', Present.Select(s => $"{s.Student}@{s.At}"))
        + $" of {Present.Count()}, {string.Join(' ', Log.Select(entry => entry.Kind))}, {ClosesAt}";

    public long NotBefore(long time) => Math.Max(time, Log.Count == 0 ? OpenedAt : Log[^1].At);

    /// <summary>When it closes by the clock as it shows now: as was told, unless somebody has set it.</summary>
    public long Expected(long time, long elapsed)
    {
        long expected = time + Deadline!.Value - elapsed;
        return Math.Abs(expected - ClosesAt!.Value) <= 1000 ? ClosesAt.Value : expected;
    }

    public (string Student, long At, string Kind)? Newest(string student) =>
        Log.FindLastIndex(entry => entry.Student == student && Decides(entry.Kind)) is var i and >= 0 ? Log[i] : null;

    /// <summary>Writes down what the teacher has seen in the room.</summary>
    public static string Check(Sitting open, Step request, long at)
    {
        bool isCount = request.Verb == RollVerb.Heads;
        string word = isCount ? "Heads" : request.IsHere ? "Here" : "Missing";
        open.Log.Add((isCount ? "" : request.Student.ToString(), at, isCount ? word + request.More : word));
        return $"{word} {request.Class} {at} ";
    }

    private static bool Decides(string kind) => Is("Present", kind) || Is("Marked", kind) || Is("Removed", kind);

    private static bool Is(string word, string kind) => kind.StartsWith(word, StringComparison.Ordinal);
}
