using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Beast.Quorum.Core.Tests.Purity;

/// <summary>What a compiled assembly names of other assemblies: its TypeRef and MemberRef tables.</summary>
internal static class AssemblyReferences
{
    /// <summary>Every type and member, as <c>Namespace.Type</c> and <c>Namespace.Type::Member</c>.</summary>
    public static SortedSet<string> Read(Stream assembly)
    {
        using PEReader file = new(assembly);
        MetadataReader metadata = file.GetMetadataReader();
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (TypeReferenceHandle handle in metadata.TypeReferences)
        {
            names.Add(NameOf(metadata, handle));
        }

        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (NameOfParent(metadata, member.Parent) is { } parent)
            {
                names.Add($"{parent}::{metadata.GetString(member.Name)}");
            }
        }

        return names;
    }

    private static string? NameOfParent(MetadataReader metadata, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => NameOf(metadata, (TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => NameOfSpecification(metadata, (TypeSpecificationHandle)parent),
        _ => null,
    };

    /// <summary>The generic type behind an instantiation; null for arrays and the like.</summary>
    private static string? NameOfSpecification(MetadataReader metadata, TypeSpecificationHandle handle)
    {
        BlobReader blob = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        // Class or value type, then the handle of the generic type.
        blob.ReadCompressedInteger();
        EntityHandle type = blob.ReadTypeHandle();
        return type.Kind == HandleKind.TypeReference ? NameOf(metadata, (TypeReferenceHandle)type) : null;
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        string name = metadata.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return $"{NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)}+{name}";
        }

        return $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
