namespace Beast.Quorum.Lab.Ctl;

/// <summary>The LUNs of a head, in the order of their numbers; read without a lock.</summary>
internal sealed class LunTable
{
    private Lun[] _luns = [];

    internal IReadOnlyList<Lun> All() => Volatile.Read(ref _luns);

    internal Lun? Find(int id) => Array.Find(Volatile.Read(ref _luns), lun => lun.Configuration.Id == id);

    internal void Add(Lun lun)
    {
        var luns = new List<Lun>(_luns) { lun };
        luns.Sort((a, b) => a.Configuration.Id.CompareTo(b.Configuration.Id));
        Volatile.Write(ref _luns, luns.ToArray());
    }

    internal IReadOnlyList<Lun> Clear() => Interlocked.Exchange(ref _luns, []);
}
