using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Chamada.Tests.Interop;

namespace Chamada.Tests.EndToEnd;

/// <summary>
/// What a phone would read from a screen: the cells of a terminal as a picture, given to a reader of QR codes that knows nothing of this
/// program (ZBar).
/// </summary>
internal static partial class QrReader
{
    private const int CellWidth = 8, HalfCell = 8;

    /// <summary>Reads what stands on a captured screen with its colours; empty when nothing can be read.</summary>
    /// <param name="capture">Lines with escape sequences, as <see cref="TerminalSession.CaptureColoursAsync"/> gives them.</param>
    /// <param name="isLight">Whether the terminal's own colours are dark on light.</param>
    public static Task<string> ReadAsync(string capture, bool isLight = false)
    {
        (byte Ink, byte Paper) own = isLight ? ((byte)0, (byte)255) : ((byte)255, (byte)0);
        Pen pen = new(own.Ink, own.Paper, IsReversed: false); // What one line begins the next goes on with.
        return ReadAsync([.. capture.Split('\n').Select(line => CellsOf(line, own, ref pen))], own.Paper);
    }

    /// <summary>Reads characters that are drawn in black on white.</summary>
    public static Task<string> ReadAsync(IEnumerable<string> lines) =>
        ReadAsync([.. lines.Select(static line => line.Select(static c => new Cell(c, 0, 255)).ToList())], 255);

    /// <summary>As above, for a test on whose thread a screen lives: nothing can go on there while it waits.</summary>
    public static string Read(IEnumerable<string> lines)
    {
        string[] now = [.. lines];
        return Task.Run(() => ReadAsync(now)).GetAwaiter().GetResult();
    }

    private static async Task<string> ReadAsync(List<Cell>[] rows, byte paper)
    {
        int columns = rows.Max(static row => row.Count);
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "screen.pgm");
        using (FileStream picture = File.Create(file))
        {
            picture.Write(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"P5 {columns * CellWidth} {rows.Length * 2 * HalfCell} 255\n")));
            foreach (List<Cell> row in rows)
            {
                byte[] upper = [.. row.SelectMany(static cell => Enumerable.Repeat(cell.Upper, CellWidth))];
                byte[] lower = [.. row.SelectMany(static cell => Enumerable.Repeat(cell.Lower, CellWidth))];
                byte[] rest = [.. Enumerable.Repeat(paper, (columns - row.Count) * CellWidth)];
                for (int y = 0; y < 2 * HalfCell; y++)
                {
                    picture.Write(y < HalfCell ? upper : lower);
                    picture.Write(rest);
                }
            }
        }

        await using ForeignProgram reader = ForeignProgram.Start(
            "zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", file);
        ProcessOutcome outcome = await reader.EndInputAsync();
        Assert.True(outcome.ExitCode is 0 or 4, outcome.Error); // 4: no code was found.
        return outcome.Output.TrimEnd('\n');
    }

    /// <summary>A line of tmux's capture as cells.</summary>
    private static List<Cell> CellsOf(string line, (byte Ink, byte Paper) own, ref Pen pen)
    {
        List<Cell> cells = [];
        (byte ink, byte paper, bool isReversed) = pen;
        int at = 0;
        while (at < line.Length)
        {
            if (Style().Match(line, at) is { Success: true } style && style.Index == at)
            {
                at += style.Length;
                Queue<int> codes = new(style.Groups[1].Value.Split(';')
                    .Select(static code => code.Length == 0 ? 0 : int.Parse(code, CultureInfo.InvariantCulture)));
                while (codes.TryDequeue(out int code))
                {
                    switch (code)
                    {
                        case 0:
                            (ink, paper, isReversed) = (own.Ink, own.Paper, false);
                            break;
                        case 7 or 27:
                            isReversed = code == 7;
                            break;
                        case 38:
                            ink = Grey(codes);
                            break;
                        case 48:
                            paper = Grey(codes);
                            break;
                        case 39:
                            ink = own.Ink;
                            break;
                        case 49:
                            paper = own.Paper;
                            break;
                        case (>= 30 and <= 37) or (>= 90 and <= 97):
                            ink = Named(code);
                            break;
                        case (>= 40 and <= 47) or (>= 100 and <= 107):
                            paper = Named(code - 10);
                            break;
                    }
                }

                continue;
            }

            cells.Add(isReversed ? new Cell(line[at++], paper, ink) : new Cell(line[at++], ink, paper));
        }

        pen = new Pen(ink, paper, isReversed);
        return cells;
    }

    /// <summary>
    /// Of the sixteen colours that a user may have changed, black is dark and the bright white light; the others may be anything.
    /// </summary>
    private static byte Named(int code) => code switch
    {
        30 => 0,
        97 => 255,
        _ => 128,
    };

    /// <summary>The brightness of a colour that is given by its parts, or as one of xterm's 256.</summary>
    private static byte Grey(Queue<int> codes)
    {
        if (codes.Dequeue() == 2)
        {
            return (byte)((codes.Dequeue() + codes.Dequeue() + codes.Dequeue()) / 3);
        }

        int number = codes.Dequeue();
        if (number >= 232)
        {
            return (byte)(8 + (10 * (number - 232)));
        }

        int cube = number - 16;
        Assert.True(cube >= 0, "one of the user's own colours, which may be anything");
        return (byte)((Step(cube / 36) + Step(cube / 6 % 6) + Step(cube % 6)) / 3);

        static int Step(int step) => step == 0 ? 0 : 55 + (40 * step);
    }

    /// <summary>
    /// A character with the brightness of what is drawn and of what is behind it. Letters are left out: no reader looks at them.
    /// </summary>
    private readonly record struct Cell(char Character, byte Ink, byte Paper)
    {
        public byte Upper => Character is '█' or '▀' ? Ink : Paper;

        public byte Lower => Character is '█' or '▄' ? Ink : Paper;
    }

    private readonly record struct Pen(byte Ink, byte Paper, bool IsReversed);

    [GeneratedRegex("\e\\[([0-9;]*)m")]
    private static partial Regex Style();
}
