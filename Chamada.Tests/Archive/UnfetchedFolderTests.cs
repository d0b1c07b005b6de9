using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.Log;
using Chamada.Tests.Rolls;
using Chamada.Tui.Resources.English;

namespace Chamada.Tests.Archive;

public sealed class UnfetchedFolderTests
{
    [Fact]
    public async Task A_list_that_nobody_fetched_is_a_file_like_those_that_teachers_save_and_is_kept_once()
    {
        using JournalFolder parent = new();
        string folder = Path.Combine(parent.Path, "data", UnfetchedFolder.Name);
        RollList list = await ClosedListAsync();
        UnfetchedFolder unfetched =
            new(folder, static () => new ServerAddress("192.168.0.10", 5050), static error => Assert.Fail(error.ToString()),
                new ExportTextEnglish().ToSpreadsheet);
        Assert.True(unfetched.Keep(list));
        Assert.True(unfetched.Keep(list)); // As after a kill between the file and the erasure.

        SavedListFile saved = Assert.Single(new SavedListFolder(folder).Files().Value!);
        Assert.Equal(ClassNumber.From(3030), saved.Class);
        SavedList roll = SavedListFolder.Read(saved).Value!;
        Assert.Equal(
            [("first", Mark.Present, ""), ("came-late", Mark.Marked, "bus")],
            roll.Students.Select(static student => (student.Student.ToString(), student.Mark, student.Reason)));
        Assert.Equal(["first", "gone", "gone", "came-late"], roll.Record.Select(static entry => entry.Student.ToString()));
        Assert.Equal(list.Record.OpenedAt.ToDateTimeOffset(), roll.OpenedAt);
        Assert.Equal(list.Record.Closing!.At.ToDateTimeOffset(), roll.ClosedAt);
        Assert.Equal(new ServerAddress("192.168.0.10", 5050), roll.Server);
        Assert.True(File.Exists(saved.CsvFile));
    }

    [Fact]
    public async Task A_list_that_cannot_be_written_is_said_so()
    {
        using JournalFolder parent = new();
        File.WriteAllText(parent.File("file"), "");
        List<FolderError> errors = [];
        UnfetchedFolder unfetched = new(Path.Combine(parent.Path, "file", "unfetched"), static () => new ServerAddress("h", 1), errors.Add);
        Assert.False(unfetched.Keep(await ClosedListAsync()));
        Assert.Contains(parent.Path, Assert.Single(errors).Path, StringComparison.Ordinal);
    }

    private static async Task<RollList> ClosedListAsync()
    {
        await using JournaledBook book = JournaledBook.InMemory();
        await book.Ask(RollVerb.Open, 3030, token: "t");
        await book.Ask(RollVerb.Present, 3030, "first");
        await book.Ask(RollVerb.Present, 3030, "gone");
        await book.Ask(RollVerb.MarkAbsent, 3030, "gone", "t");
        await book.Begin([RollAsk.For(RollVerb.MarkPresent, ClassNumber.From(3030), JournaledBook.Student("came-late"),
            JournaledBook.Token("t"), reason: "bus")]).Told;
        return (await book.Ask(RollVerb.Close, 3030, token: "t")).List!;
    }
}
