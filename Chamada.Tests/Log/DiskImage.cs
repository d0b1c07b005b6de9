namespace Chamada.Tests.Log;

/// <summary>The files of a folder as a number of operations leaves them.</summary>
internal sealed class DiskImage
{
    private const int Sector = 512;
    private readonly Dictionary<string, MemoryStream> _files = [];

    public DiskImage()
    {
    }

    public DiskImage(DiskImage other)
    {
        foreach ((string name, MemoryStream bytes) in other._files)
        {
            File(name).Write(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
    }

    public void Apply(FileOperation operation)
    {
        switch (operation.Step)
        {
            case FileStep.Write:
                MemoryStream file = File(operation.File);
                file.Position = operation.Offset;
                file.Write(operation.Bytes);
                break;
            case FileStep.Truncate:
                File(operation.File).SetLength(operation.Offset);
                break;
            case FileStep.Delete:
                _files.Remove(operation.File);
                break;
            default:
                break;
        }
    }

    /// <summary>As the power fails: what was synced is there; of the rest all, nothing, or some sectors.</summary>
    public void ApplyPerhaps(FileOperation operation, bool isSynced, Random random)
    {
        if (isSynced || random.Next(2) == 0)
        {
            Apply(operation);
        }
        else if (operation.Step == FileStep.Write)
        {
            for (int at = 0; at < operation.Bytes.Length; at += Sector)
            {
                if (random.Next(2) == 0)
                {
                    Apply(operation with
                    {
                        Offset = operation.Offset
                        + at,
                        Bytes = operation.Bytes[at..Math.Min(at + Sector, operation.Bytes.Length)]
                    });
                }
            }
        }
    }

    public void WriteTo(JournalFolder folder)
    {
        foreach ((string name, MemoryStream bytes) in _files)
        {
            using FileStream file = new(folder.File(name), FileMode.CreateNew);
            file.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
    }

    private MemoryStream File(string name)
    {
        if (!_files.TryGetValue(name, out MemoryStream? file))
        {
            _files.Add(name, file = new MemoryStream());
        }

        return file;
    }
}
