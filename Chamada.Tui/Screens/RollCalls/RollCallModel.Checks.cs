using Chamada.Core.Archive;
using Chamada.Core.Archive.Rosters;
using Chamada.Core.Client;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Screens.RollCalls;

/// <content>How far the list is to be believed: what the teacher saw in the room, and a second round.</content>
internal sealed partial class RollCallModel
{
    /// <summary>Where the first round had no code: long enough to type, too short to pass on.</summary>
    private static readonly TimeSpan SecondRoundPeriod = TimeSpan.FromSeconds(15);

    private readonly Queue<CheckWish> _checks = new();

    /// <summary>Whether it is closed only so that the class can be asked again.</summary>
    public bool AsksAgain { get; private set; }

    /// <summary>Whether its list is saved and the server has the receipt, so that the class can be opened again.</summary>
    public bool IsReadyToAskAgain => AsksAgain && Phase == RollCallPhase.Closed && Received && SavedFile is not null;

    /// <summary>Writes down whether a student was found in the room, as soon as the server can be reached.</summary>
    public void Check(StudentId student, bool isHere) => Wish(CheckWish.Of(student, isHere));

    /// <summary>Writes down how many were counted in the room, as soon as the server can be reached.</summary>
    /// <param name="heads">0 to 999,999.</param>
    public void CountHeads(int heads) => Wish(CheckWish.Of(heads));

    /// <summary>Closes it, to ask the class again. False where it is not open.</summary>
    public bool AskAgain()
    {
        if (Phase != RollCallPhase.Open || _closeWanted)
        {
            return false;
        }

        AsksAgain = true;
        Close();
        return true;
    }

    /// <summary>The roll call that asks again, which begins to open.</summary>
    public RollCallModel SecondRound(Roster roster) => new(
        Class, roster, _link, _folder, _thread, limit: null,
        new EarlierRound(OpenedAt!.Value, ClosedAt!.Value, [.. Sheet.Arrivals.Select(static attendee => attendee.Student)]),
        Code?.Period ?? SecondRoundPeriod);

    private void Wish(CheckWish wish)
    {
        if (Phase == RollCallPhase.Open && !_closeWanted)
        {
            Ask();
            _checks.Enqueue(wish);
            Advance();
            Changed?.Invoke();
        }
    }

    /// <summary>
    /// Sends what was seen, in order. Asking twice would write twice: where an answer was lost, the record that came with the new
    /// connection says whether it was carried out.
    /// </summary>
    private async Task CheckAsync(IRollClient connection)
    {
        while (Phase == RollCallPhase.Open && _watchedOn == connection && _checks.TryPeek(out CheckWish? wish))
        {
            int now = Sheet.Record.Count(wish.IsSaidBy);
            if (wish.Before is { } before && now > before)
            {
                _checks.Dequeue();
                if (wish.Heads is not null && Sheet.LastHeads is { } known)
                {
                    Answered(new HeadsAnswer(known));
                }

                continue;
            }

            wish.Before = now;
            ClientResult<CheckReply> answer = wish.Heads is { } heads
                ? await connection.CountHeadsAsync(Class, _token!.Token, heads)
                : await connection.CheckAsync(Class, _token!.Token, wish.Student, wish.IsHere);
            if (!answer.Try(out CheckReply? reply, out ClientError? error) && error.Fault != ClientFault.Refused)
            {
                Failed(connection, error);
                return;
            }

            _checks.Dequeue();
            if (error is not null)
            {
                RefusedBy(error);
            }
            else if (wish.Heads is { } counted)
            {
                Answered(new HeadsAnswer(new HeadCount(reply!.At, counted, Sheet.Present)));
            }

            Changed?.Invoke();
        }
    }
}
