namespace Microsoft.Build.Framework;

/// <summary>
/// Tells engines that know it that a task may share their process with others (<c>-mt</c>). It is matched by its full name and
/// on the task itself, so that a copy does where the engine's package is older.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
