using System.Diagnostics;
using Chamada.Core.Archive.Rosters;
using Chamada.Tests.EndToEnd;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Archive.Rosters;

/// <summary>Whatever a name leads to, reading it ends, and says what was wrong; and names are understood as people give them.</summary>
public sealed class RosterFileTests
{
    [Fact]
    public async Task A_folder_a_missing_file_and_one_without_end_are_told_apart()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(FileFault.IsFolder, (await Read(folder.Path)).Fault);
        Assert.Equal(FileFault.NotFound, (await Read(Path.Combine(folder.Path, "x.csv"))).Fault);
        Assert.Equal(FileFault.NotFound, (await Read(Path.Combine(folder.Path, "no", "x.csv"))).Fault);
        Assert.Equal(FileFault.Failed, (await Read("a\0b")).Fault);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no /dev/zero.");
        Assert.Equal(FileFault.TooLarge, (await Read("/dev/zero")).Fault);
    }

    [Fact]
    public async Task A_file_of_two_gigabytes_is_refused_without_reading_it()
    {
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "large.csv");
        using (FileStream large = File.Create(file))
        {
            large.SetLength(2L * 1024 * 1024 * 1024);
        }

        Assert.Equal(FileFault.TooLarge, (await Read(file)).Fault);
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_to_is_given_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes in folders.");
        using TemporaryFolder folder = new();
        string pipe = Path.Combine(folder.Path, "pipe");
        using (Process make = Process.Start(InstalledProgram.StartInfo("mkfifo", pipe))!)
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        FakeTimeProvider clock = new();
        Task<FileReading> reading = RosterFile.ReadAsync(pipe, clock, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(FileFault.Silent, (await reading).Fault);
        using FileStream release = new(pipe, FileMode.Open, FileAccess.Write);
    }

    [Fact]
    public async Task A_pipe_that_somebody_writes_to_is_read()
    {
        Assert.Equal("10;Ana\n"u8.ToArray(),
            (await RosterFile.ReadAsync(new MemoryStream("10;Ana\n"u8.ToArray()), TestContext.Current.CancellationToken)).Content);
    }

    [Theory]
    [InlineData("/aulas/lista de alunos.csv", "/aulas/lista de alunos.csv")]
    [InlineData("  /aulas/lista.csv ", "/aulas/lista.csv")]
    [InlineData("'/aulas/lista de alunos.csv' ", "/aulas/lista de alunos.csv")]
    [InlineData("\"/aulas/lista de alunos.csv\"", "/aulas/lista de alunos.csv")]
    [InlineData(@"/aulas/lista\ de\ alunos\ \(1\).csv", "/aulas/lista de alunos (1).csv")]
    [InlineData(@"'/aulas/d'\''Avila.csv'", "/aulas/d'Avila.csv")]
    [InlineData("file:///aulas/lista%20de%20alunos.csv", "/aulas/lista de alunos.csv")]
    [InlineData("file://localhost/aulas/Jo%C3%A3o.csv", "/aulas/João.csv")]
    [InlineData("~/lista.csv", "/home/ana/lista.csv")]
    [InlineData(@"'~/lista.csv'", "/home/ana/lista.csv")]
    [InlineData("~", "/home/ana")]
    [InlineData(@"/aulas/a\b.csv", @"/aulas/a\b.csv")]
    [InlineData("/aulas/it's.csv", "/aulas/it's.csv")]
    public void A_path_is_understood_as_a_terminal_drops_it(string text, string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Backslashes separate folders there.");
        Assert.Equal(path, DroppedPath.Read(text, "/home/ana", candidate => candidate is @"/aulas/a\b.csv" or "/aulas/it's.csv"));
    }

    private static Task<FileReading> Read(string path) =>
        RosterFile.ReadAsync(path, TimeProvider.System, TestContext.Current.CancellationToken);
}
