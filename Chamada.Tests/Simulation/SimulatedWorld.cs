using System.Globalization;
using Chamada.Core.Rolls;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Simulation;

/// <summary>What happened in a world.</summary>
/// <param name="Told">How many registrations were acknowledged.</param>
/// <param name="Closed">How many roll calls were closed and received.</param>
/// <param name="Restarts">How often the server ended, and began again with what was on its disk.</param>
/// <param name="Digest">Another number where anybody was told anything else.</param>
internal sealed record SimulatedLife(int Told, int Closed, int Restarts, ulong Digest);

/// <summary>A server and those who speak to it, on a schedule that a seed makes: the same seed, the same happens.</summary>
internal sealed class SimulatedWorld
{
    private const int Steps = 2_500, MostSteps = 100_000;

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private readonly List<RollEvent> _durable = [];
    private readonly SimulatedTeacher _teacher;
    private readonly List<SimulatedPeer> _peers;
    private ulong _digest = 14_695_981_039_346_656_037;
    private int _restarts;

    private SimulatedWorld(int seed)
    {
        Random = new Random(seed);
        Next();
        Server = new SimulatedServer(Random, _durable, _clock);
        _teacher = new SimulatedTeacher(this);
        _peers = [_teacher, new SimulatedTextStudent(this)];
        for (int i = Random.Next(1, 5); i > 0; i--)
        {
            _peers.Add(new SimulatedStudents(this));
        }

        for (int i = Random.Next(4); i > 0; i--)
        {
            _peers.Add(new SimulatedEnemy(this));
        }
    }

    public Random Random { get; }

    public SimulatedServer Server { get; private set; }

    /// <summary>All classes that there were; the teacher has the last.</summary>
    public List<ClassLedger> Classes { get; } = [];

    /// <summary>Whether somebody may have been cut short: by time, or because the server stops.</summary>
    public bool CutsShort { get; private set; }

    /// <summary>Whether nothing goes wrong any more and nobody begins anything.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>Whether the teacher closes what is open.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Lets everything happen.</summary>
    /// <exception cref="FoundException">Something was wrong.</exception>
    public static SimulatedLife Run(int seed)
    {
        SimulatedWorld world = new(seed);
        try
        {
            world.Live();
            world.End();
            return new SimulatedLife(
                world.Classes.Sum(static number => number.Present.Length), world.Classes.Count(static number => number.IsClosed),
                world._restarts, world._digest);
        }
        finally
        {
            world.Server.Kill();
        }
    }

    /// <summary>Somebody has read this.</summary>
    public void Note(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            _digest = (_digest ^ b) * 1_099_511_628_211; // FNV-1a.
        }
    }

    /// <summary>Goes on to the next class.</summary>
    public void Next()
    {
        int number = Classes.Count + 1;
        Classes.Add(new ClassLedger(number, number.ToString("x32", CultureInfo.InvariantCulture), _durable));
    }

    private void Live()
    {
        int restarts = Random.Next(5);
        for (int i = 0; i < Steps; i++)
        {
            switch (Random.Next(100))
            {
                case < 50:
                    _peers[Random.Next(_peers.Count)].Step();
                    break;
                case < 98:
                    Server.Advance();
                    break;
                case 98:
                    CutsShort = true;
                    _clock.Advance(TimeSpan.FromSeconds(Random.Next(10) == 0 ? 31 : 1));
                    Server.PassTime();
                    break;
                case 99 when restarts > 0 && Random.Next(5) == 0:
                    restarts--;
                    Restart();
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>By force, or in order and then by force.</summary>
    private void Restart()
    {
        if (Random.Next(3) == 0)
        {
            CutsShort = true;
            Server.Stop();
            for (int i = Random.Next(200); i > 0 && Server.Advance(); i--)
            {
            }
        }

        _restarts++;
        Server.Kill();
        Server = new SimulatedServer(Random, _durable, _clock);
    }

    /// <summary>All that was asked has to be answered, and what was told has to be true.</summary>
    private void End()
    {
        IsEnding = true;
        Settle();
        _teacher.CheckWatched();
        IsClosing = true;
        Settle();
        _peers.ForEach(static peer => peer.Leave());
        Settle();
        Server.CheckEmpty();
    }

    /// <summary>Goes on until nothing is left to do.</summary>
    private void Settle()
    {
        int idle = 0;
        for (int i = 0; idle < 20; i++)
        {
            bool moved = Server.Advance();
            foreach (SimulatedPeer peer in _peers)
            {
                moved |= peer.Step();
            }

            idle = moved ? 0 : idle + 1;
            if (i > MostSteps)
            {
                throw new FoundException("there is no end");
            }
        }

        if (_peers.FirstOrDefault(static peer => !peer.IsSatisfied) is { } waiting)
        {
            throw new FoundException($"{waiting.GetType().Name} waits for an answer, and nothing is left to happen");
        }
    }
}
