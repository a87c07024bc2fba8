namespace DataGate.Text;

/// <summary>How text is split into words.</summary>
public enum Words
{
    /// <summary>Lower-case words by UAX #29, CJK by character, after NFC. The default.</summary>
    Unicode,

    /// <summary>Runs of anything but white space, as they stand: no normalisation, no case folding. For parity with plain <c>split()</c>.</summary>
    Whitespace,

    /// <summary>Penn Treebank tokens, as nltk's TreebankWordTokenizer, as they stand. For parity.</summary>
    Treebank,
}
