using System.Collections.Immutable;

namespace DataGate.Policies;

/// <summary>One glob of a file list; <c>!</c> in front excludes what earlier ones matched.</summary>
/// <param name="Glob">Without the <c>!</c>.</param>
/// <param name="Excludes">Whether it takes files away.</param>
/// <param name="Place">Where the policy spells it.</param>
public sealed record FileGlob(string Glob, bool Excludes, PolicyPlace Place);

/// <summary>Globs, and the folder that they are relative to: that of the file that names them.</summary>
public sealed record FileSet(ImmutableArray<FileGlob> Globs, string Folder, PolicyPlace Place);
