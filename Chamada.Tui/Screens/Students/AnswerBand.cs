using Chamada.Core.Rolls;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Students;

/// <summary>The answer to a student: large, in words and in colour.</summary>
/// <param name="look">The language and the colours.</param>
/// <param name="answer">The answer, or null.</param>
/// <param name="waiting">What is said while a request waits, or null.</param>
/// <param name="log">What came of the numbers before; they stand in a line each below the answer.</param>
/// <param name="clock">Measures how long is left to wait.</param>
/// <param name="isDoor">Whether it stands at the door, where only a number can be typed.</param>
internal sealed class AnswerBand(
    Look look, Func<StudentAnswer?> answer, Func<string?> waiting, AnswerLog log, TimeProvider clock, bool isDoor) : Canvas(look)
{
    /// <summary>The lines that the answer itself needs.</summary>
    private const int LeastHeight = 6;

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        ScreenStrings s = Look.Strings;
        StudentAnswer? last = answer();
        TypedBefore[] before = [.. log.All.Where(typed => typed.Answer is null || typed.Answer != last)];
        int room = height;
        height = Math.Max(Math.Min(height, LeastHeight), height - before.Length);
        for (int i = 0; i < before.Length && height + i < room; i++)
        {
            PaintBefore(before[^(i + 1)], height + i, width);
        }

        if (last is { } shown)
        {
            RefusalWords? refusal = RefusalWords.Of(shown, s, clock, isDoor);
            Tone tone = shown.Outcome switch
            {
                StudentOutcome.Registered => Tone.GoodBand,
                StudentOutcome.Already or StudentOutcome.Kept => Tone.WarningBand,
                _ => refusal?.Tone ?? Tone.BadBand,
            };
            PaintAnswer(
                refusal?.Word ?? WordOf(shown, s), refusal?.Sentence ?? SentenceOf(shown, s), refusal?.Advice ?? AdviceOf(shown, s),
                tone, width, height);
        }
        else if (waiting() is { } sentence)
        {
            PaintAnswer(null, sentence, "", Tone.NeutralBand, width, height);
        }
    }

    private void PaintBefore(TypedBefore typed, int y, int width)
    {
        Fill(y, Tone.Normal);
        int x = Put(2, y, TextFit.Pad(typed.Text, Math.Min(StudentId.MaxLength, width / 2)), Tone.Strong) + 2;
        Put(x, y, typed.Answer is { } answer ? RefusalWords.Of(answer, Look.Strings, clock, isDoor)?.Word ?? WordOf(answer, Look.Strings)
            : Look.Strings.NoStudentNumber,
            typed.Answer is { } known ? ToneOf(known) : Tone.Bad);
    }

    private static Tone ToneOf(StudentAnswer answer) => answer.Outcome switch
    {
        StudentOutcome.Registered => Tone.Good,
        StudentOutcome.Already or StudentOutcome.Kept => Tone.Warning,
        _ => Tone.Bad,
    };

    private static string WordOf(StudentAnswer answer, ScreenStrings s) => answer.Outcome switch
    {
        StudentOutcome.Registered => s.WordRegistered,
        StudentOutcome.Already => s.WordAlready,
        StudentOutcome.Closed => s.WordClosed,
        StudentOutcome.NoHost => s.WordNotSent,
        StudentOutcome.Kept => s.WordKept,
        _ => s.WordRefused,
    };

    private static string SentenceOf(StudentAnswer answer, ScreenStrings s)
    {
        (string student, string number) = (answer.Student.ToString(), answer.Class.ToString());
        return answer.Outcome switch
        {
            StudentOutcome.Registered => s.SentenceRegistered(student, number, answer.At!.Value),
            StudentOutcome.Already => s.SentenceAlready(student, number, answer.At!.Value),
            StudentOutcome.Closed => s.SentenceClosed(student, number, answer.At!.Value),
            StudentOutcome.Kept => s.SentenceKept(student, number, answer.At!.Value),
            StudentOutcome.NoHost => NoHost(answer, s),
            _ => s.SentenceRefused(student, number, answer.Error is { } error ? s.Refusals.Of(error) : s.Refusals.Of(answer.Detail)),
        };
    }

    private static string NoHost(StudentAnswer answer, ScreenStrings s) => answer.Search switch
    {
        { } search => SearchWords.WhyNobody(search, answer.Class, s.Host.Peers),
        _ => s.Host.HostSilent(answer.Class.ToString(), answer.Detail),
    };

    private static string AdviceOf(StudentAnswer answer, ScreenStrings s) => answer.Outcome switch
    {
        StudentOutcome.Registered => s.AdviceRegistered,
        StudentOutcome.Already => s.AdviceAlready,
        StudentOutcome.NoHost when answer.Search is not null => "", // The sentence says what to do.
        StudentOutcome.Closed or StudentOutcome.NoHost => s.AdviceClosed,
        StudentOutcome.Kept => s.AdviceKept,
        _ => s.AdviceRefused,
    };

    private void PaintAnswer(string? word, string sentence, string advice, Tone tone, int width, int height)
    {
        for (int line = 0; line < height; line++)
        {
            Fill(line, tone);
        }

        bool large = word is not null && height >= 12 && BigText.Columns(word, large: true) <= width - 4;
        string[] big = word is null ? [] : IsRead ? [word] : BigText.Lines(word, large);
        List<string> lines = [.. TextFit.Wrap(sentence, width - 4)];
        if (advice.Length > 0)
        {
            lines.AddRange(TextFit.Wrap(advice, width - 4));
        }

        int needed = big.Length + (big.Length > 0 ? 1 : 0) + lines.Count;
        int y = Math.Max(0, (height - needed) / 2);
        foreach (string line in big)
        {
            Put(Math.Max(0, (width - line.Length) / 2), y++, line, tone);
        }

        y += big.Length > 0 ? 1 : 0;
        foreach (string line in lines)
        {
            Put(Math.Max(0, (width - TextFit.Columns(line)) / 2), y++, line, tone);
        }
    }
}
