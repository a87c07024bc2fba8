using System.Collections.Frozen;

namespace DataGate.Metrics.Samples;

/// <summary>The closed word classes of English: what stays of a sentence when its slots are emptied.</summary>
internal static class FunctionWords
{
    private static readonly FrozenSet<string> s_words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [
            .. Split("a an the this that these those my your his her its our their some any no each every all both either neither other another such same own"),
            .. Split("i you he she it we they me him us them mine yours hers ours theirs myself yourself himself herself itself ourselves themselves one"),
            .. Split("who whom whose which what when where why how whoever whatever whenever wherever"),
            .. Split("in on at by for from to of with without within into onto over under about above below between through throughout during before after against among around as"),
            .. Split("than per via since until till up down off out near upon toward towards behind beyond beside besides across along inside outside despite except like"),
            .. Split("and or but nor so yet if because while although though unless whether then else"),
            .. Split("am is are was were be been being do does did done doing have has had having can could will would shall should may might must ought let lets cannot"),
            .. Split("not here there just only also too very please yes no ok okay"),
            .. Split("i'm i'd i'll i've you're you'd you'll you've he's he'd he'll she's she'd she'll it's it'd it'll we're we'd we'll we've they're they'd they'll they've"),
            .. Split("that's there's here's what's where's how's who's let's don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't"),
        ]);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_spans = s_words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a word is one of them, in whatever case; its apostrophe is U+0027.</summary>
    public static bool Contain(ReadOnlySpan<char> word) => s_spans.Contains(word);

    private static string[] Split(string words) => words.Split(' ');
}
