using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Chamada.Core.Archive.Terms;

namespace Chamada.Core.Archive.Exports;

/// <summary>For programs: one object a line and student, the same in every language.</summary>
public sealed class TermJsonExport : TermExport
{
    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    public override string Extension => ".jsonl";

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<ExportFile>> WriteAsync(TermReport report, ITermWords words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArrayBufferWriter<byte> lines = new();
        foreach (TermRow row in report.Term.Rows)
        {
            using (Utf8JsonWriter json = new(lines, TeacherFolderFiles.Json with { Indented = false }))
            {
                json.WriteStartObject();
                json.WriteString("student", row.Student.ToString());
                json.WriteString("name", row.Name);
                json.WriteNumber("lessons", row.Total.Lessons);
                json.WriteNumber("present", row.Total.Present);
                json.WriteNumber("late", row.Total.Late);
                json.WriteNumber("justified", row.Total.Justified);
                json.WriteNumber("excused", row.Total.Excused);
                json.WriteNumber("absent", row.Total.Absent);
                json.WriteNumber("absences", row.Total.Absences);
                json.WritePropertyName("percent");
                json.WriteRawValue(row.Total.Percent.ToString("0.0", CultureInfo.InvariantCulture));
                json.WriteNumber("left", row.Left);
                json.WriteEndObject();
            }

            lines.Write("\n"u8);
        }

        return One(lines.WrittenSpan.ToArray());
    }
}
