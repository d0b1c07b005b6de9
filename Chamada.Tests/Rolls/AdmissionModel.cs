using System.Globalization;
using Chamada.Core.Rolls;

namespace Chamada.Tests.Rolls;

/// <summary>The code of a roll call of the model: it is turned step by step whenever somebody looks.</summary>
internal sealed class CodeModel
{
    private long _period, _counter = -1, _began, _first;

    public bool IsAsked => _period > 0;

    public void Open(int seconds, long elapsed)
    {
        if (seconds > 0)
        {
            Change(seconds, elapsed);
        }
    }

    /// <summary>Begins, changes or ends it; null changes nothing.</summary>
    public void Change(int? seconds, long elapsed)
    {
        Turn(elapsed);
        if (seconds == 0)
        {
            _period = 0;
        }
        else if (seconds is not null)
        {
            _counter++;
            _first = IsAsked ? _first : _counter;
            (_period, _began) = (seconds.Value * 1000L, elapsed);
        }
    }

    public bool IsGood(int guess, long elapsed)
    {
        Turn(elapsed);
        return guess == _counter || (guess == _counter - 1 && guess >= _first && elapsed - _began < 5000);
    }

    public string Shown(long elapsed)
    {
        Turn(elapsed);
        return IsAsked
            ? string.Create(CultureInfo.InvariantCulture, $"{RollAsk.Secret.CodeOf(_counter)} {_began + _period - elapsed} {_period}")
            : " 0 0";
    }

    private void Turn(long elapsed)
    {
        while (IsAsked && elapsed >= _began + _period)
        {
            _counter++;
            _began += _period;
        }
    }
}

/// <summary>Whether a student is registered, so simple that it can be seen to be right. Whoever asks is on this machine.</summary>
internal sealed class AdmissionModel
{
    private readonly Dictionary<(CodeModel Code, string Student, int Device), List<long>> _wrong = [];

    public void Forget() => _wrong.Clear();

    /// <summary>What the teacher is answered who asks for more than a number.</summary>
    public static string Ask(Sitting open, Step request, long time, long elapsed)
    {
        switch (request.Verb)
        {
            case RollVerb.Code:
                open.Code.Change(request.NewSeconds, elapsed);
                return $"CodeShown {request.Class} {time} {open.Code.Shown(elapsed)}";
            case RollVerb.RosterAdd:
                open.Roster.UnionWith([request.Student.ToString(), RollModel.Student(request.StudentIndex + 1).ToString()]);
                break;
            default:
                open.Roster.Clear();
                break;
        }

        return $"RosterHeld {request.Class} {time} {open.Roster.Count}";
    }

    /// <summary>What a student is told who is refused; null for one who is to be registered.</summary>
    public string? Refusal(Sitting open, Step request, long time, long elapsed) =>
        Refusal(open, request, elapsed) is { } word ? $"{word.Split(' ')[0]} 0 {time} {word[(word.IndexOf(' ') + 1)..]}" : null;

    public static string Register(Sitting open, Step request, long at)
    {
        bool brings = request.Verb == RollVerb.PresentWith && !request.IsAtDoor;
        int device = brings && open.Rules?.Device != DeviceRule.Ignore ? request.DeviceIndex : 0;
        string student = request.Student.ToString();
        string? other = Other(open, device);
        open.Log.Add((student, at, "Present"));
        if (device > 0)
        {
            open.Devices.Add((device, student));
        }

        if (other is not null)
        {
            open.Log.Add((student, at, "Flaggeddevice " + other));
        }

        if (!(request.Verb == RollVerb.PresentWith && request.IsAtDoor) && IsUnlisted(open, request))
        {
            open.Log.Add((student, at, brings && request.IsConfirmed ? "Flaggedunlisted confirmed" : "Flaggedunlisted unconfirmed"));
        }

        return $"Registered {request.Class} {at} ";
    }

    private string? Refusal(Sitting open, Step request, long elapsed)
    {
        bool brings = request.Verb == RollVerb.PresentWith;
        int device = brings ? request.DeviceIndex : 0;
        if (brings && request.IsAtDoor)
        {
            return null;
        }

        if (open.Code.IsAsked)
        {
            var key = (open.Code, request.Student.ToString(), device);
            List<long> wrong = _wrong.TryGetValue(key, out List<long>? known) ? known : _wrong[key] = [];
            wrong.RemoveAll(time => time + 600_000 <= elapsed);
            if (wrong.Count == 3)
            {
                return string.Create(CultureInfo.InvariantCulture, $"Wait {Math.Ceiling((wrong[0] + 600_000 - elapsed) / 1000.0)}");
            }

            int? guess = brings ? request.Guess : null;
            if (guess is null || !open.Code.IsGood(guess.Value, elapsed))
            {
                wrong.AddRange(guess is null ? [] : [elapsed]);
                return "BadCode ";
            }
        }

        if (Other(open, device) is not null && open.Rules?.Device == DeviceRule.Refuse)
        {
            return "DeviceUsed ";
        }

        bool asks = open.Rules?.Listed == ListedRule.Refuse || (open.Rules?.Listed == ListedRule.Ask && !(brings && request.IsConfirmed));
        return asks && IsUnlisted(open, request) ? "Unlisted " : null;
    }

    private static bool IsUnlisted(Sitting open, Step request) =>
        open.Roster.Count > 0 && !open.Roster.Contains(request.Student.ToString());

    private static string? Other(Sitting open, int device) => device == 0 || open.Rules?.Device == DeviceRule.Ignore ? null
        : open.Devices.LastOrDefault(entry => entry.Device == device && open.Present.Any(other => other.Student == entry.Student)).Student;
}
