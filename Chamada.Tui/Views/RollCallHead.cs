using System.Globalization;
using Chamada.Tui.Models;
using Chamada.Tui.Resources;

namespace Chamada.Tui.Views;

/// <summary>The upper part of a roll call: which class, since when, the large count, who came last, the bar.</summary>
internal sealed class RollCallHead(Look look, RollCallRecord model, TimeProvider clock) : Canvas(look)
{
    /// <summary>Its lines with small digits and with large ones.</summary>
    public const int SmallHeight = 5, LargeHeight = 8;

    private const int ArrivalColumns = 36;

    private string CountText => model.Sheet.Roster.Count == 0
        ? model.Sheet.Present.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{model.Sheet.PresentOnRoster}/{model.Sheet.Roster.Count}");

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        bool large = height >= LargeHeight;
        PaintTitle(width);
        bool showsArrivals = width >= 76;
        int end = PaintCount(large, width - (showsArrivals ? ArrivalColumns + 1 : 0));
        if (showsArrivals)
        {
            PaintArrivals(Math.Max(width - ArrivalColumns, end + 1), height - 2);
        }

        PaintBar(height - 1, width);
    }

    private void PaintTitle(int width)
    {
        ScreenStrings s = Look.Strings;
        int x = Put(1, 0, s.ClassTitle(model.Class.ToString()), Tone.Strong);
        string text = model.Phase switch
        {
            RollCallPhase.Opening => s.Opening,
            RollCallPhase.Closed or RollCallPhase.Gone => s.ClosedAt(model.OpenedAt, model.ClosedAt),
            _ when model.OpenedAt is { } opened => s.OpenSince(opened, Positive(clock.GetUtcNow() - opened)),
            _ => "",
        };
        Put(x + 3, 0, text, Tone.Normal);
        Tone tone = model.Phase switch
        {
            RollCallPhase.Open => Tone.GoodBand,
            RollCallPhase.Refused or RollCallPhase.Gone => Tone.BadBand,
            _ => Tone.NeutralBand,
        };
        PutRight(width - 1, 0, $" {RollCallWords.NameOf(model.Phase, s)} ", tone);
    }

    private int PaintCount(bool large, int room)
    {
        ScreenStrings s = Look.Strings;
        AttendanceSheet sheet = model.Sheet;
        string count = CountText;
        if (BigText.Columns(count, large) + 20 > room)
        {
            large = false;
        }

        string[] lines = BigText.Lines(count, large);
        for (int i = 0; i < lines.Length; i++)
        {
            Put(2, 1 + i, lines[i], Tone.Accent);
        }

        int x = 2 + lines[0].Length + 2;
        int y = lines.Length - 2;
        Put(x, y, s.PresentWord(sheet.Present), Tone.Strong);
        int end = x + 12;
        if (sheet.Roster.Count > 0)
        {
            end = Math.Max(Put(x, y + 1, s.AbsentCount(sheet.Absent), Tone.Normal), end);
            if (sheet.OffRoster > 0)
            {
                end = Math.Max(Put(x, y + 2, s.OffRosterCount(sheet.OffRoster), Tone.Warning), end);
            }
        }

        return end;
    }

    private void PaintArrivals(int x, int lines)
    {
        IReadOnlyList<Attendee> arrivals = model.Sheet.Arrivals;
        int room = Viewport.Width - x - 1;
        if (arrivals.Count == 0)
        {
            Put(x, 1, TextFit.Cut($"{Look.Strings.LastArrivals}: {Look.Strings.NobodyYet}", room), Tone.Dim);
            return;
        }

        for (int i = 0; i < lines && i < arrivals.Count; i++)
        {
            Attendee attendee = arrivals[^(i + 1)];
            string time = attendee.At is { } at ? ScreenStrings.Clock(at) : "—";
            string name = model.Sheet.Roster.NameOf(attendee.Student);
            string who = name.Length > 0 ? $"{attendee.Student} {name}" : attendee.Student.ToString();
            Put(x, 1 + i, TextFit.Cut($"{time}  {who}", room), i == 0 ? Tone.Strong : Tone.Dim);
        }
    }

    private void PaintBar(int y, int width)
    {
        AttendanceSheet sheet = model.Sheet;
        if (sheet.Roster.Count == 0)
        {
            return;
        }

        int percent = (int)(100L * sheet.PresentOnRoster / sheet.Roster.Count);
        int room = width - 8;
        int full = (int)((long)room * sheet.PresentOnRoster / sheet.Roster.Count);
        Put(1, y, new string('█', full), Tone.BarFull);
        Put(1 + full, y, new string('░', Math.Max(0, room - full)), Tone.BarEmpty);
        PutRight(width - 1, y, string.Create(CultureInfo.InvariantCulture, $"{percent} %"), Tone.Normal);
    }

    private static TimeSpan Positive(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
