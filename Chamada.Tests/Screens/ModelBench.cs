using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Screens.Links;
using Chamada.Tui.Screens.RollCalls;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Screens;

/// <summary>The models' thread, a clock that a test moves, a server with faults and a teacher's folder of its own.</summary>
internal sealed class ModelBench : IDisposable
{
    private static readonly TimeSpan Limit = ChamadaProcess.Limit;

    private readonly SemaphoreSlim _posted = new(0);
    private readonly TemporaryFolder _temporary = new();

    public ModelBench()
    {
        Thread.Posted += () => _posted.Release();
        Clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("class", TimeSpan.FromHours(-3), "class", "class"));
        Server = new FaultyServer(Clock);
        Folder = new TeacherFolder(Path.Combine(_temporary.Path, "chamada"), Clock);
        Link = NewLink();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 19, 39, 2, TimeSpan.Zero));

    public ModelThread Thread { get; } = new();

    public FaultyServer Server { get; }

    public TeacherFolder Folder { get; }

    public ServerLink Link { get; }

    public static ClassNumber Class(long number) => ClassNumber.From(number);

    public static StudentId Student(string text) =>
        StudentId.TryParse(text, out StudentId student) ? student : throw new ArgumentException(text);

    public ServerLink NewLink() => new(Server.Address, Server.ConnectAsync, Thread, Clock, new Random(1));

    /// <summary>Connects.</summary>
    public ModelBench Connected()
    {
        Link.Start();
        Until(() => Link.OpenRolls is not null);
        return this;
    }

    public RollCallModel OpenRoll(long number, Roster? roster = null, TimeSpan? limit = null)
    {
        RollCallModel model = new(Class(number), roster ?? Roster.Empty, Link, Folder, Thread, limit);
        Until(() => model.Phase != RollCallPhase.Opening && (model.Phase != RollCallPhase.Open || Server.Log.Contains($"WATCH {number}")));
        return model;
    }

    /// <summary>Runs the models' work until something is true.</summary>
    public void Until(Func<bool> condition)
    {
        DateTime end = DateTime.UtcNow + Limit;
        while (Thread.Drain() || !condition())
        {
            if (!condition())
            {
                Assert.True(_posted.Wait(TimeSpan.FromMilliseconds(50)) || DateTime.UtcNow < end, "it did not come to that in 30 s");
            }
        }
    }

    /// <summary>Waits a moment for work from other threads, so that a loop that looks for something leaves them time.</summary>
    public void AwaitWork() => _posted.Wait(TimeSpan.FromMilliseconds(20));

    /// <summary>Runs what is there.</summary>
    public void Settle()
    {
        while (Thread.Drain())
        {
        }
    }

    /// <summary>Moves the clock, and runs what that sets off.</summary>
    public void Advance(double seconds)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        Settle();
    }

    public void Dispose()
    {
        // Not the semaphore: what is still under way on the pool may post.
        Server.Dispose();
        _temporary.Dispose();
    }

}
