using System.Collections.Concurrent;
using System.Globalization;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Drill;

/// <summary>
/// One class from its opening to the receipt of its list: students come at random moments, some ask twice, the teacher looks at the list
/// again and again. Everything that was acknowledged is compared with what the server says later.
/// </summary>
internal sealed class Lesson(DrillRequests requests, DrillRun drill, ClassNumber number, IReadOnlyList<StudentId> students, TimeSpan span)
{
    private readonly string _token = RollClient.NewToken();
    private readonly ConcurrentDictionary<StudentId, DateTimeOffset> _acknowledged = new();

    // Each is counted once, however often the list is looked at.
    private readonly ConcurrentDictionary<StudentId, bool> _lost = new(), _twice = new();

    /// <summary>Holds the lesson.</summary>
    public async Task RunAsync()
    {
        ClientResult<OpenReply> opened = await CountAsync(
            DrillRequest.Open, (client, limit) => client.OpenAsync(number, _token, cancellation: limit)).ConfigureAwait(false);
        if (opened.Value is null)
        {
            if (opened.Error!.Code == "EXISTS")
            {
                drill.Count(DrillRequest.Close).Lose(); // The end of the last lesson was acknowledged, and the class is still open.
            }

            return;
        }

        Task all = Task.WhenAll(students.Select(RegisterAsync));
        while (await Task.WhenAny(all, Task.Delay(RandomTime(TimeSpan.FromMilliseconds(500)), drill.Clock)).ConfigureAwait(false) != all)
        {
            await LookAsync().ConfigureAwait(false);
        }

        await all.ConfigureAwait(false);
        await LookAsync().ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
    }

    private async Task RegisterAsync(StudentId student)
    {
        await Task.Delay(RandomTime(span), drill.Clock).ConfigureAwait(false);
        await RegisterOnceAsync(student).ConfigureAwait(false);
        if (drill.Random.Next(5) == 0)
        {
            await RegisterOnceAsync(student).ConfigureAwait(false);
        }
    }

    private async Task RegisterOnceAsync(StudentId student)
    {
        ClientResult<PresenceReply> answer = await CountAsync(
            DrillRequest.Present, (client, limit) => client.PresentAsync(number, student, limit), static reply => reply.IsPresent)
            .ConfigureAwait(false);
        if (answer.Value is { IsPresent: true } reply)
        {
            Confirm(student, reply.At);
        }
        else if (answer.Value is not null)
        {
            drill.Count(DrillRequest.Open).Lose(); // "No roll call", and it was opened.
        }
    }

    /// <summary>Whoever is acknowledged is so with one time for ever; another one is a second registration.</summary>
    private void Confirm(StudentId student, DateTimeOffset at)
    {
        if (_acknowledged.GetOrAdd(student, at) != at && _twice.TryAdd(student, true))
        {
            drill.Count(DrillRequest.Present).Repeat();
        }
    }

    private async Task LookAsync()
    {
        // What was acknowledged before the question must be in the answer.
        StudentId[] expected = [.. _acknowledged.Keys];
        ClientResult<ListReply> answer = await requests.AskAsync(
            (client, limit) => client.ListAsync(number, _token, limit)).ConfigureAwait(false);
        if (answer.Value is { } list)
        {
            Compare(expected, [.. list.Students.Select(static student => student.Student)]);
            foreach (PresentStudent present in list.Students)
            {
                Confirm(present.Student, present.At);
            }
        }
        else if (answer.Error!.Fault == ClientFault.Refused)
        {
            drill.Count(DrillRequest.Open).Lose();
        }
    }

    private async Task CloseAsync()
    {
        StudentId[] expected = [.. _acknowledged.Keys];
        ClientResult<CloseReply> first =
            await CountAsync(DrillRequest.Close, (client, limit) => client.CloseAsync(number, _token, limit)).ConfigureAwait(false);
        if (first.Value is not { } closed)
        {
            if (first.Error!.Fault == ClientFault.Refused)
            {
                drill.Count(DrillRequest.Open).Lose();
                Compare(expected, []);
            }

            return;
        }

        Compare(expected, closed.Students);
        await CheckClosedAsync(closed).ConfigureAwait(false);

        // Asked again after a lost answer, the server may have nothing left to erase: that is the receipt, too.
        RequestCount receipts = drill.Count(DrillRequest.Received);
        receipts.Ask();
        long began = drill.Clock.GetTimestamp();
        ClientResult<string> received = await requests.AskAsync(
            (client, limit) => client.ReceivedAsync(number, _token, limit)).ConfigureAwait(false);
        if (received.Value is null && !received.Error!.HasNothingUnderToken)
        {
            return;
        }

        receipts.Acknowledge(drill.Clock.GetElapsedTime(began));
        if ((await requests.AskAsync((client, limit) => client.CloseAsync(number, _token, limit)).ConfigureAwait(false)).Value is not null)
        {
            receipts.Lose();
        }
    }

    /// <summary>Closed for good, and the same list when it is asked for again.</summary>
    private async Task CheckClosedAsync(CloseReply closed)
    {
        ClientResult<PresenceReply> late = await requests.AskAsync(
            (client, limit) => client.PresentAsync(number, Student(0), limit)).ConfigureAwait(false);
        if (late.Value is { IsPresent: true })
        {
            drill.Count(DrillRequest.Close).Lose();
        }

        ClientResult<CloseReply> again = await requests.AskAsync(
            (client, limit) => client.CloseAsync(number, _token, limit)).ConfigureAwait(false);
        if (again.Value is { } same
            ? same.ClosedAt != closed.ClosedAt || !same.Students.SequenceEqual(closed.Students)
            : again.Error!.Fault == ClientFault.Refused)
        {
            drill.Count(DrillRequest.Close).Lose();
        }
    }

    private void Compare(StudentId[] expected, IReadOnlyList<StudentId> list)
    {
        HashSet<StudentId> present = [];
        foreach (StudentId student in list)
        {
            if (!present.Add(student) && _twice.TryAdd(student, true))
            {
                drill.Count(DrillRequest.Present).Repeat();
            }
        }

        drill.Count(DrillRequest.Present).Lose(expected.Count(student => !present.Contains(student) && _lost.TryAdd(student, true)));
    }

    private async Task<ClientResult<T>> CountAsync<T>(
        DrillRequest kind, Func<IRollClient, CancellationToken, Task<ClientResult<T>>> ask, Func<T, bool>? isDone = null)
        where T : class
    {
        RequestCount count = drill.Count(kind);
        count.Ask();
        drill.Gap.Begin();
        long began = drill.Clock.GetTimestamp();
        ClientResult<T> answer = await requests.AskAsync(ask).ConfigureAwait(false);
        drill.Gap.End(answer.Value is not null);
        if (answer.Value is { } value && (isDone is null || isDone(value)))
        {
            count.Acknowledge(drill.Clock.GetElapsedTime(began));
        }

        return answer;
    }

    private TimeSpan RandomTime(TimeSpan limit) => limit * drill.Random.NextDouble();

    /// <summary>Student numbers as schools write them.</summary>
    public static StudentId Student(int index) =>
        StudentId.TryParse(index.ToString("D9", CultureInfo.InvariantCulture), out StudentId student)
            ? student
            : throw new ArgumentOutOfRangeException(nameof(index));
}
