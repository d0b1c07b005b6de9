using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Boards;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.RollCalls;

/// <summary>The upper part of a roll call: which class, since when, the large count, who came last, the bar.</summary>
internal sealed class RollCallHead(Look look, ShownRollCall model, TimeProvider clock) : Canvas(look)
{
    /// <summary>Its lines with small digits and with large ones.</summary>
    public const int SmallHeight = 5, LargeHeight = 8;

    private const int ArrivalColumns = 36, WidestArrivals = 64, Gap = 3;

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
            PaintArrivals(Math.Max(end + Gap, width - WidestArrivals), height - 2);
        }

        PaintBar(height - 1, width);
    }

    private void PaintTitle(int width)
    {
        ScreenStrings s = Look.Strings;
        Tone tone = model.Phase switch
        {
            RollCallPhase.Open => Tone.GoodBand,
            RollCallPhase.Refused or RollCallPhase.Gone => Tone.BadBand,
            _ => Tone.NeutralBand,
        };
        int end = PutRight(width - 1, 0, $" {RollCallWords.NameOf(model.Phase, s)} ", tone) - 1;
        int x = Put(1, 0, s.ClassTitle(model.Class.ToString()), Tone.Strong) + Gap;
        DateTimeOffset now = clock.GetUtcNow() + model.ServerAhead;
        if (model.Phase == RollCallPhase.Opening)
        {
            Put(x, 0, s.Opening, Tone.Normal);
        }
        else if (model.Phase is RollCallPhase.Closed or RollCallPhase.Gone)
        {
            string times = s.ClosedAt(model.OpenedAt, model.ClosedAt);
            bool fits = TextFit.Columns(times) <= end - x || model.OpenedAt is null || model.ClosedAt is null;
            Put(x, 0, fits ? times : ScreenStrings.Span(model.OpenedAt!.Value, model.ClosedAt!.Value), Tone.Normal);
        }
        else if (model.OpenedAt is { } opened)
        {
            (string left, Tone urgency) = TimeLeft.Of(model.Phase == RollCallPhase.Open ? model.ClosesAt : null, now, s);
            string since = s.OpenSince(opened), running = s.OpenFor(Positive(now - opened));

            // Where there is no room for everything, what ends is worth more than what has been.
            x = Put(x, 0, since, Tone.Normal) + Gap;
            int needed = TextFit.Columns(left) + (left.Length > 0 ? Gap : 0);
            if (x + TextFit.Columns(running) + needed <= end)
            {
                x = Put(x, 0, running, Tone.Normal) + Gap;
            }

            Put(x, 0, left, urgency);
        }
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

        string[] lines = IsRead ? [count] : BigText.Lines(count, large);
        for (int i = 0; i < lines.Length; i++)
        {
            Put(2, 1 + i, lines[i], Tone.Accent);
        }

        int x = 2 + lines[0].Length + 2;
        int y = Math.Max(1, lines.Length - 2);
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
