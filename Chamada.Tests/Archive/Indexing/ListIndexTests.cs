using System.Text;
using Chamada.Core.Archive;
using Chamada.Core.Archive.Indexing;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Archive.Terms;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.Archive.Terms;
using Chamada.Tests.EndToEnd;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Archive.Indexing;

/// <summary>The index of saved lists: never another truth than the lists themselves.</summary>
public sealed class ListIndexTests : IDisposable
{
    private static readonly ClassNumber Class = TermFixture.Class;

    private readonly TemporaryFolder _temporary = new();

    // Ahead of the file system's clock, so that what a test writes is old enough.
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow.AddHours(1));
    private readonly TeacherFolder _folder;
    private readonly ListIndex _index;

    public ListIndexTests()
    {
        _folder = new TeacherFolder(_temporary.Path, _clock);
        _index = ListIndex.Of(_folder);
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void What_the_index_says_is_what_the_lists_say()
    {
        SavedList full = Full();
        Save(full);
        Save(TermFixture.List(TermFixture.First.AddDays(7), ("1", 0), ("2", 70)));
        Save(TermFixture.List(TermFixture.First.AddDays(14)) with { OpenedAt = null });
        IReadOnlyList<PastList> first = Read();
        Assert.True(File.Exists(_index.FileOf(Class)));
        Assert.All(first, static past => Assert.NotNull(past.Reading.Value));
        Assert.Equal(first.Select(Text), Read().Select(Text));
        Assert.Equal(3, ListIndexFile.Read(File.ReadAllBytes(_index.FileOf(Class))).Count);

        ListSummary read = Read()[^1].Reading.Value!;
        Assert.Equal(Text(full), Text(read));
        Assert.Equal([new SharedRegistration(Id("2"), Id("1"), FlagKind.Device)], read.Shared);
    }

    [Fact]
    public void A_list_that_did_not_change_is_not_read_again()
    {
        Save(TermFixture.List(TermFixture.First, ("1", 0)));
        Read();
        byte[] index = File.ReadAllBytes(_index.FileOf(Class));
        IndexedList known = ListIndexFile.Read(index).Values.Single();
        Put(known with { Summary = known.Summary with { Students = [] } });

        // What only the index says: so it was the index that was asked.
        Assert.Empty(Read()[0].Reading.Value!.Students);
    }

    [Fact]
    public void A_list_that_is_added_changed_or_taken_away_is_noticed()
    {
        SavedListFile kept = Save(TermFixture.List(TermFixture.First, ("1", 0)));
        SavedListFile gone = Save(TermFixture.List(TermFixture.First.AddDays(7), ("1", 0)));
        Assert.Equal(2, Read().Count);

        File.Delete(gone.File);
        Save(TermFixture.List(TermFixture.First.AddDays(14), ("1", 0), ("2", 1), ("3", 2)));
        Assert.Equal([3, 1], Read().Select(static past => past.Reading.Value!.Students.Count));

        // By hand, with as many bytes as before, and with the time of before.
        DateTime written = File.GetLastWriteTimeUtc(kept.File);
        string text = File.ReadAllText(kept.File);
        File.WriteAllText(kept.File, text.Replace("\"student\": \"1\"", "\"student\": \"7\"", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(kept.File, OperatingSystem.IsLinux() ? written : written.AddSeconds(1));
        Assert.Equal(Id("7"), Read()[1].Reading.Value!.Students[0].Student);
        Assert.Equal(Id("7"), Read()[1].Reading.Value!.Students[0].Student);
    }

    [Fact]
    public void What_was_written_a_moment_ago_is_read_again()
    {
        _clock.SetUtcNow(DateTimeOffset.UtcNow.AddHours(1));
        FakeTimeProvider now = new(DateTimeOffset.UtcNow);
        ListIndex index = new(Path.Combine(_temporary.Path, "index"), now);
        Save(TermFixture.List(TermFixture.First, ("1", 0)));
        Assert.Single(index.Read(_folder.SavedLists, Class).Value!);
        Assert.False(File.Exists(index.FileOf(Class)));
        Assert.Single(Read());
        Assert.True(File.Exists(index.FileOf(Class)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("chamada index 1\n")]
    [InlineData("chamada index 9\nwhat a later edition writes, with a checksum that is none of ours")]
    [InlineData(null)]
    public void An_index_that_is_damaged_is_made_anew(string? content)
    {
        Save(TermFixture.List(TermFixture.First, ("1", 0)));
        Read();
        string file = _index.FileOf(Class);
        byte[] good = File.ReadAllBytes(file), bad = content is null ? [.. good] : Encoding.ASCII.GetBytes(content);
        if (content is null)
        {
            bad[^3] ^= 1;
        }

        File.WriteAllBytes(file, bad);
        Assert.Equal(Id("1"), Read()[0].Reading.Value!.Students[0].Student);
        Assert.Equal(good, File.ReadAllBytes(file));
    }

    [Fact]
    public void Whatever_is_cut_off_an_index_it_is_only_read_whole()
    {
        Save(Full());
        Read();
        byte[] good = File.ReadAllBytes(_index.FileOf(Class));
        for (int length = 0; length < good.Length; length++)
        {
            Assert.Empty(ListIndexFile.Read(good[..length]));
        }

        Assert.Single(ListIndexFile.Read(good));
    }

    [Fact]
    public void Without_a_place_for_the_index_everything_is_read_all_the_same()
    {
        Save(TermFixture.List(TermFixture.First, ("1", 0)));
        File.WriteAllText(Path.Combine(_temporary.Path, "index"), "a file where the folder would be");
        Assert.Single(Read());
        Assert.Single(TermFolder.Read(_folder, Class).Value!.Meetings);
    }

    [Fact]
    public void What_is_not_as_it_should_be_is_named_each_time()
    {
        SavedList list = Full();
        SavedListFile changed = Save(list), unreadable = Save(list with { OpenedAt = TermFixture.First.AddDays(1), Chain = null });
        File.WriteAllText(changed.File, File.ReadAllText(changed.File).Replace(":04:00.000", ":05:00.000", StringComparison.Ordinal));
        File.WriteAllText(unreadable.File, "{");
        for (int i = 0; i < 3; i++)
        {
            ClassTerm term = TermFolder.Read(_folder, Class).Value!;
            Assert.Equal([unreadable.File, changed.File], term.Issues.Select(static issue => issue.File).Order().Reverse());
            Assert.Single(term.Meetings);
        }
    }

    [Fact]
    public void Programs_that_write_one_index_at_once_leave_a_whole_one_and_each_sees_every_list()
    {
        for (int day = 0; day < 12; day++)
        {
            Save(TermFixture.List(TermFixture.First.AddDays(day), ("1", 0), ($"{day}", 1)));
        }

        Parallel.For(0, 8, turn =>
        {
            TeacherFolder own = new(_temporary.Path, _clock);
            if (turn % 2 == 0)
            {
                Assert.Null(own.SavedLists.Save(TermFixture.List(TermFixture.First.AddDays(100 + turn), ("1", 0))).Error);
            }

            Assert.InRange(ListIndex.Of(own).Read(own.SavedLists, Class).Value!.Count, 12, 16);
        });
        Assert.Equal(16, Read().Count);
        Assert.Equal(16, ListIndexFile.Read(File.ReadAllBytes(_index.FileOf(Class))).Count);
        Assert.Empty(Directory.GetFiles(Path.Combine(_temporary.Path, "index"), ".*"));
    }

    [Fact]
    public void Who_is_forgotten_stands_in_no_index()
    {
        Save(Full());
        Read();
        Assert.True(Contains("Érica"));
        CorrectionFolder corrections = new(Path.Combine(_temporary.Path, "rolls"), _clock, "ana");
        Assert.Empty(new StudentErasure(_folder, corrections).Forget(Id("1")).Failures);
        Assert.False(Contains("Érica"));
        Read();
        Assert.False(Contains("Érica"));

        bool Contains(string text) => Directory.GetFiles(Path.Combine(_temporary.Path, "index"))
            .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);
    }

    [Fact]
    public void The_index_is_closed_to_others()
    {
        Save(Full());
        Read();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_index.FileOf(Class)));
        }
    }

    /// <summary>A list with all that a summary has: a shared device, a mark, somebody absent, names, lessons, another offset.</summary>
    private static SavedList Full()
    {
        DateTimeOffset opened = TermFixture.First, later = opened.AddMinutes(4).ToOffset(TimeSpan.FromHours(-2));
        AttendanceSheet sheet = new()
        {
            Roster = new Roster(
                [new RosterEntry(Id("1"), "Érica"), new RosterEntry(Id("2"), "Bruno"), new RosterEntry(Id("3"), "Carla")]),
        };
        sheet.Reset(
        [
            new RecordEntry(Id("1"), opened.AddMinutes(4), Mark.Present, ""),
            new RecordEntry(Id("2"), later, Mark.Present, ""),
            new RecordEntry(Id("2"), later, Mark.Flagged, "device 1"),
            new RecordEntry(Id("9"), opened.AddMinutes(9), Mark.Marked, "was there"),
        ]);
        RecordSalt salt = RecordSalt.Parse(new string('a', 32))!;
        return SavedList.From(sheet, Class, opened, opened.AddHours(1), new ServerAddress("h", 1), salt) with
        {
            Lessons = new SavedLessons(
                2, TimeSpan.FromMinutes(15),
                [new PlannedAbsence(Id("3"), new DateOnly(2026, 8, 1), new DateOnly(2026, 8, 9), AttendanceStatus.Excused, "LAW", "why")]),
        };
    }

    private static StudentId Id(string text) => TermFixture.Id(text);

    private static string Text(PastList past) => $"{past.File.File} {Text(past.Reading.Value!)}";

    /// <summary>All of a summary as text: two of them are the same when these are.</summary>
    private static string Text(ListSummary list) => string.Join(
        '|', list.Class, list.OpenedAt?.ToString("O"), list.ClosedAt.ToString("O"), list.Origin,
        string.Join(',', list.Students.Select(static one => $"{one.Student} {one.At:O} {one.Mark}")),
        list.Absent is null ? "none" : string.Join(',', list.Absent), list.OffRoster is null ? "none" : string.Join(',', list.OffRoster),
        string.Join(',', list.Names.Select(static pair => $"{pair.Key}={pair.Value}")),
        list.Lessons?.Lessons, list.Lessons?.LateAfter, string.Join(',', list.Lessons?.Planned ?? []), string.Join(',', list.Shared));

    private SavedListFile Save(SavedList list) => _folder.SavedLists.Save(list).Value!;

    private IReadOnlyList<PastList> Read() => _index.Read(_folder.SavedLists, Class).Value!;

    private void Put(IndexedList list) => File.WriteAllBytes(_index.FileOf(Class), ListIndexFile.Write([list]));
}
