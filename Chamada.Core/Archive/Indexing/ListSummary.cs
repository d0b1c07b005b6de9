using System.Text.Json;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;

namespace Chamada.Core.Archive.Indexing;

/// <summary>Who was present in a saved list.</summary>
/// <param name="Student">Who.</param>
/// <param name="At">When; null when only the order of arrival is known.</param>
/// <param name="Mark">Whether the student registered or was marked by the teacher.</param>
public readonly record struct ListedStudent(StudentId Student, DateTimeOffset? At, Mark Mark);

/// <summary>A registration that was flagged since somebody else had registered from the same device or address.</summary>
/// <param name="Student">Who registered.</param>
/// <param name="Before">Who had registered before.</param>
/// <param name="Kind"><see cref="FlagKind.Device"/> or <see cref="FlagKind.Address"/>.</param>
public readonly record struct SharedRegistration(StudentId Student, StudentId Before, FlagKind Kind);

/// <summary>By what corrections know the list that they are about, in the very words of its file.</summary>
/// <param name="Class">The class, in digits.</param>
/// <param name="Opened">When it was opened; empty where it does not say.</param>
/// <param name="Closed">When it was closed.</param>
/// <param name="ChainEnd">The end of its chain; empty where it has none.</param>
public sealed record ListOrigin(string Class, string Opened, string Closed, string ChainEnd)
{
    /// <summary>Reads it from a saved list's file.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">It is no object.</exception>
    public static ListOrigin Of(ReadOnlyMemory<byte> list)
    {
        ReadOnlyMemory<byte> text = list.Span.StartsWith("\uFEFF"u8) ? list[3..] : list;
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        return new ListOrigin(
            root.TryGetProperty("class", out JsonElement number) ? number.GetRawText() : "",
            SavedChain.TextOf(root, "opened") ?? "",
            SavedChain.TextOf(root, "closed") ?? "",
            root.TryGetProperty("chain", out JsonElement chain) ? SavedChain.TextOf(chain, "end") ?? "" : "");
    }
}

/// <summary>What a saved list comes to: all that a term and a class's past need of it. The record itself is not in it.</summary>
/// <param name="Class">The class.</param>
/// <param name="OpenedAt">When it was opened; null when that is not known.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Origin">By what corrections know it.</param>
/// <param name="Students">Who was present, in order of arrival.</param>
public sealed record ListSummary(
    ClassNumber Class, DateTimeOffset? OpenedAt, DateTimeOffset ClosedAt, ListOrigin Origin, IReadOnlyList<ListedStudent> Students)
{
    /// <inheritdoc cref="SavedList.Absent"/>
    public IReadOnlyList<StudentId>? Absent { get; init; }

    /// <inheritdoc cref="SavedList.OffRoster"/>
    public IReadOnlyList<StudentId>? OffRoster { get; init; }

    /// <inheritdoc cref="SavedList.Names"/>
    public IReadOnlyDictionary<StudentId, string> Names { get; init; } = new Dictionary<StudentId, string>();

    /// <inheritdoc cref="SavedList.Lessons"/>
    public SavedLessons? Lessons { get; init; }

    /// <summary>Who registered from a device or an address from which somebody else had, as far as the server flagged it.</summary>
    public IReadOnlyList<SharedRegistration> Shared { get; init; } = [];

    /// <summary>Sums a list up.</summary>
    public static implicit operator ListSummary(SavedList list) => FromSavedList(list);

    /// <summary>Sums a list up.</summary>
    public static ListSummary FromSavedList(SavedList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new ListSummary(
            list.Class, list.OpenedAt, list.ClosedAt,
            new ListOrigin(
                list.Class.ToString(), list.OpenedAt is { } opened ? IsoTime.Format(opened) : "", IsoTime.Format(list.ClosedAt),
                list.Chain?.End.ToString() ?? ""),
            [.. list.Students.Select(static one => new ListedStudent(one.Student, one.At, one.Mark))])
        {
            Absent = list.Absent,
            OffRoster = list.OffRoster,
            Names = list.Names,
            Lessons = list.Lessons,
            Shared =
            [
                .. list.Record.Where(static entry => entry.Mark == Mark.Flagged).Select(Flag.Of)
                    .Where(static flag => flag is { Before: not null, Kind: FlagKind.Device or FlagKind.Address })
                    .Select(static flag => new SharedRegistration(flag.Student, flag.Before!.Value, flag.Kind)),
            ],
        };
    }
}
