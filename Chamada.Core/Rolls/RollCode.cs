namespace Chamada.Core.Rolls;

/// <summary>That a roll call asks for a code from its opening on.</summary>
/// <param name="Period">How long each code stands.</param>
/// <param name="Secret">What they are made from.</param>
public sealed record CodeRule(TimeSpan Period, CodeSecret Secret);

/// <summary>What becomes of a roll call's code: it begins, another one begins, it ends, or somebody has been shown a new one.</summary>
/// <param name="Period">For how long each code stands from here on, in milliseconds; 0 when no code is asked for any more.</param>
/// <param name="Counter">The number of the code that stands, or stood last. No number ever comes a second time.</param>
/// <param name="BeganAt">Since when it stands, by the clock of then, in milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Secret">Where the roll call had none before: what its codes are made from.</param>
public sealed record CodeChange(long Period, long Counter, long BeganAt, CodeSecret? Secret)
{
    /// <summary>What stood before, where this was decided here.</summary>
    internal RollCode? Before { get; init; }
}

/// <summary>A code as it is shown.</summary>
/// <param name="Digits">The code; null when none is asked for.</param>
/// <param name="Left">For how many milliseconds it still stands; 0 without a code.</param>
/// <param name="Period">For how many milliseconds each stands; 0 without a code.</param>
public sealed record ShownCode(CodeDigits? Digits, long Left, long Period)
{
    /// <summary>No code is asked for.</summary>
    public static readonly ShownCode None = new(null, 0, 0);
}

/// <summary>
/// The code that a roll call asks for, as it goes on by itself from an event on. While the server runs, time gone by alone turns it, so a
/// clock that somebody sets forward or back changes nothing. Over a restart there is nothing but the clock: codes that were shown are
/// numbered in events, and where the clock stands before the last of those, a code begins that nobody has seen.
/// </summary>
public sealed class RollCode
{
    /// <summary>The shortest time that a code may stand, in seconds.</summary>
    public const int MinSeconds = 5;

    /// <summary>The longest time that a code may stand, in seconds.</summary>
    public const int MaxSeconds = 60;

    /// <summary>For how long the code before is still good, since it is being typed: 5 s.</summary>
    private const long Grace = 5 * TimeSpan.TicksPerSecond;

    /// <summary>By how many milliseconds a clock may seem to be from where it should be without having been set.</summary>
    private const long Tolerance = 1000;

    private readonly long _period, _counter, _start, _first, _beganAt;
    private (long Counter, CodeDigits Now, CodeDigits Before) _known = (-1, default, default);

    private RollCode(CodeSecret secret, CodeChange change, long sequence, (long Counter, long Start, long First) from)
    {
        Secret = secret;
        Noted = change.Counter;
        Sequence = sequence;
        _period = change.Period * TimeSpan.TicksPerMillisecond;
        _beganAt = change.BeganAt;
        (_counter, _start, _first) = from;
    }

    /// <summary>The number of the decision that it goes on from.</summary>
    public long Sequence { get; }

    /// <summary>Whether a code is asked for.</summary>
    public bool IsAsked => _period > 0;

    /// <summary>What the codes are made from.</summary>
    internal CodeSecret Secret { get; }

    /// <summary>The highest number that stands in an event: of the newest code that anybody can have seen.</summary>
    internal long Noted { get; }

    /// <summary>The code of a roll call that is opened with one; null for one without.</summary>
    /// <param name="rules">What holds for it.</param>
    /// <param name="opened">The event that opened it.</param>
    /// <param name="now">The time.</param>
    /// <param name="isRestart">Whether the event is read by a server that begins.</param>
    internal static RollCode? Of(RollRules rules, in RollEvent opened, in Moment now, bool isRestart)
    {
        if (rules.Code is not { } rule)
        {
            return null;
        }

        CodeChange first = new((long)rule.Period.TotalMilliseconds, Counter: 0, opened.At.UnixMilliseconds, rule.Secret);
        return After(null, first, opened.Sequence, in now, isRestart);
    }

    /// <summary>What stands after an event.</summary>
    /// <param name="before">What stood before; null for nothing.</param>
    /// <param name="change">What the event says.</param>
    /// <param name="sequence">The event's number.</param>
    /// <param name="now">The time.</param>
    /// <param name="isRestart">Whether it is read by a server that begins.</param>
    /// <exception cref="InvalidDataException">It does not follow from those before it.</exception>
    internal static RollCode After(RollCode? before, CodeChange change, long sequence, in Moment now, bool isRestart)
    {
        CodeSecret secret = before?.Secret ?? change.Secret ?? throw new InvalidDataException($"event {sequence} makes codes from nothing");
        if (before is not null && (change.Counter < before.Noted || (change.Counter == before.Noted && !before.IsAsked)))
        {
            throw new InvalidDataException($"event {sequence} shows code {change.Counter} of a roll call for the second time");
        }

        long ago = now.At.UnixMilliseconds - change.BeganAt;
        if (ago < (isRestart ? 0 : -Tolerance))
        {
            // The clock was set back while no server ran. How much time has gone by nobody knows, but this code has been seen. (If by less
            // than the time since the event, nobody can tell that it was set, and the code stands that much longer.)
            return new RollCode(secret, change, sequence, (change.Counter + 1, now.Elapsed, change.Counter + 1));
        }

        long first = before is { IsAsked: true } ? before._first : change.Counter;
        return new RollCode(secret, change, sequence, (change.Counter, now.Elapsed - (ago * TimeSpan.TicksPerMillisecond), first));
    }

    /// <summary>The change by which a code begins, or another one at once.</summary>
    /// <param name="before">What stood before; null for nothing.</param>
    /// <param name="seconds">How long each stands.</param>
    /// <param name="fresh">A secret for a roll call that has none.</param>
    /// <param name="now">When.</param>
    internal static CodeChange Begin(RollCode? before, int seconds, CodeSecret fresh, in Moment now) =>
        new(seconds * 1000L, before is null ? 0 : before.LastAt(in now) + 1, now.At.UnixMilliseconds, before is null ? fresh : null)
        {
            Before = before,
        };

    /// <summary>The change by which no code is asked for any more.</summary>
    internal CodeChange End(in Moment now) => new(Period: 0, LastAt(in now), now.At.UnixMilliseconds, null) { Before = this };

    /// <summary>
    /// The change that notes the code of now, before anybody is shown it; null when that has been done, and the clock is where it was then.
    /// </summary>
    internal CodeChange? Note(in Moment now)
    {
        long counter = LastAt(in now);
        if (!IsAsked)
        {
            return null;
        }

        long ago = (now.Elapsed - StartOf(counter)) / TimeSpan.TicksPerMillisecond, period = _period / TimeSpan.TicksPerMillisecond;
        long beganAt = now.At.UnixMilliseconds - ago;
        return counter > Noted || Math.Abs(beganAt - _beganAt) > Tolerance
            ? new CodeChange(period, counter, beganAt, Secret: null) { Before = this }
            : null;
    }

    /// <summary>Whether a code is good: it is the one of now, or the one before for five seconds. Under the roll book's lock.</summary>
    internal bool IsGood(CodeDigits code, in Moment now)
    {
        long counter = LastAt(in now);
        if (_known.Counter != counter)
        {
            _known = (counter, Secret.CodeOf(counter), Secret.CodeOf(counter - 1));
        }

        // Both are compared, whatever the first says.
        bool isBefore = code.IsSame(_known.Before) & counter > _first & now.Elapsed - StartOf(counter) < Grace;
        return code.IsSame(_known.Now) | isBefore;
    }

    /// <summary>The code that stands at a time, for who may see it. On any thread.</summary>
    internal ShownCode Show(long elapsed)
    {
        if (!IsAsked)
        {
            return ShownCode.None;
        }

        long left = (TurnsAfter(elapsed) + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        return new ShownCode(Secret.CodeOf(CounterAt(elapsed)), left, _period / TimeSpan.TicksPerMillisecond);
    }

    /// <summary>
    /// The code that was noted, for those who watch: never one that no event numbers, however late they read. On any thread.
    /// </summary>
    internal ShownCode ShowNoted(long elapsed)
    {
        if (!IsAsked)
        {
            return ShownCode.None;
        }

        long left = StartOf(Noted) + _period - elapsed;
        return new ShownCode(
            Secret.CodeOf(Noted),
            Math.Max(0, (left + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond),
            _period / TimeSpan.TicksPerMillisecond);
    }

    /// <summary>How much time is left at a time until the next code, in ticks. Only while a code is asked for.</summary>
    internal long TurnsAfter(long elapsed) => StartOf(CounterAt(elapsed)) + _period - elapsed;

    /// <summary>Whether a code stands at a time that no event numbers yet.</summary>
    internal bool HasTurned(long elapsed) => IsAsked && CounterAt(elapsed) > Noted;

    /// <summary>The number of the code of now, or of the last one.</summary>
    private long LastAt(in Moment now) => IsAsked ? CounterAt(now.Elapsed) : Noted;

    private long CounterAt(long elapsed) => _counter + Math.Max(0, (elapsed - _start) / _period);

    private long StartOf(long counter) => _start + ((counter - _counter) * _period);
}
