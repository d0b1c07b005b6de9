using System.Net;
using Chamada.Core.Log;
using Chamada.Core.Rolls;
using Chamada.Tests.Log;

namespace Chamada.Tests.Rolls;

/// <summary>One class's roll call in a book on a log of the test's, asked one request at a time.</summary>
internal sealed class AskedBook
{
    public static readonly ClassNumber Class = ClassNumber.From(3030);
    public static readonly TokenHash Token = RollModel.Tokens[0];

    private readonly RollBook _book;

    public AskedBook(HandClock? clock = null, ScriptedLog? log = null)
    {
        Clock = clock ?? new HandClock();
        Log = log ?? new ScriptedLog();
        _book = new RollBook(Log, Clock);
    }

    public HandClock Clock { get; }

    public ScriptedLog Log { get; }

    public RollBook Book => _book;

    /// <summary>Who asks from now on.</summary>
    public Caller Caller { get; set; } = RollAsk.Here;

    /// <summary>The book of a server that is started anew.</summary>
    public AskedBook Restart() => new(Clock, Log.Reopen()) { Caller = Caller };

    /// <summary>Who asks from an address.</summary>
    public AskedBook From(string address, IOwnNetworks? networks = null)
    {
        Caller = Caller.Of(new IPEndPoint(IPAddress.Parse(address), 1), guestsMayOpen: true, networks: networks);
        return this;
    }

    public AskedBook Open(RollRules rules)
    {
        Assert.Equal(RollWord.Opened, Ask(RollAsk.Open(Class, Token, rules)).Word);
        return this;
    }

    public RollWord Present(int student, PresenceProof? proof = null, TokenHash? token = null) => Register(student, proof, token).Word;

    public RollOutcome Register(int student, PresenceProof? proof = null, TokenHash? token = null) => Ask(
        proof is null && token is null
            ? new RollRequest(Class, RollModel.Student(student))
            : RollAsk.Present(Class, RollModel.Student(student), proof ?? new PresenceProof(), token));

    public ShownCode Code(int? seconds = null) => Assert.IsType<CodeOutcome>(Ask(RollAsk.Code(Class, Token, seconds)).Detail).Code;

    public int Roster(params int[] added) =>
        Assert.IsType<RosterOutcome>(Ask(RollAsk.Roster(Class, Token, [.. added.Select(RollModel.Student)])).Detail).Count;

    /// <summary>Everything in the record: student, word, reason.</summary>
    public string Record()
    {
        RollList list = Ask(RollAsk.For(RollVerb.List, Class, token: Token, withLog: true)).List!;
        return string.Join(", ", Enumerable.Range(0, list.Length)
            .Select(i => $"{list.EntryAt(i).Student} {list.EntryAt(i).Mark} {list.ReasonAt(i)}".TrimEnd()));
    }

    public RollOutcome Ask(RollRequest request) => AskAll(request)[0];

    public RollOutcome[] AskAll(params RollRequest[] requests)
    {
        RollBatch batch = new RollLogContract.Asked(requests).Batch;
        batch.Caller = Caller;
        Assert.True(_book.Submit(batch));
        return batch.Outcomes.ToArray();
    }
}
