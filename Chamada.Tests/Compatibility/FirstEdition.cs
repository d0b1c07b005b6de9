using System.Globalization;
using System.IO.Compression;
using Chamada.Core.Archive;
using Chamada.Tests.EndToEnd;
using Chamada.Tests.Rules;
using Microsoft.Extensions.Time.Testing;

namespace Chamada.Tests.Compatibility;

/// <summary>A copy of the folders that the program of the first edition wrote, and a clock that stands shortly after.</summary>
internal sealed class FirstEdition : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public FirstEdition()
    {
        foreach (string file in Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_temporary.Path, Path.GetRelativePath(Source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (Path.GetExtension(file) == ".gz")
            {
                using GZipStream packed = new(File.OpenRead(file), CompressionMode.Decompress);
                using FileStream whole = File.Create(Path.ChangeExtension(copy, null));
                packed.CopyTo(whole);
            }
            else
            {
                File.Copy(file, copy);
            }
        }

        Clock = ClockAt("2026-11-26T21:40:00-03:00");
        Teacher = new TeacherFolder(Path.Combine(_temporary.Path, "teacher"), Clock);
    }

    /// <summary>Four minutes after the server was killed, while the roll call with a time limit is still open.</summary>
    public FakeTimeProvider Clock { get; }

    public string Server => Path.Combine(_temporary.Path, "server");

    public TeacherFolder Teacher { get; }

    public static string Answers => Path.Combine(Source, "answers.json");

    private static string Source => Path.Combine(LayerTests.Root(), "Chamada.Tests", "Fixtures", "FirstEdition");

    public void Dispose() => _temporary.Dispose();

    private static FakeTimeProvider ClockAt(string time)
    {
        DateTimeOffset at = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
        FakeTimeProvider clock = new(at.ToUniversalTime());
        clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("class", at.Offset, "class", "class"));
        return clock;
    }
}
