package portal.analysis;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;

/** The `word_delimiter_graph` filter: a dozen switches that Lucene takes as one number. */
final class WordDelimiter {

    private record Switch(String key, boolean byDefault, int bit) {}

    private static final List<Switch> SWITCHES = List.of(
        new Switch("generate_word_parts", true, WordDelimiterGraphFilter.GENERATE_WORD_PARTS),
        new Switch("generate_number_parts", true, WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS),
        new Switch("catenate_words", false, WordDelimiterGraphFilter.CATENATE_WORDS),
        new Switch("catenate_numbers", false, WordDelimiterGraphFilter.CATENATE_NUMBERS),
        new Switch("catenate_all", false, WordDelimiterGraphFilter.CATENATE_ALL),
        new Switch("split_on_case_change", true, WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE),
        new Switch("preserve_original", false, WordDelimiterGraphFilter.PRESERVE_ORIGINAL),
        new Switch("split_on_numerics", true, WordDelimiterGraphFilter.SPLIT_ON_NUMERICS),
        new Switch("stem_english_possessive", true, WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE),
        new Switch("ignore_keywords", false, WordDelimiterGraphFilter.IGNORE_KEYWORDS)
    );

    private WordDelimiter() {}

    static UnaryOperator<TokenStream> read(Config config) {
        config.refuse("type_table", "type_table_path");
        int flags = SWITCHES.stream()
            .filter(option -> config.flag(option.key(), option.byDefault()))
            .mapToInt(Switch::bit)
            .reduce(0, (sum, bit) -> sum | bit);
        boolean adjustOffsets = config.flag("adjust_offsets", true);
        List<String> words = config.words("protected_words");
        CharArraySet whole = words == null ? null : new CharArraySet(words, false);
        byte[] types = WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE;
        return in -> new WordDelimiterGraphFilter(in, adjustOffsets, types, flags, whole);
    }
}
