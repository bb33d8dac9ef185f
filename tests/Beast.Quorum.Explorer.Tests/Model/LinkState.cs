namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>The interlink, both ways.</summary>
internal enum LinkState : byte
{
    Down,

    /// <summary>Back, and nothing has been sent over it yet.</summary>
    Back,

    Up,
}
