using Chamada.Core.Archive;

namespace Chamada.Tui.Cli;

/// <summary>What <c>teacher --close</c> prints of a list.</summary>
internal static class ClosedLines
{
    /// <summary>Writes a list, for people or for programs.</summary>
    public static void Write(ScriptedCall call, SavedList roll)
    {
        if (call.Json)
        {
            JsonLine.Write(call.Output, json =>
            {
                json.WriteNumber("class", roll.Class.Value);
                json.WriteTime("opened", roll.OpenedAt);
                json.WriteTime("closed", roll.ClosedAt);
                json.WriteStartArray("students");
                foreach (SavedAttendance attendance in roll.Students)
                {
                    json.WriteStringValue(attendance.Student.ToString());
                }

                json.WriteEndArray();
            });
            return;
        }

        call.Output.WriteLine(call.Text.ClosedHead(roll.Class, roll.ClosedAt, roll.Students.Count));
        int width = roll.Students.Select(static student => student.Student.Length).DefaultIfEmpty().Max();
        for (int i = 0; i < roll.Students.Count; i++)
        {
            call.Output.WriteLine(call.Text.ListLine(i + 1, roll.Students[i].Student, roll.Students[i].At, width));
        }
    }
}
