using System.Text;

namespace Chamada.Core.Archive;

/// <summary>A class list as text for files and spreadsheets: a header, then number and name, with commas.</summary>
public static class RosterCsv
{
    /// <summary>Writes a list. <see cref="RosterImport"/> reads it back as it was.</summary>
    public static string Write(Roster roster)
    {
        StringBuilder csv = new("student,name\n");
        foreach (RosterEntry entry in roster.Entries)
        {
            CsvText.Append(csv, entry.Student.ToString(), entry.Name);
        }

        return csv.ToString();
    }
}
