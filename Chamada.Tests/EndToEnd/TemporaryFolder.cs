namespace Chamada.Tests.EndToEnd;

/// <summary>A folder of a test's own, removed with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("chamada-test-").FullName;

    /// <summary>An environment in which the executable keeps its data here, and speaks a language.</summary>
    public Dictionary<string, string?> Environment(string language = "en") => new()
    {
        ["XDG_DATA_HOME"] = Path,
        ["CHAMADA_LANG"] = language,
    };

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
