using System.Collections.Immutable;

namespace DataGate.Rules;

/// <summary>The codes of what a check may find in data. A code is never reused; those of the policy's own faults stand with its reader.</summary>
public static class RuleCodes
{
    public const string NotJudged = "DG0501";
    public const string NothingJudged = "DG0502";
    public const string NoFile = "DG0503";
    public const string NoRecords = "DG0504";
    public const string FieldNeverSeen = "DG0505";
    public const string ImpliedSlice = "DG0506";
    public const string TooSmallGroups = "DG0507";
    public const string NotRead = "DG0508";
    public const string ChangeNotJudged = "DG0509";
    public const string OwnReference = "DG0510";

    public const string Distinct = "DG1001";
    public const string ExactDuplicates = "DG1002";
    public const string OpeningShare = "DG1003";
    public const string Ead = "DG1004";
    public const string SelfBleu = "DG1005";
    public const string CompressionRatio = "DG1006";
    public const string Repetition = "DG1007";
    public const string NGramEntropy = "DG1008";
    public const string NearDuplicates = "DG1009";
    public const string SkeletonShare = "DG1010";
    public const string MeanCosine = "DG1011";
    public const string VendiScore = "DG1012";
    public const string ClusterScore = "DG1013";
    public const string SemanticDuplicates = "DG1016";
    public const string TemplateShare = "DG1017";
    public const string JudgedClusters = "DG1020";
    public const string DiverseButShifted = "DG1090";
    public const string PerplexityBreadth = "DG1014";
    public const string Complexity = "DG1015";

    public const string TokenJs = "DG2001";
    public const string TokenKl = "DG2002";
    public const string LabelJs = "DG2003";
    public const string LengthJs = "DG2004";
    public const string ClassifierAuc = "DG2005";
    public const string Mauve = "DG2006";
    public const string Precision = "DG2007";
    public const string Coverage = "DG2008";
    public const string Frechet = "DG2009";
    public const string EmbeddingAuc = "DG2010";
    public const string ReferenceAge = "DG2011";
    public const string AnchorDrift = "DG2012";

    public const string Ratio = "DG3001";
    public const string SourceShare = "DG3002";
    public const string EffectiveSources = "DG3003";
    public const string Unlabelled = "DG3004";
    public const string Depth = "DG3005";
    public const string Age = "DG3006";
    public const string Anchored = "DG3007";
    public const string Laundered = "DG3008";
    public const string BrokenAncestry = "DG3009";
    public const string HumanRetention = "DG3010";
    public const string DangerZone = "DG3011";

    public const string BucketCount = "DG4001";
    public const string BucketShare = "DG4002";
    public const string Labels = "DG4003";
    public const string LabelCoverage = "DG4004";
    public const string LabelEntropy = "DG4005";
    public const string MissingMass = "DG4006";
    public const string RareRetention = "DG4007";
    public const string TaxonomyCoverage = "DG4008";
    public const string UnknownLeaf = "DG4009";

    public const string Worse = "DG5001";
    public const string NoBaseline = "DG5002";
    public const string OtherBaseline = "DG5003";
    public const string BaselineGaps = "DG5004";
    public const string ExemptionEnds = "DG5010";
    public const string ExemptionUnused = "DG5011";

    public const string ReferenceLeakage = "DG6001";
    public const string SplitLeakage = "DG6002";
    public const string NoSplit = "DG6003";
    public const string SeveralSplits = "DG6004";
    public const string BaseLeakage = "DG6005";

    public const string Malformed = "DG9001";
    public const string Truncated = "DG9002";
    public const string InvalidUtf8 = "DG9003";
    public const string DuplicateKey = "DG9004";
    public const string MissingText = "DG9005";
    public const string NotText = "DG9006";
    public const string EmptyText = "DG9007";
    public const string LineTooLong = "DG9008";
    public const string TooDeep = "DG9009";
    public const string Unreadable = "DG9010";
    public const string UnusableValue = "DG9011";
    public const string Dialect = "DG9012";
    public const string NoLibrary = "DG9013";
    public const string MissingShard = "DG9014";
    public const string TextlessFile = "DG9015";
    public const string BlankFile = "DG9016";

    /// <summary>Every code with its title, in order.</summary>
    public static ImmutableArray<(string Code, string Title)> All { get; } =
    [
        (NotJudged, "A budget could not be judged"),
        (NothingJudged, "Nothing was judged"),
        (NoFile, "A file pattern matches no file"),
        (NoRecords, "A dataset or reference has no records"),
        (FieldNeverSeen, "A field of the policy occurs in no record"),
        (ImpliedSlice, "An implied slice was not judged"),
        (TooSmallGroups, "Values with too few records were judged together, or not at all"),
        (NotRead, "A path that the policy names was not read"),
        (ChangeNotJudged, "What a change adds was not judged on its own"),
        (OwnReference, "A set is held against itself"),
        (Distinct, "Too few different n-grams"),
        (ExactDuplicates, "Too many repeated texts"),
        (OpeningShare, "Too many records open alike"),
        (Ead, "Too few different words for the size"),
        (SelfBleu, "Records say what others say"),
        (CompressionRatio, "The set compresses too well"),
        (Repetition, "Phrases repeat across records"),
        (NGramEntropy, "A few n-grams take most of the set"),
        (NearDuplicates, "Too many near duplicates"),
        (SkeletonShare, "Too many records of one shape"),
        (TemplateShare, "Too many records from templates"),
        (MeanCosine, "Records are about one subject"),
        (VendiScore, "Too few different meanings"),
        (ClusterScore, "Small draws hold too few clusters"),
        (SemanticDuplicates, "Too many records say one thing"),
        (DiverseButShifted, "More diverse than the reference, and shifted"),
        (PerplexityBreadth, "The tail of unexpected records is not the reference's"),
        (Complexity, "The set's vocabulary is poor"),
        (JudgedClusters, "Records are about the same few things"),
        (TokenJs, "Words have moved from the reference"),
        (TokenKl, "Words of the reference are missing"),
        (LabelJs, "Labels have moved from the reference"),
        (LengthJs, "Lengths have moved from the reference"),
        (ClassifierAuc, "The data can be told from the reference"),
        (Mauve, "Meaning has moved from the reference"),
        (Precision, "The data lies outside of the reference"),
        (Coverage, "Regions of the reference have no data"),
        (Frechet, "Embeddings have moved from the reference"),
        (EmbeddingAuc, "The data's meaning can be told from the reference's"),
        (ReferenceAge, "The reference is too old"),
        (AnchorDrift, "The reference has drifted from newer records"),
        (Ratio, "Too much of the dataset is synthetic"),
        (SourceShare, "One generator dominates"),
        (EffectiveSources, "Too few generators"),
        (Unlabelled, "Records of unknown origin"),
        (Depth, "Synthetic data made from synthetic data"),
        (Age, "Synthetic data past its shelf life"),
        (Anchored, "Synthetic records without a human ancestor"),
        (Laundered, "Synthetic text under a human label"),
        (BrokenAncestry, "Ids and parents don't add up"),
        (HumanRetention, "Human records are gone"),
        (DangerZone, "Harmful records of high quality"),
        (BucketCount, "A tail bucket holds too few records"),
        (BucketShare, "A tail bucket's share is off"),
        (Labels, "A label of the reference is (nearly) lost"),
        (LabelCoverage, "Labels of the reference are lost"),
        (LabelEntropy, "Few labels hold most records"),
        (MissingMass, "Too few words occur once"),
        (RareRetention, "Rare words of the reference are lost"),
        (TaxonomyCoverage, "Leaves of the taxonomy have no records"),
        (UnknownLeaf, "Values that the taxonomy doesn't have"),
        (Worse, "A number is worse than its baseline"),
        (NoBaseline, "There is no baseline to compare with"),
        (OtherBaseline, "The baseline was measured otherwise"),
        (BaselineGaps, "Baseline and policy don't name the same numbers"),
        (ExemptionEnds, "An exemption ends soon"),
        (ExemptionUnused, "An exemption is for nothing"),
        (ReferenceLeakage, "The reference stands in the data"),
        (SplitLeakage, "A split stands in the others"),
        (NoSplit, "A file is in no split"),
        (SeveralSplits, "A file is in several splits"),
        (BaseLeakage, "What is added was there already"),
        (Malformed, "A record can't be read"),
        (Truncated, "A file ends within a record"),
        (InvalidUtf8, "Text is not valid UTF-8"),
        (DuplicateKey, "A key stands twice in a record"),
        (MissingText, "A record lacks its text"),
        (NotText, "A record's text is not a string"),
        (EmptyText, "A record's text is empty"),
        (LineTooLong, "A record is longer than the limit"),
        (TooDeep, "A record nests deeper than the limit"),
        (Unreadable, "A file can't be read"),
        (UnusableValue, "A field's value can't be used"),
        (Dialect, "A file is written otherwise than its format says"),
        (NoLibrary, "What reads a file is not installed"),
        (MissingShard, "A series of shards doesn't add up"),
        (TextlessFile, "No record of a file has the text"),
        (BlankFile, "A file has no records"),
    ];
}
