using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Initiator;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Tells which GEOM provider a path is.</summary>
internal interface IPathSource
{
    /// <summary>
    /// Whether its device node must open first. A disk that was found before its LUN had media keeps size 0 until
    /// somebody opens it, and gmultipath, which looks before it opens, would make a device of size 0 with it.
    /// </summary>
    public bool MustOpen { get; }

    /// <summary>The provider's name, without <c>/dev/</c>; else why there is none.</summary>
    public bool TryFind(Caller caller, out string provider, out Attempt failed);
}

/// <summary>The volume of the imported pool.</summary>
internal sealed class LocalPath(ArbitratorConfiguration paths) : IPathSource
{
    private const string Devices = "/dev/";

    public bool MustOpen => false;

    public static string ProviderOf(ArbitratorConfiguration paths)
    {
        string path = paths.Provider ?? "";
        return path.StartsWith(Devices, StringComparison.Ordinal) ? path[Devices.Length..] : path;
    }

    public bool TryFind(Caller caller, out string provider, out Attempt failed)
    {
        provider = ProviderOf(paths);
        failed = Attempt.Failed("the group has no arbitrator.provider: the plan is of another configuration");
        return provider.Length > 0;
    }
}

/// <summary>The disk of the session to the peer's private target; its number changes when it comes back.</summary>
internal sealed class PeerPath(ArbitratorConfiguration paths) : IPathSource
{
    public bool MustOpen => true;

    public bool TryFind(Caller caller, out string provider, out Attempt failed)
    {
        provider = "";
        if (!SessionLook.TryFind(caller, paths, out InitiatorSession? session, out CallFailure failure))
        {
            failed = Attempt.OrAgain(failure);
            return false;
        }

        string? problem = SessionReasons.Problem(session, paths);
        provider = problem is null ? session!.Devices[0] : "";
        failed = Attempt.NotYet(problem ?? "");
        return problem is null;
    }
}
