using DataGate.Files.Paths;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes the policy, and reports what its parts don't mean together. What the description of the keys can tell is reported before.</summary>
internal sealed class PolicyBinder(RepositoryFence fence, TaxonomyBinder taxonomies, Func<FileSetBinder, PoliciesBinder> policies, bool spans, ProblemList problems)
{
    public Policy Bind(MappingNode root)
    {
        var defaults = root.MapOf(RootKeys.Defaults);
        var (inherited, files) = (Inherited.BuiltIn.Over(defaults), new FileSetBinder(fence, problems));
        var binder = new DatasetBinder(inherited, files, taxonomies, hasJudge: root.MapOf(JudgeKeys.Judge) is not null, problems);
        var models = new ModelFolderBinder(fence, problems);
        var entries = root.MapOf(RootKeys.Datasets)?.Entries ?? [];
        var policy = new Policy
        {
            File = root.Source.Shown,
            Embedding = models.Embedding(root.MapOf(RootKeys.Embedding)),
            LanguageModel = models.LanguageModel(root.MapOf(RootKeys.LanguageModel)),
            Judge = Judge(root.MapOf(JudgeKeys.Judge)),
            Datasets = [.. entries.SelectMany(binder.BindAll)],
        };
        if (policy.Datasets.Length < entries.Length && !problems.Any)
            throw new InvalidOperationException("a dataset was left out of the policy without a problem");
        policy = WithOthers(policy, root, inherited, policies(files));
        return defaults is null ? policy : policy with
        {
            Words = SettingKeys.Words.Read(defaults, policy.Words),
            Seed = SettingKeys.Seed.Read(defaults, policy.Seed),
            Memory = SettingKeys.Memory.Read(defaults, policy.Memory),
            FalseAlarm = SettingKeys.FalseAlarm.Read(defaults, policy.FalseAlarm),
            Sample = SettingKeys.Sample.Read(defaults, policy.Sample),
            EmbedSample = SettingKeys.EmbedSample.Read(defaults, policy.EmbedSample),
        };
    }

    /// <summary>With the policies that it names, and the budgets over the datasets of all of them.</summary>
    private Policy WithOthers(Policy policy, MappingNode root, Inherited inherited, PoliciesBinder others)
    {
        policy = policy with { Policies = others.Find(root.ValueOf(UnionKeys.Policies)), PolicyFiles = others.Named };
        if (!spans || root.MapOf(UnionKeys.Budgets) is not { Entries.Length: > 0 } budgets) return policy;
        var binder = new UnionBinder(inherited, others.Reach((root.MapOf(RootKeys.Datasets)?.Entries ?? []).Select(dataset => dataset.Key.Text), policy.Policies), problems);
        return policy with { Unions = [.. budgets.Entries.SelectMany(binder.Bind)] };
    }

    private static JudgePolicy? Judge(MappingNode? map) =>
        map is not null && JudgeKeys.Endpoint.TryRead(map, out var endpoint) && JudgeKeys.Model.TryRead(map, out var model)
            ? new JudgePolicy(new Uri(endpoint), model, JudgeKeys.Sample.Read(map, JudgePolicy.DefaultSample), map.ValueOf(JudgeKeys.Endpoint)!.Place)
            : null;
}
