namespace Beast.Quorum.Lab.Client;

/// <summary>One client a LUN, each with a thread of its own: a LUN that stands still holds up no other.</summary>
internal sealed class LabClients : IDisposable
{
    private readonly IReadOnlyList<(int Lun, LabClient Client)> _clients;

    /// <summary>Makes clients that do nothing yet.</summary>
    /// <param name="luns">The numbers of the LUNs.</param>
    /// <param name="options">How each works; its LUN is set here.</param>
    internal LabClients(IEnumerable<int> luns, LabClientOptions options) =>
        _clients = [.. luns.Select(lun => (lun, new LabClient(options with { Lun = lun })))];

    /// <summary>All that was seen: sums, and the gaps of every LUN.</summary>
    internal ClientReport Report
    {
        get
        {
            (int Lun, ClientReport Report)[] all = [.. _clients.Select(one => (one.Lun, one.Client.Report))];
            return new ClientReport
            {
                WritesAcked = all.Sum(one => one.Report.WritesAcked),
                WritesLost = all.Sum(one => one.Report.WritesLost),
                WrongReads = all.Sum(one => one.Report.WrongReads),
                Reads = all.Sum(one => one.Report.Reads),
                Gaps = [.. all.SelectMany(one => one.Report.Gaps).OrderBy(gap => gap.Start)],
                LastAck = all.Max(one => one.Report.LastAck),
                Findings = [.. all.SelectMany(one => one.Report.Findings.Select(
                    finding => all.Length > 1 ? $"LUN {one.Lun}: {finding}" : finding))],
            };
        }
    }

    /// <summary>The least that any LUN has acknowledged.</summary>
    internal long LeastAcked => _clients.Min(one => one.Client.Report.WritesAcked);

    internal void Start()
    {
        foreach ((_, LabClient client) in _clients)
        {
            client.Start();
        }
    }

    internal void Stop()
    {
        foreach ((_, LabClient client) in _clients)
        {
            client.Stop();
        }
    }

    /// <summary>Reads everything back; see <see cref="LabClient.VerifyThroughPortals"/>.</summary>
    internal void VerifyThroughPortals(TimeSpan patience)
    {
        foreach ((_, LabClient client) in _clients)
        {
            client.VerifyThroughPortals(patience);
        }
    }

    /// <summary>Compares what a zvol holds with what its LUN acknowledged.</summary>
    internal void VerifyDataFile(int lun, string path) =>
        _clients.First(one => one.Lun == lun).Client.VerifyDataFile(path);

    public void Dispose()
    {
        foreach ((_, LabClient client) in _clients)
        {
            client.Dispose();
        }
    }
}
