using Chamada.Core.Discovery.Dns;

namespace Chamada.Core.Discovery.Announcing;

/// <summary>
/// What will be sent to the group on one link, and when. No record goes out twice within a second, whoever asks and however often
/// (RFC 6762 §6), but for the defence of a name, where it is a quarter of a second.
/// </summary>
internal sealed class MulticastQueue
{
    /// <summary>The shortest time between two packets with the same record.</summary>
    public static readonly TimeSpan RecordInterval = TimeSpan.FromSeconds(1);

    /// <summary>The same towards somebody who probes for the name.</summary>
    public static readonly TimeSpan DefenceInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Changes that follow each other within this time are announced together: a hundred classes that open in one minute.
    /// </summary>
    public static readonly TimeSpan AnnouncementInterval = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<RecordKey, Entry> _entries = [];
    private readonly Dictionary<(DnsName, DnsType, RecordData?), TimeSpan> _sent = [];
    private readonly List<DnsRecord> _goodbyes = [];
    private TimeSpan _nextAnnouncement = TimeSpan.MinValue;

    /// <summary>When there is something to take; null for never.</summary>
    public TimeSpan? Due =>
        _goodbyes.Count > 0 ? TimeSpan.MinValue : _entries.Count == 0 ? null : _entries.Values.Min(static entry => entry.Due);

    /// <summary>Whether a record was sent to the group a short time ago.</summary>
    public bool WasSent(DnsRecord record, TimeSpan now, TimeSpan within) =>
        _sent.TryGetValue(Limited(record), out TimeSpan at) && now - at < within;

    /// <summary>Sends a record once, as an answer.</summary>
    public void Answer(DnsRecord record, TimeSpan due, bool defence)
    {
        TimeSpan interval = defence ? DefenceInterval : RecordInterval;
        due = NotBefore(record, due, interval);
        if (_entries.TryGetValue(record.Key, out Entry entry))
        {
            _entries[record.Key] = entry with { Record = record, Due = due < entry.Due ? due : entry.Due };
        }
        else
        {
            _entries.Add(record.Key, new Entry(record, due, 1));
        }
    }

    /// <summary>Sends a record twice, a second apart (RFC 6762 §8.3).</summary>
    public void Announce(DnsRecord record, TimeSpan now)
    {
        TimeSpan due = now < _nextAnnouncement ? _nextAnnouncement : now;
        _entries[record.Key] = new Entry(record, NotBefore(record, due, RecordInterval), 2);
    }

    /// <summary>Takes a record back: it is sent once, with no time to live, if it may ever have been sent (RFC 6762 §10.1).</summary>
    public void Goodbye(DnsRecord record)
    {
        _entries.Remove(record.Key);
        _sent.Remove(Limited(record));
        _goodbyes.Add(record with { Ttl = 0 });
    }

    /// <summary>Does not send a record after all.</summary>
    public void Drop(RecordKey record) => _entries.Remove(record);

    /// <summary>
    /// Somebody else has just sent this record: an answer that waits is not needed any more (RFC 6762 §7.4). An announcement
    /// is, since nobody else makes it.
    /// </summary>
    public void Suppress(RecordKey record)
    {
        if (_entries.TryGetValue(record, out Entry entry) && entry.Times == 1)
        {
            _entries.Remove(record);
        }
    }

    /// <summary>Takes what is to be sent now: goodbyes first.</summary>
    public List<DnsRecord> Take(TimeSpan now)
    {
        List<DnsRecord> due = [.. _goodbyes];
        _goodbyes.Clear();
        foreach ((RecordKey key, Entry entry) in _entries.Where(entry => entry.Value.Due <= now).ToList())
        {
            due.Add(entry.Record);
            MarkSent(entry.Record, now);
            if (entry.Times > 1)
            {
                _entries[key] = entry with { Due = now + RecordInterval, Times = entry.Times - 1 };
            }
            else
            {
                _entries.Remove(key);
            }
        }

        _nextAnnouncement = due.Count > 0 ? now + AnnouncementInterval : _nextAnnouncement;
        return due;
    }

    /// <summary>Notes that a record went to the group.</summary>
    public void MarkSent(DnsRecord record, TimeSpan now) => _sent[Limited(record)] = now;

    private TimeSpan NotBefore(DnsRecord record, TimeSpan due, TimeSpan interval) =>
        _sent.TryGetValue(Limited(record), out TimeSpan at) && at + interval > due ? at + interval : due;

    // A unique record with other data takes the place of the one before, and shares its limit.
    private static (DnsName Name, DnsType Type, RecordData? Data) Limited(DnsRecord record) =>
        (record.Name, record.Type, record.Unique ? null : record.Data);

    private readonly record struct Entry(DnsRecord Record, TimeSpan Due, int Times);
}
