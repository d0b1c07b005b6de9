namespace Chamada.Tui.Resources.Texts;

/// <summary>What <c>backup</c> and <c>restore</c> say.</summary>
internal abstract class BackupText
{
    public abstract string Description { get; }

    public abstract string RestoreDescription { get; }

    public abstract string FilePlace { get; }

    public abstract string File { get; }

    public abstract string RestoredFile { get; }

    public abstract string Data { get; }

    public abstract string RestoredData { get; }

    public abstract IReadOnlyList<string> Examples { get; }

    public abstract IReadOnlyList<string> RestoreExamples { get; }

    public abstract string Written(string file, string folder, long last, int open);

    public abstract string Restored(string file, string folder, long last, int open);
}
