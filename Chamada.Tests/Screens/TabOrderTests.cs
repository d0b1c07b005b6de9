using Chamada.Tui.Screens.Door;
using Chamada.Tui.Screens.Frames;
using Chamada.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chamada.Tests.Screens;

/// <summary>On every screen Tab goes through all that takes keys, as the eye goes: from the top down, from left to right.</summary>
public sealed class TabOrderTests : IDisposable
{
    private readonly ViewBench _bench = new();

    [Fact]
    public void The_teachers_screens()
    {
        _bench.ShowTeacher();
        AssertOrder(3);
        _bench.Type("3030");
        _bench.Press(Key.F4);
        _bench.Until("List of class 3030");
        AssertOrder(3);
        _bench.Press(Key.O.WithCtrl);
        _bench.Until("Import the list of class 3030");
        AssertOrder(2);
        _bench.Press(Key.Esc, Key.Esc, Key.F10);
        _bench.Until("History of class 3030");
        AssertOrder(1);
        _bench.Press(Key.Esc, Key.Enter);
        _bench.Until("open since");
        AssertOrder(0); // The board, which has nothing to choose.
        _bench.Press(new Key('b'));
        AssertOrder(1);
        _bench.Press(new Key('/'));
        AssertOrder(2);
        _bench.Press(Key.Esc, Key.F9);
        _bench.Until("Export the roll call of class 3030");
        AssertOrder(2);
    }

    [Fact]
    public void The_students_form()
    {
        _bench.ShowStudent();
        AssertOrder(3);
    }

    [Fact]
    public void The_door()
    {
        DoorModel door = _bench.ShowDoor(3030);
        AssertOrder(1);
        Assert.True(door.Lock("1234"));
        AssertOrder(1);
    }

    public void Dispose() => _bench.Dispose();

    private void AssertOrder(int count)
    {
        Screen screen = _bench.Window.Current!;
        View[] expected = [.. Leaves(screen).OrderBy(static view => view.FrameToScreen().Y).ThenBy(static view => view.FrameToScreen().X)];
        Assert.Equal(count, expected.Length);
        if (count == 0)
        {
            return;
        }

        View first = _bench.Window.MostFocused!;
        List<View> seen = [first];
        while (seen.Count <= expected.Length)
        {
            _bench.Press(Key.Tab);
            View next = _bench.Window.MostFocused!;
            if (next == first)
            {
                break;
            }

            seen.Add(next);
        }

        int start = Array.IndexOf(expected, first);
        Assert.True(start >= 0, $"the first key goes to {first}");
        Assert.Equal([.. expected[start..], .. expected[..start]], seen);
    }

    private static IEnumerable<View> Leaves(View view) => !view.Visible ? []
        : view is Grid or TextField or Button ? [view]
        : view.SubViews.SelectMany(Leaves);
}
