using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Chamada.Core.Log;
using Chamada.Core.Log.Memory;
using Chamada.Core.Protocols;
using Chamada.Core.Protocols.Commands;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;
using Chamada.Core.Wire.Resp;

namespace Chamada.Bench;

/// <summary>The three parts of a request in the server, without socket and disk: to scan it, to decide it, to write its answer.</summary>
[MemoryDiagnoser]
public class MicroBenchmarks : IRollBatchOwner
{
    private const int Size = 16;

    private static readonly ClassNumber Class = ClassNumber.From(3030);

    private readonly byte[] _bytes = [.. Enumerable.Range(0, Size).SelectMany(static i => Encoding.ASCII.GetBytes(
        $"*3\r\n$7\r\nPRESENT\r\n$4\r\n3030\r\n$12\r\n{i:D12}\r\n"))];
    private readonly byte[] _destination = new byte[64 * 1024];
    private readonly RespFrame _frame = new();
    private readonly RequestBatch _batch;
    private readonly ReplyCursor _replies;
    private RollBook _book = new(new MemoryLog());
    private long _next;

    /// <summary>Opens the roll call.</summary>
    public MicroBenchmarks()
    {
        _batch = new RequestBatch(this);
        _replies = new ReplyCursor(_batch);
        _batch.Rolls.Caller = new Caller(System.Net.IPAddress.Loopback, MayOpen: true);
        Begin();
        Known();
    }

    /// <summary>Runs them; BenchmarkDotNet's own options are taken.</summary>
    public static int Run(string[] args)
    {
        // In this process, as the runtime's settings and the project's need no copies then.
        IConfig config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromTypes([typeof(MicroBenchmarks)]).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
        return 0;
    }

    /// <summary>By the first bytes, as most requests are.</summary>
    [Benchmark(OperationsPerInvoke = Size)]
    public int ScanPlain()
    {
        int consumed = 0;
        while (PlainRegistration.Read(_bytes.AsSpan(consumed), out _, out _) is > 0 and int taken)
        {
            consumed += taken;
        }

        return consumed;
    }

    /// <summary>By the frame, as every request can be.</summary>
    [Benchmark(OperationsPerInvoke = Size)]
    public int ScanFrame()
    {
        int consumed = 0;
        while (_frame.Read(_bytes.AsSpan(consumed)) == FrameStatus.Complete)
        {
            consumed += _frame.Consumed;
        }

        return consumed;
    }

    /// <summary>Sixteen students who were there already.</summary>
    [Benchmark(OperationsPerInvoke = Size)]
    public bool Known()
    {
        _batch.Clear();
        for (int i = 0; i < Size; i++)
        {
            _batch.Ask(new RollRequest(Class, Student(i)));
        }

        return _book.Submit(_batch.Rolls);
    }

    /// <summary>Sixteen new students: the roll call grows by as many, up to a million.</summary>
    [Benchmark(OperationsPerInvoke = Size)]
    public bool New()
    {
        if (_next >= 1_000_000)
        {
            Begin();
        }

        _batch.Clear();
        for (int i = 0; i < Size; i++)
        {
            _batch.Ask(new RollRequest(Class, Student(1000 + _next++)));
        }

        return _book.Submit(_batch.Rolls);
    }

    /// <summary>The answers of the batch that was decided last.</summary>
    [Benchmark(OperationsPerInvoke = Size)]
    public int Write()
    {
        _replies.Restart();
        return _replies.Write(_destination, RespReplyFormat.Instance);
    }

    void IRollBatchOwner.BatchDecided()
    {
    }

    private void Begin()
    {
        _book = new RollBook(new MemoryLog());
        _next = 0;
        _batch.Clear();
        _batch.Ask(new RollRequest(Class, new OpenCommand(TokenHash.Of("0123456789abcdef0123456789abcdef"u8), RollRules.None)));
        _book.Submit(_batch.Rolls);
    }

    private static StudentId Student(long number)
    {
        Span<byte> digits = stackalloc byte[12];
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)('0' + (number % 10));
            number /= 10;
        }

        return StudentId.TryParse(digits, out StudentId student) ? student : default;
    }
}
