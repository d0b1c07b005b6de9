using Chamada.Core.Client;
using Chamada.Tui.Resources;
using Chamada.Tui.Resources.Texts;
using Chamada.Tui.Screens.Links;

namespace Chamada.Tests.Screens.Links;

public sealed class ServerLinkTests : IDisposable
{
    private readonly ModelBench _bench = new();

    [Fact]
    public void Connects_and_tells_the_open_roll_calls()
    {
        _bench.Server.OpenElsewhere(3030);
        _bench.Connected();
        Assert.Equal(LinkPhase.Connected, _bench.Link.Phase);
        Assert.Equal(3030, Assert.Single(_bench.Link.OpenRolls!).Class.Value);
        Assert.Null(_bench.Link.LastError);
    }

    [Fact]
    public void Without_a_server_the_pauses_grow_to_ten_seconds_and_are_counted_down()
    {
        _bench.Server.IsUp = false;
        _bench.Link.Start();
        List<double> pauses = [];
        for (int i = 0; i < 8; i++)
        {
            _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting && _bench.Link.UntilRetry > TimeSpan.Zero);
            pauses.Add(_bench.Link.UntilRetry.TotalSeconds);
            Assert.Equal(ClientFault.Unreachable, _bench.Link.LastError!.Fault);
            Assert.Equal(i + 1, _bench.Server.Attempts);
            _bench.Advance(pauses[^1] / 2);
            Assert.Equal(pauses[^1] / 2, _bench.Link.UntilRetry.TotalSeconds, tolerance: 0.001);
            _bench.Advance(pauses[^1] / 2 + 0.001);
        }

        Assert.InRange(pauses[0], 0.4, 0.5);
        Assert.InRange(pauses[1], 0.8, 1);
        Assert.InRange(pauses[2], 1.6, 2);
        Assert.InRange(pauses[^1], 8, 10);
    }

    [Theory]
    [InlineData("en", "No connection to 127.0.0.1:5050: wrong teacher key; again in 1 s.")]
    [InlineData("pt-BR", "Sem conexão com 127.0.0.1:5050: chave errada; de novo em 1 s.")]
    public void A_key_that_the_server_does_not_know_is_named(string tag, string told)
    {
        ClientResult<IRollClient> refused = new ClientError(ClientFault.Refused, "this is none of the keys", "WRONGPASS");
        ServerLink link =
            new(new ServerAddress("127.0.0.1", 5050), (_, _) => Task.FromResult(refused), _bench.Thread, _bench.Clock, new Random(1));
        link.Start();
        _bench.Until(() => link.Phase == LinkPhase.Waiting && link.UntilRetry > TimeSpan.Zero);
        Assert.Equal(told, LinkWords.State(link, LanguagePack.Of(tag == "en" ? Language.English : Language.Portuguese).Screens)!.Text);
    }

    [Fact]
    public void Waking_tries_at_once()
    {
        _bench.Server.IsUp = false;
        _bench.Link.Start();
        _bench.Until(() => _bench.Link.UntilRetry > TimeSpan.Zero);
        _bench.Server.IsUp = true;
        _bench.Link.Wake();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Connected);
    }

    [Fact]
    public void After_a_good_connection_the_first_attempt_comes_without_a_pause()
    {
        _bench.Connected();
        _bench.Advance(6);
        IRollClient first = _bench.Link.Connection!;
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Connection is { } connection && connection != first);
        Assert.Equal(2, _bench.Server.Attempts);
    }

    [Fact]
    public void A_connection_that_always_breaks_at_once_is_not_hammered()
    {
        _bench.Connected();
        _bench.Server.Break();
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting);
        Assert.InRange(_bench.Link.UntilRetry.TotalSeconds, 0.4, 0.5);
    }

    [Fact]
    public void A_server_that_stops_answering_without_a_word_counts_as_lost()
    {
        _bench.Connected();
        _bench.Advance(6);
        _bench.Server.IsSilent = true;
        _bench.Server.IsUp = false;
        _bench.Advance(5);
        _bench.Until(() => _bench.Link.Phase == LinkPhase.Waiting && _bench.Link.UntilRetry > TimeSpan.Zero);
    }

    [Fact]
    public async Task Ends_when_it_is_told_to()
    {
        _bench.Connected();
        ValueTask end = _bench.Link.DisposeAsync();
        _bench.Until(() => end.IsCompleted);
        await end;
        _bench.Advance(100);
        Assert.Equal(1, _bench.Server.Attempts);
    }

    public void Dispose() => _bench.Dispose();
}
