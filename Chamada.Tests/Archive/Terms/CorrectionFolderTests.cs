using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Interop;
using Chamada.Tests.Rules;
using Microsoft.Extensions.Time.Testing;
using static Chamada.Tests.Archive.Terms.TermFixture;

namespace Chamada.Tests.Archive.Terms;

/// <summary>Corrections beside a saved list: appended, chained, and never in the list itself.</summary>
public sealed partial class CorrectionFolderTests : IDisposable
{
    private static readonly CorrectionChange Late = new CorrectionChange.Status(Id("1"), AttendanceStatus.Late, 1, "a \"ground\"");

    private readonly TemporaryFolder _temporary = new();
    private readonly FakeTimeProvider _clock = new(First.AddDays(1));
    private readonly SavedListFolder _lists;
    private readonly CorrectionFolder _corrections;

    public CorrectionFolderTests()
    {
        _lists = new SavedListFolder(_temporary.Path);
        _corrections = new CorrectionFolder(_temporary.Path, _clock, "ana");
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void What_is_said_last_holds_though_the_clock_was_set_back()
    {
        SavedList list = List(First, ("1", 0));
        SavedListFile file = _lists.Save(list).Value!;
        DateTimeOffset first = _clock.GetLocalNow();
        Assert.Null(_corrections.Add(file, list, Late, "x").Error);
        CorrectionFolder behind = new(_temporary.Path, new FakeTimeProvider(First.AddDays(-1)), "rui");
        CorrectionChange last = new CorrectionChange.Status(Id("1"), AttendanceStatus.Excused, null, "");

        CorrectionRecord record = behind.Add(file, list, last, "y").Value!;

        Assert.Equal([first, first], record.Entries.Select(static entry => entry.At));
        Assert.Equal([Late, last], Correction.InForce(record.Entries).Select(static entry => entry.Change));
        Assert.Equal([Late], Correction.InForce(behind.Undo(file, list, "z").Value!.Entries).Select(static entry => entry.Change));
    }

    [Fact]
    public void What_was_corrected_is_read_back_and_the_list_is_untouched()
    {
        SavedList list = List(First, ("1", 0));
        SavedListFile file = _lists.Save(list).Value!;
        byte[] before = File.ReadAllBytes(file.File);

        CorrectionChange[] changes =
        [
            Late, new CorrectionChange.Moved(Id("1"), Id("2")), new CorrectionChange.Lessons(3), new CorrectionChange.Discarded(),
            new CorrectionChange.Dated(First.AddDays(3)), new CorrectionChange.Undone(2),
        ];
        foreach (CorrectionChange change in changes)
        {
            Assert.Null(_corrections.Add(file, list, change, "  wegen ção \u202e\n").Error);
        }

        CorrectionRecord read = CorrectionFolder.Read(file, list).Value!;
        Assert.Equal(changes, read.Entries.Select(static entry => entry.Change));
        Assert.All(read.Entries, entry => Assert.Equal(
            ("ana", _clock.GetLocalNow(), "wegen ção"), (entry.By, entry.At, entry.Reason.Text)));
        Assert.Equal(before, File.ReadAllBytes(file.File));
        Assert.Equal([file.File], _lists.Files().Value!.Select(static one => one.File));
        Assert.Equal(
            new CorrectionCheck(CorrectionFault.None, 6), CorrectionCheck.Of(File.ReadAllBytes(file.CorrectionsFile), before));
    }

    [Fact]
    public void Two_programs_that_correct_one_list_lose_nothing()
    {
        SavedList list = List(First, ("1", 0));
        SavedListFile file = _lists.Save(list).Value!;
        Parallel.For(0, 24, i => Assert.Null(new CorrectionFolder(_temporary.Path, TimeProvider.System, $"p{i}")
            .Add(file, list, Late, $"{i}").Error));

        CorrectionRecord read = CorrectionFolder.Read(file, list).Value!;
        Assert.Equal(Enumerable.Range(0, 24).Select(static i => $"p{i}").Order(), read.Entries.Select(static entry => entry.By).Order());
        Assert.Equal(
            new CorrectionCheck(CorrectionFault.None, 24),
            CorrectionCheck.Of(File.ReadAllBytes(file.CorrectionsFile), File.ReadAllBytes(file.File)));
    }

    [Theory]
    [InlineData("at", "2026-08-04T08:00:00.001-03:00")]
    [InlineData("by", "rui")]
    [InlineData("as", "present")]
    [InlineData("student", "2")]
    [InlineData("ground", "another")]
    [InlineData("missed", "2")]
    [InlineData("reason", "another")]
    [InlineData("lessons", "2")]
    public void A_changed_member_is_found_at_its_correction(string member, string value)
    {
        SavedList list = List(First, ("1", 0));
        SavedListFile file = _lists.Save(list).Value!;
        _corrections.Add(file, list, Late, "one");
        _corrections.Add(file, list, Late, "two");
        JsonNode root = JsonNode.Parse(File.ReadAllText(file.CorrectionsFile))!;
        root["corrections"]![1]![member] = value;

        Assert.Equal(
            new CorrectionCheck(CorrectionFault.Entry, 1),
            CorrectionCheck.Of(Encoding.UTF8.GetBytes(root.ToJsonString()), File.ReadAllBytes(file.File)));
    }

    [Fact]
    public void Corrections_of_another_list_and_those_without_the_first_are_found()
    {
        SavedList list = List(First, ("1", 0)), other = List(First.AddDays(1), ("1", 0));
        SavedListFile file = _lists.Save(list).Value!, otherFile = _lists.Save(other).Value!;
        _corrections.Add(file, list, Late, "one");
        _corrections.Add(file, list, Late, "two");
        byte[] corrections = File.ReadAllBytes(file.CorrectionsFile);
        Assert.Equal(CorrectionFault.Start, CorrectionCheck.Of(corrections, File.ReadAllBytes(otherFile.File)).Fault);
        JsonNode root = JsonNode.Parse(corrections)!;
        root["corrections"]!.AsArray().RemoveAt(0);
        Assert.Equal(CorrectionFault.Entry, CorrectionCheck.Of(Encoding.UTF8.GetBytes(root.ToJsonString()), null).Fault);
        Assert.Equal(CorrectionFault.NoCorrections, CorrectionCheck.Of("[]"u8.ToArray(), null).Fault);
        Assert.Equal(CorrectionFault.NoCorrections, CorrectionCheck.Of("{"u8.ToArray(), null).Fault);
    }

    [Fact]
    public void An_erased_reason_leaves_the_chain_whole_and_nothing_to_read()
    {
        SavedList list = List(First, ("1", 0));
        SavedListFile file = _lists.Save(list).Value!;
        _corrections.Add(file, list, Late, "a disease");
        CorrectionRecord erased = _corrections.Change(file, list, static record => record.Erase(static _ => true)).Value!;
        Assert.Null(erased.Entries[0].Reason.Text);
        string text = File.ReadAllText(file.CorrectionsFile);
        Assert.DoesNotContain("disease", text, StringComparison.Ordinal);
        Assert.DoesNotContain("salt", text, StringComparison.Ordinal);
        Assert.Equal(CorrectionFault.None, CorrectionCheck.Of(Encoding.UTF8.GetBytes(text), File.ReadAllBytes(file.File)).Fault);
        Assert.Null(_corrections.Add(file, list, Late, "once more").Error);
        Assert.Equal(
            new CorrectionCheck(CorrectionFault.None, 2),
            CorrectionCheck.Of(File.ReadAllBytes(file.CorrectionsFile), File.ReadAllBytes(file.File)));
    }

    [Fact]
    public void Copies_that_went_different_ways_are_joined_without_loss_and_once()
    {
        SavedList list = List(First, ("1", 0));
        SavedListFile file = _lists.Save(list).Value!;
        CorrectionRecord common = _corrections.Add(file, list, Late, "common").Value!;
        CorrectionRecord here = common.With(First, "ana", new CorrectionChange.Lessons(2), SealedReason.Of("here", [1]));
        CorrectionRecord there = common.With(First, "rui", new CorrectionChange.Lessons(4), SealedReason.Of("there", [2]))
            .With(First, "rui", new CorrectionChange.Undone(2), SealedReason.Of("not so", [3]));

        CorrectionRecord merged = here.Merge(there);

        Assert.Equal(["common", "here", "there", "not so"], merged.Entries.Select(static entry => entry.Reason.Text));
        Assert.Equal(new CorrectionChange.Undone(3), merged.Entries[3].Change);
        Assert.Equal(4, merged.Merge(there).Entries.Count);
        Assert.Equal(new CorrectionCheck(CorrectionFault.None, 4), CorrectionCheck.Of(merged.ToJson().ToArray(), null));
    }

    [Fact]
    public async Task The_verifier_in_the_document_comes_to_the_same()
    {
        SavedList list = List(First, ("1", 0));
        SavedListFile file = _lists.Save(list).Value!;
        _corrections.Add(file, list, Late, "motivo, ção");
        _corrections.Add(file, list, new CorrectionChange.Moved(Id("1"), Id("2")), "two");
        _corrections.Change(file, list, static record => record.Erase(static entry => entry.Number == 2));
        string program = Path.Combine(_temporary.Path, "verifier.py");
        string document = await File.ReadAllTextAsync(
            Path.Combine(LayerTests.Root(), "docs", "record.md"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(program, Python().Matches(document)[1].Groups[1].Value, TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), await VerifyAsync(file.CorrectionsFile));
        string text = await File.ReadAllTextAsync(file.CorrectionsFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            file.CorrectionsFile, text.Replace("\"late\"", "\"present\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal((1, "correction 1 does not fit\n"), await VerifyAsync(file.CorrectionsFile));

        async Task<(int, string)> VerifyAsync(string corrections)
        {
            await using ForeignProgram python = ForeignProgram.Start("python3", "-X", "utf8", program, corrections);
            ProcessOutcome outcome = await python.EndInputAsync();
            return (outcome.ExitCode, outcome.Output + outcome.Error);
        }
    }

    [Fact]
    public void A_file_that_is_none_is_an_error_that_names_it_and_nothing_is_written_over_it()
    {
        SavedList list = List(First, ("1", 0));
        SavedListFile file = _lists.Save(list).Value!;
        File.WriteAllText(file.CorrectionsFile, "{\"corrections\":[{}]}");
        Assert.Equal(file.CorrectionsFile, _corrections.Add(file, list, Late, "x").Error!.Path);
        Assert.Equal("{\"corrections\":[{}]}", File.ReadAllText(file.CorrectionsFile));
    }

    [GeneratedRegex("```python\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Python();
}
