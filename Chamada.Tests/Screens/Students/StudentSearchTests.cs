using System.Net;
using Chamada.Core.Client;
using Chamada.Core.Discovery.Links;
using Chamada.Core.Discovery.Peers;
using Chamada.Core.Rolls;
using Chamada.Tui.Screens.Networks;
using Chamada.Tui.Screens.Students;

namespace Chamada.Tests.Screens.Students;

/// <summary>The student's form where no server was named.</summary>
public sealed class StudentSearchTests : IDisposable
{
    private static readonly ClassHost Ana =
        new("Ana Souza", new ServerAddress("10.0.0.1", 5050)), Bia = new("Bia Lima", new ServerAddress("10.0.0.2", 5050));

    private readonly ModelBench _bench = new();
    private readonly Dictionary<ServerAddress, FaultyServer> _servers;
    private readonly StudentModel _model;
    private HostSearchResult _found = Found();
    private TaskCompletionSource? _hold;
    private int _searches;

    public StudentSearchTests()
    {
        _servers = new() { [Ana.Server] = _bench.Server, [Bia.Server] = new FaultyServer(_bench.Clock) };
        _model =
            new StudentModel(new StudentSearch(FindAsync, (server, cancellation) => _servers[server].ConnectAsync(server, cancellation),
                NearbyOf(_bench), _bench.Clock), _bench.Thread, _bench.Clock);
    }

    public void Dispose()
    {
        _servers[Bia.Server].Dispose();
        _bench.Dispose();
    }

    [Fact]
    public void The_only_host_is_taken_without_a_question_and_looked_for_each_time()
    {
        _found = Found(Ana);
        _bench.Server.OpenElsewhere(3030);
        Assert.Equal(StudentOutcome.Registered, Submit("10").Outcome);
        Assert.Equal(StudentOutcome.Already, Submit("10").Outcome);
        Assert.Equal(2, _searches);

        // A lost answer is asked for once more by itself.
        _bench.Server.LosesAnswerOf = "PRESENT";
        Assert.Equal(StudentOutcome.Already, Submit("11").Outcome);
    }

    [Fact]
    public void Of_several_the_student_chooses_once_until_that_one_is_gone()
    {
        _found = Found(Ana, Bia);
        _servers[Bia.Server].OpenElsewhere(3030);
        _model.Submit("3030", "10");
        _bench.Until(() => _model.Choices is not null);
        Assert.Equal([Ana, Bia], _model.Choices!);
        Assert.Null(_model.Answer);
        _model.Choose(Bia);
        _bench.Until(() => _model.Answer is not null);
        Assert.Equal(StudentOutcome.Registered, _model.Answer!.Outcome);
        Assert.Equal(StudentOutcome.Registered, Submit("11").Outcome);
        Assert.Equal(1, _searches);
        Assert.Empty(_bench.Server.Log);

        // The chosen one is gone: it is looked for again, and now there is one.
        _servers[Bia.Server].IsUp = false;
        _found = Found(Ana);
        _bench.Server.OpenElsewhere(3030);
        Assert.Equal(StudentOutcome.Registered, Submit("12").Outcome);
        Assert.Equal(2, _searches);
    }

    [Fact]
    public void Choosing_nobody_gives_up()
    {
        _found = Found(Ana, Bia);
        _model.Submit("3030", "10");
        _bench.Until(() => _model.Choices is not null);
        _model.Choose(null);
        _bench.Settle();
        Assert.Equal((false, null, null), (_model.IsSending, _model.Answer, _model.Choices));
    }

    [Fact]
    public void Nobody_means_a_line_that_says_what_was_tried()
    {
        _found = Found() with { Links = ["eth0"], Patience = TimeSpan.FromSeconds(3) };
        StudentAnswer answer = Submit("10");
        Assert.Equal((StudentOutcome.NoHost, _found), (answer.Outcome, answer.Search));
    }

    [Fact]
    public void Where_the_host_is_of_no_use_the_answer_says_which()
    {
        _found = Found(Ana);
        _bench.Server.IsUp = false;
        Assert.Equal((StudentOutcome.NoHost, "10.0.0.1:5050"), Of(Submit("10")));
        Assert.Equal((StudentOutcome.NoHost, "10.0.0.9:5050"), Of(Answer("3030 10.0.0.9:5050", "MOVED")));
        Assert.Equal((StudentOutcome.NoHost, "[fd00::9]:5050"), Of(Answer("[fd00::9]:5050: Connection refused", "UNANSWERED")));
        Assert.Equal((StudentOutcome.Refused, "no"), Of(Answer("no", "ERR")));

        static (StudentOutcome, string) Of(StudentAnswer answer) => (answer.Outcome, answer.Detail);
        static StudentAnswer Answer(string detail, string code) =>
            StudentAnswer.Of(new ClientError(ClientFault.Refused, detail, code), ModelBench.Class(3030), ModelBench.Student("10"),
                Ana.Server);
    }

    [Fact]
    public void A_server_on_this_machine_that_does_not_host_the_class_says_so_itself()
    {
        _found = Found() with { Local = Ana.Server };
        Assert.Equal(StudentOutcome.Closed, Submit("10").Outcome);
    }

    [Fact]
    public void While_it_looks_the_same_student_may_put_the_class_right_and_another_one_waits()
    {
        _found = Found(Ana);
        _bench.Server.OpenElsewhere(3030);
        _hold = new TaskCompletionSource();
        _model.Submit("3031", "10");
        _bench.Until(() => _searches == 1);
        Assert.Equal(ClassNumber.From(3031), _model.SendingFor);
        _model.Submit("3030", "10");
        _hold = null;
        _model.Submit("3030", "11");
        _bench.Until(() => _model.Answer?.Student.ToString() == "11");
        Assert.Equal(["PRESENT 3030", "PRESENT 3030"], _bench.Server.Log);
        Assert.Equal(["10", "11"], _bench.Server.Students(3030));
    }

    [Fact]
    public void Open_classes_are_listed_by_number_without_those_of_this_machines_own_server()
    {
        NearbyClasses nearby = new(new OneLink(), ownPort: 5050, _bench.Thread, _bench.Clock);
        int changes = 0;
        nearby.Changed += () => changes++;
        Peer ana =
            PeerOf("Ana", "10.50.0.2:5050", 4040, 3030), self =
                PeerOf("Self", "10.50.0.1:5050", 1), second = PeerOf("Bia", "10.50.0.1:6060", 3030);
        nearby.Take([ana, self, second]);
        Assert.Equal(["3030 Ana 10.50.0.2:5050", "3030 Bia 10.50.0.1:6060", "4040 Ana 10.50.0.2:5050"],
            nearby.Classes.Select(static open => $"{open.Class} {open.Name} {open.Server}"));
        nearby.Take([second, ana]);
        Assert.Equal(1, changes);
        nearby.Take([]);
        Assert.Empty(nearby.Classes);
    }

    internal static HostSearchResult Found(params ClassHost[] hosts) => new(hosts, null, [], [], TimeSpan.Zero);

    internal static NearbyClasses NearbyOf(ModelBench bench) => new(new SystemNetwork([]), null, bench.Thread, bench.Clock);

    internal static Peer PeerOf(string name, string endPoint, params long[] classes) => new()
    {
        Instance = name,
        DisplayName = name,
        EndPoints = [IPEndPoint.Parse(endPoint)],
        Classes = classes,
        OpenCount = classes.Length,
        ProtocolVersion = 1,
        Links = ["eth0"],
    };

    private StudentAnswer Submit(string student)
    {
        Assert.True(_model.Submit("3030", student));
        _bench.Until(() => _model.Answer is not null);
        return _model.Answer!;
    }

    private async Task<HostSearchResult> FindAsync(ClassNumber number, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _searches);
        if (_hold is { } hold)
        {
            await hold.Task.WaitAsync(cancellation);
        }

        return _found;
    }

    /// <summary>A machine with one address.</summary>
    private sealed class OneLink : INetwork
    {
        public IReadOnlyList<NetworkLink> Links() =>
            [new NetworkLink(2, "eth0", false, [new LinkAddress(IPAddress.Parse("10.50.0.1"), 24)])];

        public System.Net.Sockets.Socket CreateSocket(System.Net.Sockets.AddressFamily family) =>
            throw new NotSupportedException("nothing is sent here");

        public IDisposable Watch(Action changed) => throw new NotSupportedException("nothing is watched here");
    }
}
