namespace Chamada.Core.Rolls;

/// <summary>What a session hands its batches to.</summary>
public interface IRollBook
{
    /// <summary>
    /// Decides every request of the batch, in order. True when the outcomes may be told at once; otherwise the batch's owner
    /// is told when they may.
    /// </summary>
    bool Submit(RollBatch batch);

    /// <summary>
    /// Whether a batch that asks about two classes is decided as a whole, so that no crash leaves a half of it. Of <see
    /// cref="ClassNumber.Refused"/>, for all classes, as well.
    /// </summary>
    bool DecidesAsOne(ClassNumber first, ClassNumber second) => true;

    /// <summary>Tells a watcher, from here on, whenever something of a roll call has become durable.</summary>
    void Watch(IRollRecord roll, IRollWatcher watcher);

    /// <summary>Ends what <see cref="Watch"/> began.</summary>
    void StopWatching(IRollRecord roll, IRollWatcher watcher);

    /// <summary>
    /// Does what only time causes: closes the roll calls whose time is up, which <see cref="Submit"/> does, too, before it decides, and
    /// turns the codes of those that are watched. This is for the time when nobody asks.
    /// </summary>
    /// <returns>After how long it is to be called again; null for not before <see cref="TimeMatters"/>.</returns>
    TimeSpan? PassTime();

    /// <summary>
    /// Time has something to do again: after <see cref="PassTime"/> has answered null, a roll call got a limit, or somebody who watches.
    /// Raised once, under the book's lock: a handler sets a timer and returns.
    /// </summary>
    event Action? TimeMatters;

    /// <summary>The newest code of a watched roll call that may be shown, with the time that is left of it now.</summary>
    ShownCode Show(RollCode code);

    /// <summary>The sequence up to which what the book tells of a roll call is durable: watchers show nothing beyond it.</summary>
    long DurableSequenceOf(IRollRecord roll);
}

/// <summary>For those who ask one thing and await the answer.</summary>
public static class RollBookQuestions
{
    /// <summary>Asks one thing in the server's own name.</summary>
    /// <returns>The outcome, once it may be told.</returns>
    public static Task<RollOutcome> AskAsync(this IRollBook book, RollRequest request) => book.AskAsync(request, Caller.Unknown);

    /// <summary>Asks one thing for somebody.</summary>
    /// <returns>The outcome, once it may be told.</returns>
    public static Task<RollOutcome> AskAsync(this IRollBook book, RollRequest request, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(book);
        Question question = new();
        question.Batch.Caller = caller;
        question.Batch.Add(in request);
        if (book.Submit(question.Batch))
        {
            question.BatchDecided();
        }

        return question.Answer;
    }

    private sealed class Question : IRollBatchOwner
    {
        private readonly TaskCompletionSource<RollOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Question() => Batch = new RollBatch(this);

        public RollBatch Batch { get; }

        public Task<RollOutcome> Answer => _answer.Task;

        public void BatchDecided() => _answer.TrySetResult(Batch.Outcomes[0]);
    }
}
