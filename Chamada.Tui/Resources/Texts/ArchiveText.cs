using Chamada.Core.Archive.Terms;
using Chamada.Core.Rolls;

namespace Chamada.Tui.Resources.Texts;

/// <summary>What <c>archive</c> says.</summary>
internal abstract class ArchiveText
{
    public abstract string Description { get; }

    public abstract IReadOnlyList<string> Examples { get; }

    public abstract string ActionPlace { get; }

    public abstract string TargetPlace { get; }

    /// <summary>The words for what can be done.</summary>
    public abstract IReadOnlyList<string> Actions { get; }

    public abstract string Exported(string file, ArchiveCount count);

    public abstract string Imported(ArchiveCount count);

    /// <summary>A file is no archive that can be taken up.</summary>
    public abstract string NoArchive(string file, string cause);

    /// <summary>So many files of an archive are left out without being named.</summary>
    public abstract string MoreLeftOut(int count);

    /// <summary>Both have settings of a class, and those that were here stay.</summary>
    public abstract string SettingsStay(ClassNumber number);

    /// <summary>What was erased, and what remains, a line each.</summary>
    public abstract IEnumerable<string> Forgotten(StudentId student, ErasureCount count);

    public abstract string NothingOf(StudentId student);

    /// <summary>In place of a reason that was erased.</summary>
    public abstract string Erased { get; }
}
