using Chamada.Tui.Screens.Links;

namespace Chamada.Tests.Screens.Links;

/// <summary>A program whose server is gone becomes it.</summary>
public sealed class SuccessionTests : IDisposable
{
    private readonly ModelBench _bench = new();
    private readonly List<TimeSpan> _asked = [];

    [Fact]
    public void Where_nobody_listens_any_more_it_is_tried_each_second_until_it_is_done()
    {
        _ = new Succession(_bench.Link, BecomeAsync, _bench.Thread);
        _bench.Connected();
        Assert.Empty(_asked);
        _bench.Server.IsUp = false;
        _bench.Server.Break();
        for (int asked = 1; asked <= 3; asked++)
        {
            _bench.Until(() =>
            {
                _bench.Advance(0.2);
                return _asked.Count >= asked;
            });
        }

        _bench.Until(() =>
        {
            _bench.Advance(0.2);
            return _bench.Link.Phase == LinkPhase.Connected;
        });
        Assert.Equal(3, _asked.Count);
        Assert.Equal(TimeSpan.Zero, _asked[0]);
        Assert.All(_asked.Zip(_asked.Skip(1)), static pair => Assert.True(pair.Second - pair.First >= Succession.Interval));

        // Another loss begins anew.
        _bench.Server.IsUp = false;
        _bench.Server.Break();
        _bench.Until(() =>
        {
            _bench.Advance(0.2);
            return _asked.Count == 4;
        });
        Assert.Equal(TimeSpan.Zero, _asked[3]);
    }

    [Fact]
    public void A_server_that_answers_too_late_is_not_gone()
    {
        _ = new Succession(_bench.Link, BecomeAsync, _bench.Thread);
        _bench.Connected();
        _bench.Server.IsSilent = true;
        _bench.Until(() =>
        {
            _bench.Advance(1);
            return _bench.Link.Phase == LinkPhase.Waiting;
        });
        _bench.Advance(5);
        Assert.Empty(_asked);
    }

    public void Dispose() => _bench.Dispose();

    private Task<bool> BecomeAsync(TimeSpan gone)
    {
        _asked.Add(gone);
        _bench.Server.IsUp = _asked.Count == 3;
        return Task.FromResult(_bench.Server.IsUp);
    }
}
