using Beast.Quorum.Core.Configuration.Rules;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Lab.Ctl;

namespace Beast.Quorum.Fuzz.Tests.Targets.Core;

/// <summary>Values of ha_peer: what the configuration takes, the lab's kernel takes too, and can connect to.</summary>
internal sealed class HaPeerTarget : FuzzTarget
{
    public override string Name => "ha-peer";

    public override IReadOnlyList<string> Words => ["listen ", "connect ", ":", ".", "0", "255"];

    public override double LeastShare => 0.02;

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        HaPeerAddress? kernel = HaPeerAddress.Parse(text);
        if (!HaPeer.IsValid(text))
        {
            return kernel is null ? Depth.Refused : Depth.Looked;
        }

        Must(kernel?.EndPoint is not null, "the configuration takes an ha_peer that cannot work");
        return Depth.Accepted;
    }
}
