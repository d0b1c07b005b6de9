using System.Globalization;
using System.Text.Json;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Hosting;
using Chamada.Tests.Interop;

namespace Chamada.Tests.Cli;

/// <summary>An answer lost on the way, or a folder that cannot be written, costs nobody anything.</summary>
public sealed class LostAnswerTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestServer _server = new();

    private string Rolls => Path.Combine(_folder.Path, "chamada", "rolls");

    private string Tokens => Path.Combine(_folder.Path, "chamada", "tokens");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_student_whose_answer_was_lost_is_told_the_time_of_the_first_registration()
    {
        await RunAsync(_server.Address.ToString(), "teacher", "--open", "3030");
        await using LossyProxy proxy = new(_server.Address, "PRESENT", toLose: 2);

        ProcessOutcome outcome = await RunAsync(proxy.Address, "student", "--class", "3030", "--student", "10", "--json");

        Assert.Equal(2, proxy.Lost);
        Assert.Equal(0, outcome.ExitCode);
        using JsonDocument printed = JsonDocument.Parse(outcome.Output);
        Assert.Equal("already", printed.RootElement.GetProperty("result").GetString());
        using JsonDocument saved = await ClosedListAsync();
        Assert.Equal(
            printed.RootElement.GetProperty("at").GetString(), Assert.Single(saved.RootElement.GetProperty("students").EnumerateArray())
                .GetProperty("at").GetString());
    }

    [Fact]
    public async Task Opening_whose_answer_was_lost_is_opened_once_and_can_be_closed()
    {
        await using LossyProxy proxy = new(_server.Address, "OPEN", toLose: 1);

        Assert.Equal(0, (await RunAsync(proxy.Address, "teacher", "--open", "3030")).ExitCode);

        Assert.Equal(1, proxy.Lost);
        Assert.Equal(0, (await RunAsync(proxy.Address, "teacher", "--close", "3030")).ExitCode);
    }

    [Theory]
    [InlineData("--open")]
    [InlineData("--close")]
    public async Task After_a_program_that_gave_up_the_next_one_takes_the_roll_call_over(string next)
    {
        await using LossyProxy proxy = new(_server.Address, "OPEN", toLose: int.MaxValue);
        ProcessOutcome lost = await RunAsync(proxy.Address, "teacher", "--open", "3030", "--timeout", "0.3");
        Assert.Equal((3, ""), (lost.ExitCode, lost.Output));
        Assert.Contains("Asking again is safe.", lost.Error, StringComparison.Ordinal);
        proxy.LoseNoMore();

        Assert.Equal(0, (await RunAsync(proxy.Address, "teacher", next, "3030")).ExitCode);

        if (next == "--open")
        {
            Assert.Equal(0, (await RunAsync(proxy.Address, "teacher", "--close", "3030")).ExitCode);
        }

        Assert.Empty(Directory.GetFiles(Tokens));
    }

    [Fact]
    public async Task A_roll_call_whose_opening_was_lost_and_whose_time_is_over_costs_neither_its_list_nor_the_next_one()
    {
        SetClock clock = new(DateTimeOffset.Parse("2026-11-22T16:39:02.123-03:00", CultureInfo.InvariantCulture));
        await using TestServer server = new(clock: clock);
        await using LossyProxy proxy = new(server.Address, "OPEN", toLose: int.MaxValue);
        await RunAsync(proxy.Address, "teacher", "--open", "3030", "--for", "10m", "--timeout", "0.3");
        Assert.Equal(0, (await RunAsync(proxy.Address, "student", "--class", "3030", "--student", "first")).ExitCode);
        proxy.LoseNoMore();
        clock.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(1, (await RunAsync(proxy.Address, "student", "--class", "3030", "--student", "late")).ExitCode);

        Assert.Equal(0, (await RunAsync(proxy.Address, "teacher", "--open", "3030")).ExitCode);
        Assert.Equal(0, (await RunAsync(proxy.Address, "student", "--class", "3030", "--student", "second")).ExitCode);

        ProcessOutcome newest = await RunAsync(proxy.Address, "teacher", "--close", "3030", "--json");
        ProcessOutcome oldest = await RunAsync(proxy.Address, "teacher", "--close", "3030", "--json");
        Assert.Contains("\"students\":[\"second\"]", newest.Output, StringComparison.Ordinal);
        Assert.Contains("\"closed\":\"2026-11-22T16:49:02.123-03:00\",\"students\":[\"first\"]", oldest.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (newest.ExitCode, oldest.ExitCode));
        Assert.Empty(Directory.GetFiles(Tokens));
    }

    [Fact]
    public async Task Closing_whose_answer_was_lost_prints_and_saves_the_list_once_with_its_times()
    {
        await RunAsync(_server.Address.ToString(), "student", "--class", "3030", "--student", "never");
        await using LossyProxy proxy = new(_server.Address, "CLOSE", toLose: 1);
        await RunAsync(proxy.Address, "teacher", "--open", "3030");
        await RunAsync(proxy.Address, "student", "--class", "3030", "--student", "10");

        ProcessOutcome closed = await RunAsync(proxy.Address, "teacher", "--close", "3030", "--json");

        Assert.Equal(1, proxy.Lost);
        Assert.Equal(0, closed.ExitCode);
        Assert.Contains("\"students\":[\"10\"]", closed.Output, StringComparison.Ordinal);
        Assert.Matches(@"^Order,Student,Name,Status,Time,By,Reason\r\n1,10,,present,\d{4}-.+,student,\r\n$",
            File.ReadAllText(Assert.Single(Directory.GetFiles(Rolls, "*.csv"))));
    }

    [Fact]
    public async Task A_receipt_that_did_not_arrive_is_sent_by_closing_once_more_without_a_second_file()
    {
        await using LossyProxy proxy = new(_server.Address, "RECEIVED", toLose: int.MaxValue);
        await RunAsync(proxy.Address, "teacher", "--open", "3030");

        ProcessOutcome first = await RunAsync(proxy.Address, "teacher", "--close", "3030", "--timeout", "0.3");
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("the list is saved, but the server could not be told", first.Error, StringComparison.Ordinal);
        proxy.LoseNoMore();
        ProcessOutcome second = await RunAsync(proxy.Address, "teacher", "--close", "3030");

        // The receipt did arrive, only its answer did not: the server has nothing left, but the list is here.
        Assert.Equal((0, first.Output, ""), (second.ExitCode, second.Output, second.Error));
        Assert.Single(Directory.GetFiles(Rolls, "*.json"));
        Assert.Empty(Directory.GetFiles(Tokens));
    }

    [Fact]
    public async Task A_list_that_cannot_be_saved_is_printed_and_stays_with_the_server()
    {
        string address = _server.Address.ToString();
        await RunAsync(address, "teacher", "--open", "3030");
        await RunAsync(address, "student", "--class", "3030", "--student", "10");
        File.WriteAllText(Rolls, "in the way");

        ProcessOutcome failed = await RunAsync(address, "teacher", "--close", "3030", "--json");
        Assert.Equal(3, failed.ExitCode);
        Assert.Contains("\"students\":[\"10\"]", failed.Output, StringComparison.Ordinal);
        Assert.StartsWith($"chamada: the roll call is closed, but the list could not be saved in {Rolls}", failed.Error,
            StringComparison.Ordinal);
        File.Delete(Rolls);

        ProcessOutcome again = await RunAsync(address, "teacher", "--close", "3030", "--json");
        Assert.Equal((0, failed.Output, ""), (again.ExitCode, again.Output, again.Error));
        Assert.Single(Directory.GetFiles(Rolls, "*.json"));
        Assert.Empty(Directory.GetFiles(Tokens));
    }

    [Fact]
    public async Task Where_the_right_to_close_cannot_be_stored_nothing_is_opened()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Tokens)!);
        File.WriteAllText(Tokens, "in the way");

        ProcessOutcome refused = await RunAsync(_server.Address.ToString(), "teacher", "--open", "3030");

        Assert.Equal((3, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith($"chamada: nothing was opened: the right to close could not be stored in {Tokens}", refused.Error,
            StringComparison.Ordinal);
        Assert.Equal("", (await RunAsync(_server.Address.ToString(), "teacher", "--rolls", "--json")).Output);
    }

    [Fact]
    public async Task A_class_that_was_never_asked_for_leaves_no_token()
    {
        ProcessOutcome unreachable = await RunAsync("127.0.0.1:1", "teacher", "--open", "3030");

        Assert.Equal(3, unreachable.ExitCode);
        Assert.Empty(Directory.GetFiles(Tokens));
    }

    private Task<ProcessOutcome> RunAsync(string server, params string[] args) =>
        CommandLine.RunAsync([.. args, "--server", server], ("XDG_DATA_HOME", _folder.Path), ("CHAMADA_LANG", "en"));

    private async Task<JsonDocument> ClosedListAsync()
    {
        Assert.Equal(0, (await RunAsync(_server.Address.ToString(), "teacher", "--close", "3030")).ExitCode);
        return JsonDocument.Parse(File.ReadAllBytes(Assert.Single(Directory.GetFiles(Rolls, "*.json"))));
    }
}
