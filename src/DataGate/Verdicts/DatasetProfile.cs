using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>Records of so many tokens, as a share of all: in [0, 1].</summary>
public sealed record LengthShare(int From, int To, double Share);

/// <summary>The label that is the n-th most frequent, from 1: its records, and their share of the labelled ones.</summary>
public sealed record LabelRank(int Rank, long Records, double Share);

/// <summary>A source of the dataset: human records, records of a generator, or of unknown origin.</summary>
/// <param name="Name">Data text.</param>
/// <param name="Origin">What made its records.</param>
/// <param name="Records">How many they are.</param>
public sealed record SourcePart(string Name, RecordOrigin Origin, long Records);

/// <summary>A label that the dataset has less of than its reference.</summary>
/// <param name="Name">Data text.</param>
/// <param name="Share">Its share of the dataset's labelled records.</param>
/// <param name="Reference">Its share of the reference's.</param>
/// <param name="Records">Its records in the dataset.</param>
/// <param name="ReferenceRecords">Its records in the reference.</param>
/// <param name="Rows">The first of them, in the dataset where it has any, else in the reference.</param>
public sealed record ThinLabel(string Name, double Share, double Reference, long Records, long ReferenceRecords, ImmutableArray<Location> Rows);

/// <summary>A cell of a map of meaning: where data and reference differ, by embeddings.</summary>
/// <param name="X">Column of the map, from 0.</param>
/// <param name="Y">Row of the map, from 0, upwards.</param>
/// <param name="Data">Its share of the data, in [0, 1].</param>
/// <param name="Reference">Its share of the reference.</param>
/// <param name="Kind">Which of the two has more of it.</param>
/// <param name="Rank">1…3 among the thick ones, or the thin ones, the furthest apart first; 0: further down, or even.</param>
/// <param name="Rows">Of a ranked one, the records in its middle: of the data, and of the reference.</param>
public sealed record MapCell(int X, int Y, double Data, double Reference, MapCellKind Kind, int Rank, ImmutableArray<EvidenceRows> Rows);

/// <summary>What a cell of a map says.</summary>
public enum MapCellKind
{
    /// <summary>Data and reference have as much of it as chance allows.</summary>
    Even,

    /// <summary>The data has too much of it.</summary>
    Thick,

    /// <summary>The data has too little of it.</summary>
    Thin,
}

/// <summary>Data and reference on the plane of the two directions in which their embeddings vary most.</summary>
/// <param name="Columns">Cells across.</param>
/// <param name="Rows">Cells up.</param>
/// <param name="Cells">Those that have records.</param>
public sealed record SetMap(int Columns, int Rows, ImmutableArray<MapCell> Cells);

/// <summary>What one side looks like: the dataset, or its reference.</summary>
/// <param name="Lengths">Lengths in tokens, in order, from the first to the last that occur; empty: no sample was gathered.</param>
/// <param name="Growth">Different two-word sequences over records of the sample.</param>
/// <param name="Labels">Label frequencies by rank, at most 200 of all ranks; empty: no labels were gathered, or there are too many.</param>
public sealed record SideProfile(ImmutableArray<LengthShare> Lengths, ImmutableArray<GrowthPoint> Growth, ImmutableArray<LabelRank> Labels);

/// <summary>What a dataset looks like, for people: nothing is judged by it.</summary>
public sealed record DatasetProfile
{
    public required SideProfile Data { get; init; }

    /// <summary>Null: there is no reference.</summary>
    public required SideProfile? Reference { get; init; }

    /// <summary>Where its records come from, the largest first; the last may be the sum of the rest. Empty where the policy has no origin.</summary>
    public required ImmutableArray<SourcePart> Sources { get; init; }

    /// <summary>Labels that the reference has more of, the thinnest first; those that are lost lead.</summary>
    public required ImmutableArray<ThinLabel> Thin { get; init; }

    /// <summary>The texts that most records share.</summary>
    public required ImmutableArray<EvidenceRows> Repeats { get; init; }

    /// <summary>Where data and reference lie; null: no budget compares their embeddings, or there are none.</summary>
    public SetMap? Map { get; init; }

    /// <summary>What has to be gathered for it.</summary>
    internal static IEnumerable<SketchKind> Needs(DatasetPolicy dataset)
    {
        yield return SketchKind.Contents;
        yield return SketchKind.Sample;
        if (dataset.Label is not null) yield return SketchKind.Labels;
        if (dataset.Origin is not null) yield return SketchKind.Generators;
    }
}
