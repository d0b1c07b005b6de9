using Chamada.Core.Archive;
using Chamada.Core.Client;
using Chamada.Core.Rolls;
using Chamada.Tests.EndToEnd;

namespace Chamada.Tests.Archive;

/// <summary>A teacher's folder that others have been at.</summary>
public sealed class GuardedFolderTests : IDisposable
{
    private static readonly ServerAddress Server = new("127.0.0.1", 5050);
    private static readonly ClassNumber Class = ClassNumber.From(3030);

    private readonly TemporaryFolder _temporary = new();

    private string Path => System.IO.Path.Combine(_temporary.Path, "chamada");

    private string Tokens => System.IO.Path.Combine(Path, "tokens");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_folder_that_everybody_could_enter_is_closed_before_a_token_is_in_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("there are no modes");
            return;
        }

        const UnixFileMode everybody = (UnixFileMode)0x1FF;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Tokens);
        File.SetUnixFileMode(Path, everybody);
        File.SetUnixFileMode(Tokens, everybody);
        using ReservedToken reserved = new TeacherFolder(Path).Tokens.Reserve(Server, Class, RollClient.NewToken).Value!;
        Assert.Equal(owner, File.GetUnixFileMode(Path));
        Assert.Equal(owner, File.GetUnixFileMode(Tokens));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(reserved.Stored.File));
    }

    [Fact]
    public void A_link_in_the_place_of_the_tokens_is_named_and_not_followed()
    {
        string elsewhere = System.IO.Path.Combine(_temporary.Path, "elsewhere");
        Directory.CreateDirectory(elsewhere);
        Directory.CreateDirectory(Path);
        Directory.CreateSymbolicLink(Tokens, elsewhere);
        TeacherFolder folder = new(Path);
        FolderError error = folder.Tokens.Reserve(Server, Class, RollClient.NewToken).Error!;
        Assert.Equal(Tokens, error.Path);
        Assert.Contains("symbolic link", error.Cause, StringComparison.Ordinal);
        Assert.NotNull(folder.Tokens.All().Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));

        // Everything else of the folder works.
        Assert.Empty(folder.Rosters.Classes().Value!);
        Assert.Empty(folder.SavedLists.Files().Value!);
    }

    [Fact]
    public void A_token_that_may_not_be_read_is_named_and_all_others_are_there()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("there are no modes");
            return;
        }

        TeacherFolder folder = new(Path);
        string hidden;
        using (ReservedToken first = folder.Tokens.Reserve(Server, Class, RollClient.NewToken).Value!)
        using (ReservedToken second = folder.Tokens.Reserve(Server, ClassNumber.From(4040), RollClient.NewToken).Value!)
        {
            hidden = first.Stored.File;
        }

        // An administrator reads whatever has a mode; a link to itself is read by nobody.
        File.SetUnixFileMode(hidden, UnixFileMode.None);
        if (Environment.IsPrivilegedProcess)
        {
            File.Delete(hidden);
            File.CreateSymbolicLink(hidden, hidden);
        }

        FolderListing<StoredToken> found = folder.Tokens.All().Value!;
        Assert.Equal(4040, Assert.Single(found).Class.Value);
        Assert.Equal(hidden, Assert.Single(found.Unreadable).Path);
    }
}
