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

    /// <summary>Removes it. What a test has set going may put a file there in the same moment: then once more.</summary>
    public void Dispose()
    {
        IOException? failure = null;
        if (!SpinWait.SpinUntil(() => TryDelete(out failure), ChamadaProcess.Limit))
        {
            throw failure!;
        }
    }

    private bool TryDelete(out IOException? failure)
    {
        failure = null;
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            return !Directory.Exists(Path); // Somebody else was quicker with a part of it, or with all.
        }
        catch (IOException e)
        {
            failure = e;
        }

        return failure is null;
    }
}
