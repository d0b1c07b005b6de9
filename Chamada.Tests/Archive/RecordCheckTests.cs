using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Core.Wire;
using Chamada.Tests.Cli;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Interop;
using Chamada.Tests.Rules;
using CsCheck;

namespace Chamada.Tests.Archive;

/// <summary>The chain over a saved list's record: what it finds, by this program and by the one in docs/record.md.</summary>
public sealed partial class RecordCheckTests : IDisposable
{
    private static readonly DateTimeOffset Opened = DateTimeOffset.Parse("2026-11-22T16:30:00.000-03:00", CultureInfo.InvariantCulture);
    private static readonly RecordSalt Salt = RecordSalt.Of("8f14e45fceea167a5a36dedd4bea2543");

    /// <summary>Records as a server can tell them: who is on the list is not put there again.</summary>
    private static readonly Gen<RecordEntry[]> Records =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 7], Gen.String[Gen.Char["aã \"\\:,3"], 0, 5]).Array[1, 12].Select(static steps =>
        {
            HashSet<int> present = [];
            List<RecordEntry> record = [];
            foreach ((int student, int kind, string reason) in steps)
            {
                Mark mark = kind >= 3 ? new[] { Mark.Flagged, Mark.Here, Mark.Missing, Mark.Heads, Mark.ClosedBy }[kind - 3]
                    : !present.Add(student) ? Mark.Removed
                    : kind == 1 ? Mark.Marked
                    : Mark.Present;
                _ = mark == Mark.Removed && present.Remove(student);
                record.Add(new RecordEntry(mark.HasStudent() ? Student(student) : default, Opened.AddMilliseconds(record.Count), mark,
                    mark == Mark.Present ? "" : reason));
            }

            return record.ToArray();
        });

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_list_as_it_was_saved_is_whole() => Records.Sample(static record =>
    {
        byte[] file = Save(record);
        RecordCheck check = RecordCheck.Of(file);
        Assert.Equal((RecordFault.None, record.Length), (check.Fault, check.Entries.Count));
        Assert.Equal(file, SavedList.Parse(file).ToJson().ToArray());
        Assert.All(check.Entries, (entry, i) => Assert.Equal(i + 1, check.Find(entry.Head)!.Number));
        Assert.Null(check.Find(new ChainHead(1, 2)));
    });

    [Fact]
    public void A_changed_character_in_any_member_of_any_entry_is_found_at_that_entry() =>
        Gen.Select(Records, Gen.Int[0, 11], Gen.Int[0, 4], Gen.Int[0, 70], Gen.Int[1, 20]).Sample(static (record, at, member, place, by) =>
        {
            JsonNode root = JsonNode.Parse(Save(record))!;
            int index = at % record.Length;
            JsonObject entry = root["record"]![index]!.AsObject();
            string name = new[] { "student", "at", "kind", "reason", "chain" }[member];
            string text = (string?)entry[name] ?? "";
            entry[name] = text.Length == 0
                ? "x"
                : text[..(place % text.Length)] + (char)(text[place % text.Length] + by) + text[((place % text.Length) + 1)..];

            RecordCheck check = RecordCheck.Of(Bytes(root));

            Assert.Equal((RecordFault.Entry, index + 1), (check.Fault, check.Broken!.Number));
        });

    [Fact]
    public void An_entry_that_is_missing_or_moved_and_every_other_part_is_found()
    {
        RecordEntry[] record =
        [
            new(Student(1), Opened.AddSeconds(1), Mark.Present), new(Student(2), Opened.AddSeconds(2), Mark.Present),
            new(Student(1), Opened.AddSeconds(3), Mark.Removed, "left"),
        ];
        AssertFound(RecordFault.Start, null, root => root["class"] = 3031);
        AssertFound(RecordFault.Start, null, root => root["opened"] = "2026-11-22T16:30:00.001-03:00");
        AssertFound(RecordFault.Start, null, root => root["chain"]!["salt"] = new string('0', 32));
        AssertFound(RecordFault.Entry, 1, root => root["record"]!.AsArray().RemoveAt(0));
        AssertFound(RecordFault.Entry, 2, root => root["record"]!.AsArray().RemoveAt(1));
        AssertFound(RecordFault.Refused, 1, root => root["record"]!.AsArray().RemoveAt(2));
        AssertFound(RecordFault.Refused, 2, root => root["refused"]![1]!["word"] = "waits");
        AssertFound(RecordFault.Refused, 1, root => root["refused"]![0]!["last"] = "2026-11-22T16:33:00.001-03:00");
        AssertFound(RecordFault.Refused, 1, root => root["refused"]!.AsArray().RemoveAt(0));
        AssertFound(RecordFault.Refused, 1, root => root["refused"] = "none");
        AssertFound(RecordFault.End, null, root => root["refused"]!.AsArray().RemoveAt(1));
        AssertFound(RecordFault.End, null, root => root["closed"] = "2026-11-22T17:30:00.001-03:00");
        AssertFound(RecordFault.Entry, 1, root => root["record"]![0]!["reason"] = 7);
        AssertFound(RecordFault.Entry, 1, root => root["record"]!.AsArray()[0] = "nothing");
        AssertFound(RecordFault.Students, 1, root => root["students"]![0]!["student"] = "9");
        AssertFound(RecordFault.Students, 1, root => root["students"]![0]!["by"] = "teacher");
        AssertFound(RecordFault.Students, 1, root => root["students"]!.AsArray().Clear());
        AssertFound(RecordFault.NoChain, null, root => root.AsObject().Remove("chain"));
        AssertFound(RecordFault.NoList, null, root => root.AsObject().Remove("students"));
        Assert.Equal(RecordFault.NoList, RecordCheck.Of("[1]"u8.ToArray()).Fault);
        Assert.Equal(RecordFault.NoList, RecordCheck.Of("no list"u8.ToArray()).Fault);

        void AssertFound(RecordFault fault, int? number, Action<JsonNode> change)
        {
            JsonNode root = JsonNode.Parse(Save(record))!;
            change(root);
            RecordCheck check = RecordCheck.Of(Bytes(root));
            Assert.Equal((fault, number), (check.Fault, check.Broken?.Number));
        }
    }

    [Fact]
    public void An_entry_about_nobody_says_so_and_does_not_merely_leave_the_student_out()
    {
        RecordEntry[] record = [new(Student(1), Opened.AddSeconds(1), Mark.Present), new(default, Opened.AddSeconds(2), Mark.Heads, "1")];
        JsonNode root = JsonNode.Parse(Save(record))!;
        Assert.Equal(RecordFault.None, RecordCheck.Of(Bytes(root)).Fault);
        root["record"]![1]!.AsObject().Remove("student");
        RecordCheck check = RecordCheck.Of(Bytes(root));
        Assert.Equal((RecordFault.Entry, 2), (check.Fault, check.Broken?.Number));
    }

    [Fact]
    public async Task The_verifier_in_the_document_is_of_twenty_lines_and_finds_what_the_program_finds()
    {
        string document = await File.ReadAllTextAsync(
            Path.Combine(LayerTests.Root(), "docs", "record.md"), TestContext.Current.CancellationToken);
        string verifier = Python().Match(document).Groups[1].Value;
        Assert.InRange(verifier.Split('\n').Count(static line => line.Trim().Length > 0), 10, 25);
        string program = Path.Combine(_folder.Path, "verifier.py"), file = Path.Combine(_folder.Path, "list.json");
        await File.WriteAllTextAsync(program, verifier, TestContext.Current.CancellationToken);
        RecordEntry[] record =
        [
            new(Student(1), Opened.AddSeconds(1), Mark.Present), new(Student(2), Opened.AddSeconds(2), Mark.Marked, "sem celular, não?"),
            new(Student(1), Opened.AddSeconds(3), Mark.Removed), new(Student(1), Opened.AddSeconds(4), Mark.Marked),
            new(Student(2), Opened.AddSeconds(5), Mark.Flagged, "device 1"),
            new(Student(2), Opened.AddSeconds(6), Mark.Missing), new(default, Opened.AddSeconds(7), Mark.Heads, "1"),
        ];
        Assert.Equal((0, ""), await VerifyAsync(static _ => { }));
        Assert.Equal(
            (1, "entry 4 does not fit\n"),
            await VerifyAsync(static root => root["record"]![3]!["at"] = "2026-11-22T16:30:04.001-03:00"));
        Assert.Equal((1, "entry 2 does not fit\n"), await VerifyAsync(static root => root["record"]![1]!["reason"] = "sem celular"));
        Assert.Equal(
            (1, "the count of wait does not fit\n"), await VerifyAsync(static root => root["refused"]![1]!["count"] = 3));
        Assert.Equal((1, "the start does not fit\n"), await VerifyAsync(static root => root["class"] = 1));
        foreach (Action<JsonNode> change in new Action<JsonNode>[]
        {
            static root => root["students"]![0]!["by"] = "student",
            static root => root["refused"]!.AsArray().RemoveAt(1),
        })
        {
            Assert.Equal((1, "the end, or the list of who was present, does not fit\n"), await VerifyAsync(change));
        }

        async Task<(int, string)> VerifyAsync(Action<JsonNode> change)
        {
            JsonNode root = JsonNode.Parse(Save(record))!;
            change(root);
            await File.WriteAllBytesAsync(file, Bytes(root), TestContext.Current.CancellationToken);
            await using ForeignProgram python = ForeignProgram.Start("python3", "-X", "utf8", program, file);
            ProcessOutcome outcome = await python.EndInputAsync();
            return (outcome.ExitCode, outcome.Output + outcome.Error);
        }
    }

    [Theory]
    [InlineData("en", "verify", "--receipt", "Whole: class 3030", "Entry 2 does not fit: s2 present",
        "The receipt is of entry 2: s2 present")]
    [InlineData("pt-BR", "conferir", "--recibo", "Íntegra: turma 3030", "O registro 2 não confere: s2 present",
        "O recibo é do registro 2: s2 present")]
    public async Task The_command_says_it_in_both_languages(
        string language, string command, string receipt, string whole, string broken, string given)
    {
        RecordEntry[] record = [new(Student(1), Opened, Mark.Present), new(Student(2), Opened, Mark.Present)];
        byte[] content = Save(record);
        string file = await WriteAsync("list.json", content), head = SavedList.Parse(content).Chain!.Heads[1].ToString();
        ProcessOutcome outcome = await CommandLine.RunAsync([command, file, "--lang", language]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith(whole, outcome.Output, StringComparison.Ordinal);
        outcome = await CommandLine.RunAsync([command, file, receipt, head.ToUpperInvariant(), "--lang", language]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains(given, outcome.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await CommandLine.RunAsync([command, file, receipt, new string('a', 64), "--lang", language])).ExitCode);
        Assert.Equal(2, (await CommandLine.RunAsync([command, file, receipt, new string('a', 63), "--lang", language])).ExitCode);

        JsonNode root = JsonNode.Parse(content)!;
        root["record"]![1]!["at"] = IsoTime.Format(Opened.AddMinutes(-1));
        string changed = await WriteAsync("changed.json", Bytes(root));
        outcome = await CommandLine.RunAsync([command, changed, "--lang", language]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith(broken, outcome.Output, StringComparison.Ordinal);
        outcome = await CommandLine.RunAsync([command, changed, "--json"]);
        Assert.Equal(
            (1, """{"class":3030,"opened":"2026-11-22T16:30:00.000-03:00","closed":"2026-11-22T17:30:00.000-03:00","result":"broken","""
                + "\"entries\":1,\"part\":\"entry\",\"broken\":"
                + """{"entry":2,"student":"s2","at":"2026-11-22T16:29:00.000-03:00","kind":"present","reason":""}}""" + "\n"),
            (outcome.ExitCode, outcome.Output));

        root.AsObject().Remove("chain");
        foreach (string other in new[]
        {
            await WriteAsync("old.json", Bytes(root)), await WriteAsync("text.json", "{}"u8.ToArray()), Path.Combine(_folder.Path, "none"),
        })
        {
            outcome = await CommandLine.RunAsync([command, other, "--lang", language]);
            Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
            Assert.NotEmpty(outcome.Error);
        }

        async Task<string> WriteAsync(string name, byte[] bytes)
        {
            string path = Path.Combine(_folder.Path, name);
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
            return path;
        }
    }

    private static byte[] Save(RecordEntry[] record) => SavedList.From(
        new CloseReply(ClassNumber.From(3030), Opened.AddHours(1), [])
        {
            OpenedAt = Opened,
            Record = record,
            Refused = [new RefusedLine("badcode", 12, Opened.AddMinutes(3)), new RefusedLine("wait", 2, Opened.AddMinutes(4))],
        },
        new ServerAddress("10.0.0.7", 5050),
        Roster.Empty,
        Salt).ToJson().ToArray();

    private static byte[] Bytes(JsonNode root) => Encoding.UTF8.GetBytes(root.ToJsonString());

    private static StudentId Student(int number) => StudentId.From($"s{number}");

    [GeneratedRegex("```python\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Python();
}
