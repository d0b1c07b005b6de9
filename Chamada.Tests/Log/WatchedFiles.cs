using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chamada.Tests.Log;

/// <summary>What SQLite did to a file.</summary>
internal enum FileStep
{
    Write,
    Truncate,
    Sync,
    Delete,
}

/// <summary>
/// One step: bytes at an offset, a new length, that what was written before is to be on disk, or that the file is to be gone: at
/// once with the offset 1, sooner or later with 0.
/// </summary>
internal sealed record FileOperation(FileStep Step, string File, long Offset, byte[] Bytes)
{
    /// <summary>Whether what one of the operations did is on disk for sure after a number of them.</summary>
    public static bool IsSynced(FileOperation[] operations, int index, int count) =>
        operations[index] is { Step: FileStep.Delete, Offset: 1 }
        || operations.Take(count).Skip(index).Any(later => later.Step == FileStep.Sync && later.File == operations[index].File);
}

/// <summary>
/// Stands between SQLite and the files of one folder: notes every write, truncation, sync and deletion in order, and fails
/// them from a chosen one on. It is SQLite's own file layer with these four functions replaced.
/// </summary>
internal sealed unsafe class WatchedFiles : IDisposable
{
    /// <summary>The layer's name for SQLite.</summary>
    public const string Vfs = "chamada-watched";

    private const string Library = "e_sqlite3";
    private static readonly ConcurrentDictionary<string, WatchedFiles> Folders = new();
    private static readonly ConcurrentDictionary<nint, OpenFile> OpenFiles = new();

    // SQLite has a table of functions for files that it locks and another for those that it does not.
    private static readonly Dictionary<nint, nint> WatchedMethods = [];
    private static readonly Lock Registration = new();
    private static VfsStart* _layer;
    private static VfsStart* _system;

    private readonly string _folder;
    private readonly Lock _gate = new();
    private readonly List<FileOperation> _operations = [];

    public WatchedFiles(string folder)
    {
        _folder = folder;
        lock (Registration)
        {
            if (_layer is null)
            {
                Register();
            }
        }

        Folders[folder] = this;
    }

    /// <summary>The first operation that fails, counted from 0.</summary>
    public int FailFrom { get; set; } = int.MaxValue;

    /// <summary>With which of SQLite's codes it fails: 13 is a full disk, 10 an input or output error.</summary>
    public int FailWith { get; set; } = 10;

    /// <summary>Whether an operation has failed.</summary>
    public bool HasFailed { get; private set; }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _operations.Count;
            }
        }
    }

    public FileOperation[] Operations
    {
        get
        {
            lock (_gate)
            {
                return [.. _operations];
            }
        }
    }

    public void Dispose() => Folders.TryRemove(_folder, out _);

    private int Note(FileStep step, string file, long offset = 0, byte[]? bytes = null)
    {
        lock (_gate)
        {
            if (_operations.Count >= FailFrom)
            {
                HasFailed = true;
                return FailWith;
            }

            _operations.Add(new FileOperation(step, file, offset, bytes ?? []));
            return 0;
        }
    }

    private static void Register()
    {
        _system = Find(0);
        VfsStart* layer = (VfsStart*)NativeMemory.Alloc((nuint)sizeof(VfsStart));
        *layer = *_system;
        layer->Next = 0;
        layer->Name = Marshal.StringToCoTaskMemUTF8(Vfs);
        layer->Open = &Open;
        layer->Delete = &Delete;
        if (RegisterVfs(layer, 0) != 0)
        {
            throw new InvalidOperationException("SQLite refuses the file layer.");
        }

        _layer = layer;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(VfsStart* vfs, nint path, nint* file, int flags, int* outFlags)
    {
        int code = _system->Open(vfs, path, file, flags, outFlags);
        string? name = Marshal.PtrToStringUTF8(path);
        if (code != 0 || name is null || !Folders.TryGetValue(Path.GetDirectoryName(name)!, out WatchedFiles? folder))
        {
            return code;
        }

        OpenFiles[(nint)file] = new OpenFile(folder, Path.GetFileName(name), *file);
        *file = Watch(*file);
        return code;
    }

    private static nint Watch(nint methods)
    {
        lock (Registration)
        {
            if (!WatchedMethods.TryGetValue(methods, out nint watched))
            {
                // Every field of sqlite3_io_methods is as long as a pointer; version 3 has 19 of them.
                nint* table = (nint*)NativeMemory.Alloc(19, (nuint)sizeof(nint));
                new ReadOnlySpan<nint>((void*)methods, 19).CopyTo(new Span<nint>(table, 19));
                table[1] = (nint)(delegate* unmanaged[Cdecl]<nint, int>)&Close;
                table[3] = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)&Write;
                table[4] = (nint)(delegate* unmanaged[Cdecl]<nint, long, int>)&Truncate;
                table[5] = (nint)(delegate* unmanaged[Cdecl]<nint, int, int>)&Sync;
                WatchedMethods.Add(methods, watched = (nint)table);
            }

            return watched;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(VfsStart* vfs, nint path, int sync)
    {
        string name = Marshal.PtrToStringUTF8(path)!;
        int code = Folders.TryGetValue(Path.GetDirectoryName(name)!, out WatchedFiles? folder)
            ? folder.Note(FileStep.Delete, Path.GetFileName(name), sync)
            : 0;
        return code != 0 ? code : _system->Delete(vfs, path, sync);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(nint file)
    {
        OpenFiles.TryRemove(file, out OpenFile open);
        return ((delegate* unmanaged[Cdecl]<nint, int>)open.System(1))(file);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(nint file, byte* bytes, int count, long offset)
    {
        OpenFile open = OpenFiles[file];
        int code = open.Folder.Note(FileStep.Write, open.Name, offset, new ReadOnlySpan<byte>(bytes, count).ToArray());
        return code != 0 ? code : ((delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)open.System(3))(file, bytes, count, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(nint file, long size)
    {
        OpenFile open = OpenFiles[file];
        int code = open.Folder.Note(FileStep.Truncate, open.Name, size);
        return code != 0 ? code : ((delegate* unmanaged[Cdecl]<nint, long, int>)open.System(4))(file, size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(nint file, int flags)
    {
        OpenFile open = OpenFiles[file];
        int code = open.Folder.Note(FileStep.Sync, open.Name);
        return code != 0 ? code : ((delegate* unmanaged[Cdecl]<nint, int, int>)open.System(5))(file, flags);
    }

    [DllImport(Library, EntryPoint = "sqlite3_vfs_find"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern VfsStart* Find(nint name);

    [DllImport(Library, EntryPoint = "sqlite3_vfs_register"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int RegisterVfs(VfsStart* vfs, int makeDefault);

    private readonly record struct OpenFile(WatchedFiles Folder, string Name, nint Methods)
    {
        public nint System(int method) => ((nint*)Methods)[method];
    }

#pragma warning disable CS0649 // sqlite3_vfs; what is not replaced is only copied, as a whole.
    private struct VfsStart
    {
        public int Version;
        public int FileSize;
        public int MaxPath;
        public nint Next;
        public nint Name;
        public nint AppData;
        public delegate* unmanaged[Cdecl]<VfsStart*, nint, nint*, int, int*, int> Open;
        public delegate* unmanaged[Cdecl]<VfsStart*, nint, int, int> Delete;
        public fixed long Rest[16];
    }
#pragma warning restore CS0649
}
