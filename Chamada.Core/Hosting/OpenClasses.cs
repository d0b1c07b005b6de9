using Chamada.Core.Rolls;

namespace Chamada.Core.Hosting;

/// <summary>
/// Which classes have an open roll call, told to whoever wants to know. It stands between the roll book and its journal, sees every
/// decision pass, and tells one when it is durable: nobody hears of a roll call that a crash takes back.
/// </summary>
public sealed class OpenClasses : IRollJournal, IRollBatchOwner
{
    /// <summary>After so many further decisions nothing of a decision is on its way any more.</summary>
    private const int Certain = 10_000;

    private readonly IRollJournal _journal;
    private readonly Lock _gate = new();
    private readonly Dictionary<ClassNumber, (long Sequence, bool IsOpen)> _states = [];
    private Action<ClassNumber, bool>? _listener;
    private RollBatch? _reading;
    private int _forgetAt = Certain;

    /// <summary>Puts itself in front of a journal. The roll book is to be made with this one in its place.</summary>
    public OpenClasses(IRollJournal journal) => _journal = journal;

    /// <inheritdoc/>
    public long DurableSequence => _journal.DurableSequence;

    /// <inheritdoc/>
    public bool HasFailed => _journal.HasFailed;

    /// <inheritdoc/>
    public void Append(in RollEvent rollEvent)
    {
        _journal.Append(in rollEvent);
        if (rollEvent.Kind is RollEventKind.Opened or RollEventKind.Closed)
        {
            Change change = new(this, rollEvent.Class, rollEvent.Sequence, rollEvent.Kind == RollEventKind.Opened);
            if (_journal.IsDurable(rollEvent.Sequence, change))
            {
                change.Settled(durable: true);
            }
        }
    }

    /// <inheritdoc/>
    public bool IsDurable(long sequence, IDurabilityWaiter waiter) => _journal.IsDurable(sequence, waiter);

    /// <summary>
    /// Tells a listener the classes that are open now, and from then on each that opens (true) or closes (false), one at a time. What it
    /// knows already may be told again. There is one listener; it is called under locks and so only takes note.
    /// </summary>
    /// <param name="book">The book that was made with this journal.</param>
    /// <param name="clock">The server's clock.</param>
    /// <param name="listener">Who is told.</param>
    public void Listen(IRollBook book, TimeProvider clock, Action<ClassNumber, bool> listener)
    {
        ArgumentNullException.ThrowIfNull(book);
        lock (_gate)
        {
            _listener = listener;
        }

        RollBatch batch = new(this) { Now = Stamp.Now(clock) };
        batch.Add(new RollRequest(RollVerb.Rolls, ClassNumber.Refused));
        _reading = batch;
        if (book.Submit(batch))
        {
            TellOpen();
        }
    }

    /// <inheritdoc/>
    void IRollBatchOwner.BatchDecided() => TellOpen();

    private void TellOpen()
    {
        lock (_gate)
        {
            // Those that a journal was restored with did not pass here; of all others the state is known better already.
            foreach (RollSummary roll in _reading?.Outcomes[0].Open ?? [])
            {
                _states.TryAdd(roll.Class, (0, true));
            }

            _reading = null;
            foreach ((ClassNumber number, (_, bool isOpen)) in _states)
            {
                if (isOpen)
                {
                    _listener?.Invoke(number, true);
                }
            }
        }
    }

    private void Settled(Change change)
    {
        lock (_gate)
        {
            // Two changes of one class may settle on two threads; the later decision is the one that counts.
            if (_states.TryGetValue(change.Class, out var state) && state.Sequence > change.Sequence)
            {
                return;
            }

            _states[change.Class] = (change.Sequence, change.IsOpen);
            if (_states.Count > _forgetAt)
            {
                // A closed class is remembered for the sake of that order only, which long ago is certain.
                foreach (ClassNumber old in _states.Where(entry => !entry.Value.IsOpen && change.Sequence - entry.Value.Sequence > Certain).Select(static entry => entry.Key).ToList())
                {
                    _states.Remove(old);
                }

                _forgetAt = Math.Max(Certain, _states.Count * 2);
            }

            _listener?.Invoke(change.Class, change.IsOpen);
        }
    }

    private sealed record Change(OpenClasses Owner, ClassNumber Class, long Sequence, bool IsOpen) : IDurabilityWaiter
    {
        public void Settled(bool durable)
        {
            if (durable)
            {
                Owner.Settled(this);
            }
        }
    }
}
