using System.Globalization;
using Chamada.Core.Wire.Resp;

namespace Chamada.Tests.Simulation;

/// <summary>Registers students, several at a time, and asks again for those of whom it has heard nothing.</summary>
internal sealed class SimulatedStudents(SimulatedWorld world) : SimulatedPeer(world)
{
    private readonly Queue<(ClassLedger Class, string Student, bool AfterClosing)> _asked = [];

    public override bool IsSatisfied => _asked.Count == 0;

    protected override bool Act()
    {
        if (_asked.Count > 0 || World.IsEnding || Random.Next(3) > 0)
        {
            return false;
        }

        for (int i = Random.Next(Random.Next(10) == 0 ? 40 : 4); i >= 0; i--)
        {
            ClassLedger number = World.Classes[Math.Max(0, World.Classes.Count - 1 - (Random.Next(4) / 3))];
            Ask(number, Random.Next(30).ToString("D9", CultureInfo.InvariantCulture));
        }

        return true;
    }

    protected override void Connected()
    {
        (ClassLedger Class, string Student, bool AfterClosing)[] again = [.. _asked];
        _asked.Clear();
        foreach ((ClassLedger number, string student, _) in again)
        {
            Ask(number, student);
        }
    }

    protected override void Reply(RespReply reply)
    {
        if (!_asked.TryDequeue(out (ClassLedger Class, string Student, bool AfterClosing) asked) || reply.Items.Count != 3)
        {
            throw new FoundException($"{reply.Type} {reply.Text} is no reply to a student");
        }

        asked.Class.Tell(asked.Student, reply.Items[2].Text, asked.AfterClosing);
    }

    private void Ask(ClassLedger number, string student)
    {
        number.Ask(student);
        _asked.Enqueue((number, student, number.IsClosed));
        Say(Request("PRESENT", number.Number.ToString(CultureInfo.InvariantCulture), student));
    }
}

/// <summary>Registers one student by the text protocol, whose sentences have no end: it reads until the server closes.</summary>
internal sealed class SimulatedTextStudent(SimulatedWorld world) : SimulatedPeer(world)
{
    private (ClassLedger Class, string Student, bool AfterClosing)? _asked;
    private bool _hasEnded;

    public override bool IsSatisfied => World.IsEnding;

    protected override bool ReadsReplies => false;

    protected override void Connected()
    {
        ClassLedger number = World.Classes[^1];
        string student = Random.Next(30).ToString("D9", CultureInfo.InvariantCulture);
        number.Ask(student);
        _asked = (number, student, number.IsClosed);
        _hasEnded = false;
        Say(string.Create(CultureInfo.InvariantCulture, $"{student}/{number.Number},student"));
    }

    protected override bool Act()
    {
        if (IsSaying || _hasEnded)
        {
            return false;
        }

        _hasEnded = true;
        Socket!.End();
        return true;
    }

    protected override void Disconnected(string rest)
    {
        (ClassLedger number, string student, bool afterClosing) = _asked!.Value;
        string? word = rest.StartsWith("Presença registrada com sucesso", StringComparison.Ordinal) ? "REGISTERED"
            : rest.StartsWith("Você já registrou sua presença", StringComparison.Ordinal) ? "ALREADY"
            : rest.StartsWith("Esta turma não está com presença ativa", StringComparison.Ordinal) ? "CLOSED"
            : null; // Nothing, or a piece.
        if (word is not null)
        {
            number.Tell(student, word, afterClosing);
        }
    }
}

/// <summary>Sends what nobody should, reads nothing, and leaves without a word.</summary>
internal sealed class SimulatedEnemy(SimulatedWorld world) : SimulatedPeer(world)
{
    private static readonly string[] Junk =
    [
        "*3\r\n$7\r\nPRESENT\r\n$1\r\n", "*1\r\n$4\r\nINFO\r\n", "MULTI\r\nPRESENT 99 x\r\n", "\0\u0001\u0002", "GET / HTTP/1.1\r\n\r\n",
        "*-1\r\n*0\r\n", "ROLLS\r\nROLLS\r\nROLLS\r\n", "3030,teach", "*999999999\r\n", "PRI * HTTP/2.0\r\n\r\n", "QUIT\r\nPING\r\n",
        "MULTI\r\nEXEC\r\nECHO \"a b\"\r\n", "\u0016\u0003\u0001", "WATCH 1 x\r\n",
    ];

    public override bool IsSatisfied => World.IsEnding;

    protected override bool ReadsReplies => false;

    public override bool Step()
    {
        if (Socket is { IsOver: false, Readable: > 0 } && MayFail && Random.Next(8) > 0)
        {
            return false; // It does not read.
        }

        if (Socket is not null && World.IsEnding)
        {
            Socket.Reset();
        }

        return base.Step();
    }

    protected override bool Act()
    {
        if (World.IsEnding || Random.Next(4) == 0)
        {
            Socket!.Reset();
            return true;
        }

        if (Random.Next(6) == 0)
        {
            Say(string.Concat(Enumerable.Repeat("ECHO " + new string('x', 900) + "\r\n", 20)));
        }
        else
        {
            Say(Junk[Random.Next(Junk.Length)]);
        }

        return true;
    }

    protected override void Disconnected(string rest) => SayNothing();
}
