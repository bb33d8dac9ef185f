using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Lab.Portal;

namespace Beast.Quorum.Fuzz.Tests.Targets.Lab;

/// <summary>What a portal of the lab answers a login with.</summary>
internal sealed class PortalLoginTarget : FuzzTarget
{
    public override string Name => "portal-login";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        PortalLogin.Answer([])[PortalAnswer.HeaderLength..],
        PortalLogin.Answer([new PortalLun(0, 8 << 20)])[PortalAnswer.HeaderLength..],
        PortalLogin.Answer([new PortalLun(1, 0), new PortalLun(7, 1L << 40)])[PortalAnswer.HeaderLength..],
    ];

    public override Depth Run(byte[] input)
    {
        IReadOnlyList<PortalLun>? luns = PortalLogin.Luns(input);
        if (luns is null)
        {
            return input.Length < 12 ? Depth.Refused : Depth.Looked;
        }

        Must(PortalLogin.Answer(luns).AsSpan(PortalAnswer.HeaderLength).SequenceEqual(input),
            "an answer does not survive being written again");
        return Depth.Accepted;
    }
}
