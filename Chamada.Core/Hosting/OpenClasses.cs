using Chamada.Core.Log;
using Chamada.Core.Rolls;
using Chamada.Core.Rolls.Commands;

namespace Chamada.Core.Hosting;

/// <summary>
/// Which classes have an open roll call, told to whoever wants to know: nobody hears of a roll call that a crash takes back.
/// </summary>
public sealed class OpenClasses : IRollFeedReader, IRollBatchOwner
{
    private readonly Action<ClassNumber, bool> _listener;
    private readonly Lock _gate = new();
    private readonly HashSet<ClassNumber> _known = [];
    private readonly RollBatch _reading;
    private bool _isRead;

    private OpenClasses(Action<ClassNumber, bool> listener)
    {
        _listener = listener;
        _reading = new RollBatch(this);
        _reading.Add(new RollRequest(ClassNumber.Refused, RollsCommand.Instance));
    }

    /// <summary>
    /// Tells a listener the classes that are open now, and from then on each that opens (true) or closes (false), one at a time. What it
    /// knows already may be told again. It is called under locks and so only takes note.
    /// </summary>
    /// <param name="book">The roll calls.</param>
    /// <param name="feed">What becomes durable of them.</param>
    /// <param name="listener">Who is told.</param>
    public static void Listen(IRollBook book, RollFeed feed, Action<ClassNumber, bool> listener)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(feed);
        OpenClasses open = new(listener);
        feed.Subscribe(open);
        if (book.Submit(open._reading))
        {
            open.TellOpen();
        }
    }

    /// <inheritdoc/>
    void IRollBatchOwner.BatchDecided() => TellOpen();

    /// <inheritdoc/>
    void IRollFeedReader.Durable(ReadOnlySpan<RollEvent> events)
    {
        foreach (ref readonly RollEvent rollEvent in events)
        {
            if (rollEvent.Kind is RollEventKind.Opened or RollEventKind.Closed)
            {
                Tell(rollEvent.Class, rollEvent.Kind == RollEventKind.Opened);
            }
        }
    }

    private void Tell(ClassNumber number, bool isOpen)
    {
        lock (_gate)
        {
            if (!_isRead)
            {
                _known.Add(number);
            }

            _listener(number, isOpen);
        }
    }

    private void TellOpen()
    {
        lock (_gate)
        {
            // Of what the feed has told meanwhile the state is known better already.
            foreach (RollSummary roll in _reading.Outcomes[0].Open?.Where(roll => !_known.Contains(roll.Class)) ?? [])
            {
                _listener(roll.Class, true);
            }

            _isRead = true;
            _known.Clear();
            _reading.Clear();
        }
    }
}
