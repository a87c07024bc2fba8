namespace DataGate.Metrics.Origin;

/// <summary>What is wrong with the ids and parents of a dataset.</summary>
public enum AncestryFault
{
    /// <summary>A parent is named that neither the data nor the reference has.</summary>
    MissingParent,

    /// <summary>A record is its own ancestor.</summary>
    Circle,

    /// <summary>One id names several records of the data.</summary>
    DuplicateId,
}
