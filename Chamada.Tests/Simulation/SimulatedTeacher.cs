using System.Globalization;
using Chamada.Core.Wire.Resp;

namespace Chamada.Tests.Simulation;

/// <summary>Opens classes one after the other, watches, lists and closes them, asks again what was not answered.</summary>
internal sealed class SimulatedTeacher(SimulatedWorld world) : SimulatedPeer(world)
{
    private readonly HashSet<string> _told = [];
    private Task _task = Task.Open;
    private string[] _least = [];
    private bool _isAsked;
    private bool _isWatching;
    private bool _hasClosed;

    private enum Task
    {
        Open,
        Watch,
        List,
        Close,
        CloseAgain,
        Receive,
        Done,
    }

    public override bool IsSatisfied => _task == Task.Done || (World.IsEnding && !World.IsClosing && !_isAsked && _task >= Task.List);

    private ClassLedger Class => World.Classes[^1];

    /// <summary>Whether everybody who was told to be present has been told to who watches.</summary>
    public void CheckWatched()
    {
        if (_isWatching && !_hasClosed && Class.Present.Except(_told).FirstOrDefault() is { } missed)
        {
            throw new FoundException($"who watches {Class.Number} was not told of {missed}");
        }
    }

    protected override void Connected()
    {
        _isAsked = _isWatching = _hasClosed = false;
        Say("*2\r\n$5\r\nHELLO\r\n$1\r\n3\r\n");
    }

    protected override void Disconnected(string rest) => _isWatching = false;

    protected override bool Act()
    {
        if (_isAsked || IsSatisfied || (!World.IsEnding && Random.Next(6) > 0))
        {
            return false;
        }

        if (_task == Task.List && (World.IsClosing || (!World.IsEnding && Random.Next(8) == 0)))
        {
            _task = Task.Close;
        }

        _isAsked = true;
        _least = Class.Present;
        string number = Class.Number.ToString(CultureInfo.InvariantCulture);
        Say(_task switch
        {
            Task.Open => Request("OPEN", number, "TOKEN", Class.Token),
            Task.Watch => Request("WATCH", number, Class.Token),
            Task.List => Request("LIST", number, Class.Token),
            Task.Close or Task.CloseAgain => Request("CLOSE", number, Class.Token),
            _ => Request("RECEIVED", number, Class.Token),
        });
        return true;
    }

    protected override void Reply(RespReply reply)
    {
        if (reply.Type == ReplyType.Push)
        {
            TakeNews(reply);
            return;
        }

        if (reply.Items.Count > 3)
        {
            return; // HELLO.
        }

        if (!_isAsked)
        {
            throw new FoundException($"{reply.Type} {reply.Text} is a reply to nothing");
        }

        _isAsked = false;
        if (_task == Task.Receive)
        {
            World.Next();
            _task = World.IsClosing ? Task.Done : Task.Open;
            return;
        }

        if (_task == Task.Watch && reply.Text.StartsWith("OOM ", StringComparison.Ordinal))
        {
            return; // Others hold all that there is: once more.
        }

        if (reply.Items.Count != 3)
        {
            throw new FoundException($"the teacher of {Class.Number} asked to {_task}, and was told {reply.Text}");
        }

        Take(reply.Items[2].Items);
    }

    private void Take(IReadOnlyList<RespReply> list)
    {
        switch (_task)
        {
            case Task.Open:
                Class.IsOpened = true;
                _task = Random.Next(4) > 0 ? Task.Watch : Task.List;
                break;
            case Task.Watch:
                string[] watched = [.. list.Select(static row => row.Items[0].Text)];
                Class.TellList(watched, _least);
                _told.Clear();
                _told.UnionWith(watched);
                (_isWatching, _hasClosed) = (true, false);
                _task = Task.List;
                break;
            case Task.List:
                Class.TellList([.. list.Select(static row => row.Items[0].Text)], _least);
                _task = !_isWatching && Random.Next(2) == 0 ? Task.Watch : Task.List;
                break;
            default:
                Class.TellClosed([.. list.Select(static row => row.Text)]);
                _task = _task == Task.Close && Random.Next(2) == 0 ? Task.CloseAgain : Task.Receive;
                break;
        }
    }

    private void TakeNews(RespReply push)
    {
        if (push.Items[1].Number != Class.Number)
        {
            return; // The end of the class before.
        }

        if (push.Items[0].Text == "closed")
        {
            _hasClosed = true;
        }
        else if (push.Items[0].Text == "present" && (_hasClosed || !_told.Add(push.Items[2].Text)))
        {
            throw new FoundException($"who watches {Class.Number} was told of {push.Items[2].Text} twice, or after the end");
        }
    }
}
