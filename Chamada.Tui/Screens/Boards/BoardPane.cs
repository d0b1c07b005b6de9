using System.Globalization;
using Chamada.Core.Archive;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Widgets;

namespace Chamada.Tui.Screens.Boards;

/// <summary>
/// The board for the projector: at the left the QR code as large as it goes, at the right what is to be read from the back of the room.
/// What
/// is large gives way first where there is little room, then what only explains.
/// </summary>
internal sealed class BoardPane(Look look, BoardModel model, TimeProvider clock) : Canvas(look)
{
    private const int LeastText = 36, LargestDigits = 8, LargestCount = 4;

    private BoardText Words => Look.Strings.Board;

    private bool IsWifi => model.ShowsWifi && model.Wifi.Network is not null;

    /// <inheritdoc/>
    protected override void Paint(int width, int height)
    {
        QrPicture picture = model.Picture;
        bool isThere = IsWifi || (!model.IsLooking && model.HasPages);
        int scale = isThere ? picture.Fit(width - LeastText, height) : 0;
        int left = scale == 0 ? 1 : picture.Columns(scale) + 1;
        if (scale > 0)
        {
            string[] rows = picture.Lines(scale);
            int top = Math.Max(0, (height - rows.Length) / 2);
            for (int y = 0; y < rows.Length; y++)
            {
                Put(0, top + y, rows[y], Tone.Picture);
            }
        }

        PaintText(Fitting(width - left - 1, height, scale > 0), left, height);
    }

    private void PaintText(List<Block> blocks, int x, int height)
    {
        int free = height - blocks.Sum(static block => block.Lines.Count), gaps = blocks.Count - 1, y = 0;
        foreach (Block block in blocks)
        {
            foreach ((string line, Tone tone) in block.Lines)
            {
                Put(x, y++, line, tone);
            }

            // What is left over stands between the blocks, and above all not below the last one alone.
            int gap = gaps > 0 ? Math.Min(free / gaps, 2) : 0;
            y += gap;
            free -= gap;
            gaps--;
        }
    }

    /// <summary>The blocks in the largest sizes that fit.</summary>
    private List<Block> Fitting(int width, int height, bool hasPicture)
    {
        for (int digits = LargestDigits; digits >= 1; digits--)
        {
            for (int count = Math.Min(digits, LargestCount); count >= 1; count--)
            {
                foreach (bool explains in (bool[])[true, false])
                {
                    List<Block> blocks = [.. Blocks(width, digits, count, hasPicture, explains)];
                    if (blocks.Sum(static block => block.Lines.Count) + blocks.Count - 1 <= height
                        && blocks.All(block => block.Columns <= width))
                    {
                        return blocks;
                    }
                }
            }
        }

        return [.. Blocks(width, 1, 1, hasPicture, explains: false)];
    }

    private IEnumerable<Block> Blocks(int width, int digits, int count, bool hasPicture, bool explains)
    {
        yield return Head(width);
        if (IsWifi)
        {
            yield return Wifi(model.Wifi.Network!, width);
        }
        else
        {
            yield return Address(width, hasPicture, explains);
            if (model.Subject.Code is { } code)
            {
                yield return Code(code, digits);
            }
        }

        yield return Count(count);
    }

    private Block Head(int width)
    {
        ScreenStrings s = Look.Strings;
        IBoardSubject roll = model.Subject;
        DateTimeOffset now = clock.GetUtcNow() + roll.ServerAhead;
        string title = s.ClassTitle(roll.Class.ToString());
        string since = roll.OpenedAt is { } opened ? s.OpenSince(opened) : "";
        Block head = new();
        if (TextFit.Columns(title) + 3 + TextFit.Columns(since) <= width)
        {
            head.Add($"{title}   {since}", Tone.Strong);
        }
        else
        {
            head.Add(title, Tone.Strong);
            head.Add(since, Tone.Normal);
        }

        (string left, Tone tone) = TimeLeft.Of(roll.ClosesAt, now, s);
        if (left.Length > 0)
        {
            head.Add(left, tone);
        }

        return head;
    }

    private Block Address(int width, bool hasPicture, bool explains)
    {
        Block block = new();
        if (!model.HasPages)
        {
            return block.AddWrapped(Words.NoPages, width, Tone.Warning);
        }

        if (model.IsLooking)
        {
            return block.Add(Words.LookingForAddress, Tone.Dim);
        }

        if (explains || !hasPicture)
        {
            block.AddWrapped(hasPicture ? Words.PointCamera : Words.TypeAddress, width, Tone.Normal);
        }

        // Broken before the class at the worst: there a reader sees that it goes on.
        string url = model.TypedUrl;
        int slash = url.LastIndexOf('/');
        string[] parts = TextFit.Columns(url) <= width ? [url] : [url[..slash], url[slash..]];
        foreach (string part in parts)
        {
            block.Add(part, Tone.Accent);
        }

        if (model.IsOnlyHere)
        {
            block.AddWrapped(Words.OnlyHere, width, Tone.Warning);
        }
        else if (model.Addresses.Count > 1)
        {
            block.AddWrapped(Words.AddressOf(model.Shown + 1, model.Addresses.Count), width, Tone.Dim);
        }

        return block;
    }

    private Block Code(ClassCode code, int scale)
    {
        Block block = new();
        string[] digits = IsRead ? [code.Digits] : BigText.Scaled(code.Digits, scale);
        foreach (string line in digits)
        {
            block.Add(line, Tone.Strong);
        }

        TimeSpan left = code.LeftNow(clock);
        string seconds = left > TimeSpan.Zero ? Words.SecondsLeft((int)Math.Ceiling(left.TotalSeconds)) : Words.CodeWaits;
        int room = Math.Max(8, digits[0].Length - 6);
        int full = (int)Math.Clamp(Math.Ceiling(room * left.TotalMilliseconds / Math.Max(1, code.Period.TotalMilliseconds)), 0, room);
        return block.Add($"{new string('█', full)}{new string('░', room - full)}  {seconds}", Tone.BarFull);
    }

    private Block Count(int scale)
    {
        AttendanceSheet sheet = model.Subject.Sheet;
        int? expected = sheet.Roster.Count > 0 ? sheet.Roster.Count : null;
        int present = expected is null ? sheet.Present : sheet.PresentOnRoster;
        Block block = new();
        string number = present.ToString(CultureInfo.InvariantCulture);
        string[] lines = IsRead ? [number] : BigText.Scaled(number, scale);
        for (int i = 0; i < lines.Length; i++)
        {
            block.Add(i == lines.Length - 1 ? $"{lines[i]}  {Words.PresentOf(present, expected)}" : lines[i], Tone.Accent);
        }

        return block;
    }

    private Block Wifi(WifiNetwork network, int width)
    {
        Block block = new();
        block.Add(Words.WifiTitle, Tone.Strong);
        block.AddWrapped(Words.WifiName(network.Name), width, Tone.Accent);
        if (network.Password.Length > 0)
        {
            block.AddWrapped(Words.WifiPassword(network.Password), width, Tone.Accent);
        }
        else
        {
            block.Add(Words.WifiIsOpen, Tone.Normal);
        }

        return block.AddWrapped(Words.WifiNot8021X, width, Tone.Normal);
    }

    /// <summary>Lines that belong together.</summary>
    private sealed class Block
    {
        public List<(string Text, Tone Tone)> Lines { get; } = [];

        public int Columns => Lines.Max(static line => TextFit.Columns(line.Text));

        public Block Add(string line, Tone tone)
        {
            Lines.Add((line, tone));
            return this;
        }

        public Block AddWrapped(string text, int width, Tone tone)
        {
            Lines.AddRange(TextFit.Wrap(text, width).Select(line => (line, tone)));
            return this;
        }
    }
}
