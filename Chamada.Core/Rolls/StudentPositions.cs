namespace Chamada.Core.Rolls;

/// <summary>Where in a roll call's list each student's newest entry stands. To be used under the roll book's lock.</summary>
internal sealed class StudentPositions
{
    private readonly Dictionary<StudentId, int> _positions = [];

    /// <summary>Finds a student.</summary>
    public bool TryFind(in StudentId student, out int position) => _positions.TryGetValue(student, out position);

    /// <summary>Makes room for one more student, so that the next <see cref="TryAdd"/> cannot fail.</summary>
    /// <exception cref="OutOfMemoryException">There is no room; nothing has changed.</exception>
    public void Reserve()
    {
        if (_positions.Count == _positions.Capacity)
        {
            _positions.EnsureCapacity(Math.Max(4, _positions.Count * 2));
        }
    }

    /// <summary>Adds a student; false when there is an entry already.</summary>
    public bool TryAdd(in StudentId student, int position) => _positions.TryAdd(student, position);

    /// <summary>Notes a newer or older entry of a student who is there.</summary>
    public void Move(in StudentId student, int position) => _positions[student] = position;

    /// <summary>Forgets a student.</summary>
    public void Remove(in StudentId student) => _positions.Remove(student);
}
