using System.Globalization;
using System.Text.RegularExpressions;

namespace Chamada.Tests.EndToEnd;

/// <summary>A program in line mode as somebody uses it who hears its lines: looks for a choice by its words, and types its
/// number.</summary>
internal sealed class LineDialogue(Func<Task<string>> read, Func<string, Task> write)
{
    private int _seen;

    /// <summary>Waits until a text stands behind what was read before, and answers what came up to its end.</summary>
    public async Task<string> HearAsync(string text)
    {
        string all = "";
        TaskCompletionSource<int> said = new();
        try
        {
            await Poll.AgainAsync(said.Task, async () =>
            {
                all = await read(); // A process tells nobody that it has written.
                if (all.IndexOf(text, Math.Min(_seen, all.Length), StringComparison.Ordinal) is var at and >= 0)
                {
                    said.TrySetResult(at + text.Length);
                }
            });
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"“{text}” was not said:\n{all}");
        }

        string heard = all[_seen..said.Task.Result];
        _seen = said.Task.Result;
        return heard;
    }

    /// <summary>Takes the choice that begins with some words, by the number that it was read out with last.</summary>
    public async Task ChooseAsync(string words)
    {
        Match last = Regex.Matches(await read(), $@"^([0-9]+)\. {Regex.Escape(words)}", RegexOptions.Multiline).LastOrDefault()
            ?? throw new InvalidOperationException($"“{words}” is no choice:\n{await read()}");
        await write(int.Parse(last.Groups[1].Value, CultureInfo.InvariantCulture) + "\n");
    }

    /// <summary>Types a line.</summary>
    public Task TypeAsync(string line) => write(line + "\n");

    /// <summary>Takes a field and types what it is to hold.</summary>
    public async Task FillAsync(string label, string value, string asked)
    {
        await ChooseAsync(label + ":");
        await HearAsync(asked);
        await TypeAsync(value);
        await HearAsync($"{label}: {value}");
    }
}
