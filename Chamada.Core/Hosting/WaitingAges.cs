using System.Globalization;
using System.Text;
using Chamada.Core.Archive;

namespace Chamada.Core.Hosting;

/// <summary>
/// How long lists have waited, as far as servers of one data folder have seen time go by: what a clock was set to, or when nobody looked,
/// does not count. A file beside the database, one list a line: its roll call's number and seconds. Where it is missing or makes no
/// sense, everything begins to wait anew.
/// </summary>
/// <param name="file">The file; null to remember nothing over a restart.</param>
internal sealed class WaitingAges(string? file)
{
    /// <summary>The file's name in a data folder.</summary>
    public const string FileName = "chamada.waiting";

    private Dictionary<long, TimeSpan>? _ages;

    /// <summary>Lets the lists that wait grow older, and forgets those that wait no more.</summary>
    /// <param name="rollIds">Those that wait now. One that is new here has not waited yet.</param>
    /// <param name="passed">How much time has gone by since the last time.</param>
    /// <returns>How long each has waited.</returns>
    public IReadOnlyDictionary<long, TimeSpan> Pass(IEnumerable<long> rollIds, TimeSpan passed)
    {
        Dictionary<long, TimeSpan> before = _ages ?? Read();
        _ages = rollIds.ToDictionary(static id => id, id => before.TryGetValue(id, out TimeSpan age) ? age + passed : TimeSpan.Zero);
        Write(before.Count);
        return _ages;
    }

    private Dictionary<long, TimeSpan> Read()
    {
        Dictionary<long, TimeSpan> ages = [];
        byte[]? content = null;
        if (file is null || FolderError.Catch(file, () => content = TeacherFolderFiles.TryRead(file)) is not null || content is null)
        {
            return ages;
        }

        foreach (string line in Encoding.ASCII.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is [string id, string seconds]
                && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long roll)
                && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out int age))
            {
                ages[roll] = TimeSpan.FromSeconds(age);
            }
        }

        return ages;
    }

    private void Write(int before)
    {
        if (file is null || (before == 0 && _ages!.Count == 0))
        {
            return;
        }

        StringBuilder text = new();
        foreach ((long id, TimeSpan age) in _ages!.OrderBy(static age => age.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"{id} {(long)age.TotalSeconds}\n");
        }

        // What cannot be written is not remembered: then a list waits longer, not shorter.
        _ = FolderError.Catch(file, () =>
        {
            if (text.Length == 0)
            {
                TeacherFolderFiles.Delete(file);
            }
            else
            {
                TeacherFolderFiles.Replace(file, Encoding.ASCII.GetBytes(text.ToString()));
            }
        });
    }
}
