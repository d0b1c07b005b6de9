using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chamada.Core.Archive;

/// <summary>
/// Writes files that are either there as a whole or not at all, and still there after a power cut. What it throws is
/// <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>; the folder's other parts turn that into a value.
/// </summary>
public static class TeacherFolderFiles
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <summary>How the JSON files are written: for people too, and with the '+' of a time's offset as it is.</summary>
    public static JsonWriterOptions Json => new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Makes a folder that only its owner can enter. One that exists is left as it is.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
        {
            CreateFolder(parent);
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnFolder);
            }

            FileNames.Flush(parent);
        }
    }

    /// <summary>
    /// Puts a file in place that only its owner can read, instead of one that may be there. Answers it open: until that is
    /// disposed of, nobody can open it with <see cref="FileShare.None"/>.
    /// </summary>
    public static FileStream Replace(string file, ReadOnlySpan<byte> content) =>
        Put(file, content, static (temporary, name) => File.Move(temporary, name, overwrite: true));

    /// <summary>Like <see cref="Replace"/>, but answers null when the name is taken.</summary>
    public static FileStream? TryCreate(string file, ReadOnlySpan<byte> content)
    {
        try
        {
            return File.Exists(file) ? null : Put(file, content, FileNames.MoveToFree);
        }
        catch (NameTakenException)
        {
            return null;
        }
    }

    /// <summary>Reads a whole file. Null when there is none.</summary>
    public static byte[]? TryRead(string file)
    {
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                byte[] content = new byte[stream.Length];
                stream.ReadExactly(content);
                if (content.Length > 0 || attempt == 3)
                {
                    return content; // Empty: it was replaced at this moment, and the name leads to another one now.
                }
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes a file for good. One that is not there is as good as removed.</summary>
    public static void Delete(string file)
    {
        File.Delete(file);
        if (Path.GetDirectoryName(file) is { } folder && Directory.Exists(folder))
        {
            FileNames.Flush(folder);
        }
    }

    private static FileStream Put(string file, ReadOnlySpan<byte> content, Action<string, string> move)
    {
        CreateFolder(Path.GetDirectoryName(file)!);
        string temporary = $"{file}.{Path.GetRandomFileName()}.tmp";
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        FileStream stream = new(temporary, options);
        try
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
            move(temporary, file);
            FileNames.Flush(Path.GetDirectoryName(file)!);
            return stream;
        }
        catch
        {
            stream.Dispose();
            File.Delete(temporary);
            throw;
        }
    }
}
