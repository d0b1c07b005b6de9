using System.Globalization;
using System.Text;
using Chamada.Core.Log.Sqlite;
using Chamada.Core.Rolls;
using Chamada.Tests.Rolls;
using CsCheck;

namespace Chamada.Tests.Log;

/// <summary>
/// Random requests, kills, power failures and orderly restarts. The model is a roll book that remembers the list of requests that
/// took place: after each crash that must be some beginning of what was asked that holds all that was answered.
/// </summary>
public sealed class CrashRestartModelTests
{
    private static readonly string[] Tokens = ["a", "b"];
    private static readonly long[] Classes = [1, 2, 3];

    private static readonly Gen<RollRequest> Requests =
        from verb in Gen.Frequency(
            (10, Gen.Const(RollVerb.Present)), (4, Gen.Const(RollVerb.Open)), (3, Gen.Const(RollVerb.Close)),
            (2, Gen.Const(RollVerb.Received)), (1, Gen.Const(RollVerb.OpenOrClose)))
        from number in Gen.Int[0, Classes.Length - 1].Select(static i => Classes[i])
        from student in Gen.Int[0, 40]
        from token in Gen.Int[0, Tokens.Length - 1].Select(static i => Tokens[i])
        select verb == RollVerb.Present
            ? JournaledBook.Request(verb, number, student.ToString("D9", CultureInfo.InvariantCulture))
            : JournaledBook.Request(verb, number, token: verb == RollVerb.OpenOrClose ? "" : token);

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (8, Requests.Array[1, 8].Select(Gen.Bool, static (requests, wait) => (Step)new Ask(requests, wait))),
        (1, Gen.Int[0, int.MaxValue].Select(static seed => (Step)new PowerFailure(seed))),
        (1, Gen.Const<Step>(new Kill())),
        (1, Gen.Const<Step>(new Restart())));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_any_crash_the_book_holds_a_beginning_of_what_was_asked_with_all_that_was_answered(bool isInTurns) =>
        await Steps.Array[1, 30].SampleAsync(
            async steps =>
            {
                await using Life life = new(isInTurns);
                foreach (Step step in steps)
                {
                    switch (step)
                    {
                        case Ask ask:
                            await life.AskAsync(ask);
                            break;
                        case PowerFailure failure:
                            await life.CrashAsync(new Random(failure.Seed));
                            break;
                        case Kill:
                            await life.CrashAsync(null);
                            break;
                        default:
                            await life.RestartAsync();
                            break;
                    }
                }

                await life.CloseEverythingAsync();
            },
            iter: 60);

    private abstract record Step;

    private sealed record Ask(RollRequest[] Requests, bool Wait) : Step
    {
        public override string ToString() =>
            $"{string.Join(", ", Requests.Select(static r => $"{r.Command?.GetType().Name ?? "Present"} {r.Class} {r.Student}"))}"
            + $"{(Wait ? "" : " (unanswered)")}";
    }

    private sealed record PowerFailure(int Seed) : Step;

    private sealed record Kill : Step;

    private sealed record Restart : Step;

    /// <summary>A book and its journal through several lives, beside the model.</summary>
    private sealed class Life : IAsyncDisposable
    {
        private readonly Lock _gate = new();
        private List<(RollRequest[] Requests, Stamp Now)> _asked = [];
        private JournalFolder _folder;
        private WatchedFiles _files;
        private JournaledBook _book;
        private DiskImage _start = new();
        private int _answered;
        private Stamp _now = new(1_790_000_000_000, -180);

        private readonly bool _isInTurns;

        public Life(bool isInTurns)
        {
            _isInTurns = isInTurns;
            (_folder, _files, _book) = Begin(_start);
        }

        public async Task AskAsync(Ask ask)
        {
            // All of a batch in one: how much of it a crash leaves is looked at request by request.
            _book.Now = _now;
            int after = _asked.Count + 1;
            _asked.Add((ask.Requests, _now with { UnixMilliseconds = _now.UnixMilliseconds + 1 }));
            JournaledBook.Answer answer = _book.Begin(ask.Requests, () =>
            {
                lock (_gate)
                {
                    _answered = Math.Max(_answered, after);
                }
            });
            _now = _book.Now;
            if (ask.Wait)
            {
                await answer.Told.WaitAsync(JournaledBook.Patience);
            }
        }

        public async Task CrashAsync(Random? powerFailure)
        {
            int answered;
            FileOperation[] operations;
            lock (_gate)
            {
                // First what was answered: whatever is added to the files after that can only be more.
                answered = _answered;
                operations = _files.Operations;
            }

            DiskImage image = new(_start);
            for (int i = 0; i < operations.Length; i++)
            {
                if (powerFailure is null)
                {
                    image.Apply(operations[i]);
                }
                else
                {
                    image.ApplyPerhaps(operations[i], FileOperation.IsSynced(operations, i, operations.Length), powerFailure);
                }
            }

            await EndAsync();
            _start = image;
            (_folder, _files, _book) = Begin(image);
            await FindBeginningAsync(answered);
        }

        public async Task RestartAsync()
        {
            FileOperation[] operations = await EndAsync();
            foreach (FileOperation operation in operations)
            {
                _start.Apply(operation);
            }

            (_folder, _files, _book) = Begin(_start);
            await FindBeginningAsync(_asked.Count);
        }

        /// <summary>Also shows the lists of those roll calls that belong to nobody.</summary>
        public async Task CloseEverythingAsync()
        {
            JournaledBook model = Model(_asked);
            foreach (long number in Classes)
            {
                model.Now = _book.Now;
                Assert.Equal(await model.Describe(RollVerb.OpenOrClose, number, ""),
                    await _book.Describe(RollVerb.OpenOrClose, number, ""));
            }
        }

        public async ValueTask DisposeAsync() => await EndAsync();

        private (JournalFolder Folder, WatchedFiles Files, JournaledBook Book) Begin(DiskImage image)
        {
            JournalFolder folder = JournalFolder.Quick();
            image.WriteTo(folder);
            JournalOptions options = _isInTurns ? PoolTurns.Commits(Recording.Options) : Recording.Options;
            return (folder, new WatchedFiles(folder.Path), JournaledBook.Open(folder.Path, options));
        }

        private async Task<FileOperation[]> EndAsync()
        {
            await _book.DisposeAsync();
            FileOperation[] operations = _files.Operations;
            _files.Dispose();
            _folder.Dispose();
            return operations;
        }

        /// <summary>Finds how much of what was asked is there, and goes on from it.</summary>
        private async Task FindBeginningAsync(int answered)
        {
            string state = await DescribeAsync(_book);
            for (int whole = answered; whole <= _asked.Count; whole++)
            {
                List<(RollRequest[] Requests, Stamp Now)> beginning = _asked[..whole];
                int parts = whole < _asked.Count ? _asked[whole].Requests.Length : 1;
                for (int part = 0; part < parts; part++)
                {
                    if (part > 0)
                    {
                        beginning = [.. _asked[..whole], (_asked[whole].Requests[..part], _asked[whole].Now)];
                    }

                    if (await DescribeAsync(Model(beginning)) == state)
                    {
                        _asked = beginning;
                        _answered = beginning.Count;
                        return;
                    }
                }
            }

            Assert.Fail($"{answered} of {_asked.Count} batches were answered; the restart has\n{state}\ninstead "
                + $"of\n{await DescribeAsync(Model(_asked))}");
        }

        private static JournaledBook Model(IEnumerable<(RollRequest[] Requests, Stamp Now)> asked)
        {
            JournaledBook model = JournaledBook.InMemory();
            foreach ((RollRequest[] requests, Stamp now) in asked)
            {
                model.Now = now with { UnixMilliseconds = now.UnixMilliseconds - 1 };
                model.Begin(requests);
            }

            return model;
        }

        private static async Task<string> DescribeAsync(JournaledBook book)
        {
            StringBuilder text = new();
            foreach (long number in Classes)
            {
                foreach (string token in Tokens)
                {
                    text.AppendLine(await book.DescribeRoll(number, token));
                }
            }

            RollOutcome open = await book.Ask(RollVerb.Rolls, 1);
            return text.AppendJoin(' ', open.Open!).ToString();
        }
    }
}
