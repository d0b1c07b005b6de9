using Chamada.Core.Archive.Text;

namespace Chamada.Core.Archive.Terms;

/// <summary>The grounds on which Brazilian law excuses an absence (abono), and those that a teacher has added for a class.</summary>
/// <remarks>
/// There are few. Home exercises (Decreto-Lei 1.044/69, Lei 6.202/75) and religious absences (Lei 13.796/2019) are none of them: those are
/// a regime of other tasks.
/// </remarks>
public static class AbsenceGrounds
{
    private static readonly string[] Regimes = ["1.044", "1044", "6.202", "6202", "13.796", "13796"];

    /// <summary>Those that the program knows.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "Decreto-Lei 715/69 (reservista convocado)",
        "Lei 10.861/2004, art. 7º, § 5º (CONAES)",
    ];

    /// <summary>All that a class has.</summary>
    public static IReadOnlyList<string> Of(ClassSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. Known, .. settings.Grounds];
    }

    /// <summary>The one ground that contains a text, whatever its case and accents; null where none or several do.</summary>
    public static string? Find(ClassSettings settings, string text)
    {
        string folded = FoldedText.Of(text).Trim();
        IReadOnlyList<string> grounds = Of(settings);
        return grounds.FirstOrDefault(ground => FoldedText.Of(ground) == folded)
            ?? (folded.Length > 0 && grounds.Where(ground => FoldedText.Contains(ground, folded)).Take(2).ToArray() is [var only]
                ? only
                : null);
    }

    /// <summary>Whether a text names one of the laws that are a regime and excuse nothing.</summary>
    public static bool NamesRegime(string text) => Regimes.Any(law => text.Contains(law, StringComparison.Ordinal));
}
