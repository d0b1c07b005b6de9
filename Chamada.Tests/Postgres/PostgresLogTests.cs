using System.Globalization;
using Chamada.Core.Log;
using Chamada.Core.Log.Postgres;
using Chamada.Tests.Log;
using Chamada.Tests.Rolls;

namespace Chamada.Tests.Postgres;

/// <summary>A lane in PostgreSQL, which another server appends to as well, at times just before this one.</summary>
public sealed class PostgresLogTests(SharedPostgres postgres) : RollLogContract, IClassFixture<SharedPostgres>
{
    private static int _lanes = 1000;

    protected override int Tries => 20;

    protected override bool IsShared => true;

    internal override IBench Start() => Bench.StartAsync(postgres).GetAwaiter().GetResult();

    private sealed class Bench(PostgresStore mine, PostgresStore theirs, int number) : IBench
    {
        private readonly PostgresLane _lane = mine.OpenLane(number, 0);

        public IRollLog Log => _lane;

        public static async Task<Bench> StartAsync(SharedPostgres postgres)
        {
            PostgresServer server = await postgres.ServerAsync();
            PostgresAddress address = SharedPostgres.AddressOf(server.Uri());

            // The tests' clocks show what they like.
            PostgresOptions options = new() { ClockTolerance = TimeSpan.FromDays(100_000), Connections = 1 };
            PostgresStore mine = SharedPostgres.Open(address, options), theirs = SharedPostgres.Open(address, options);
            int number = Interlocked.Increment(ref _lanes);
            await server.AskAsync(string.Create(CultureInfo.InvariantCulture, $"insert into chamada.lane values ({number})"));
            return new Bench(mine, theirs, number);
        }

        public Task<IBench?> ReopenAsync()
        {
            mine.Forget(_lane);
            return Task.FromResult<IBench?>(new Bench(mine, theirs, number));
        }

        public Func<IReadOnlyList<Step>> Interfere(IReadOnlyList<Step> steps, HandClock clock)
        {
            List<Step> done = [];
            _lane.Turning = () =>
            {
                if (done.Count == steps.Count)
                {
                    return;
                }

                Step step = steps[done.Count];
                done.Add(step);
                PostgresLane lane = theirs.OpenLane(number, 0);
                new Asked([step.Request]).SubmitAsync(new RollBook(lane, clock), this).GetAwaiter().GetResult();
                theirs.Forget(lane);
            };
            return () => done;
        }

        public void GoOn()
        {
        }

        public async ValueTask DisposeAsync()
        {
            await mine.DisposeAsync();
            await theirs.DisposeAsync();
        }
    }
}
