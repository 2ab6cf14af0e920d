package portal.analysis;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apache.lucene.analysis.CharFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** Tokenizers by official name. `standard` is absent: the server has it itself. */
final class Tokenizers {

    /** The classes of `token_chars`; those of the official module that its documentation names. */
    private static final Map<String, IntPredicate> CHAR_CLASSES = Map.of(
        "letter", Character::isLetter,
        "digit", Character::isDigit,
        "whitespace", Character::isWhitespace,
        "punctuation", Tokenizers::isPunctuation,
        "symbol", Tokenizers::isSymbol
    );

    private Tokenizers() {}

    static Map<String, AnalysisProvider<TokenizerFactory>> table() {
        Map<String, AnalysisProvider<TokenizerFactory>> table = new TreeMap<>();
        add(table, "edge_ngram", Tokenizers::edgeNgram);
        add(table, "keyword", Tokenizers::keyword);
        add(table, "letter", config -> LetterTokenizer::new);
        add(table, "lowercase", config -> LowercaseTokenizer::new);
        add(table, "ngram", Tokenizers::ngram);
        add(table, "whitespace", Tokenizers::whitespace);
        return table;
    }

    private static void add(
        Map<String, AnalysisProvider<TokenizerFactory>> table,
        String type,
        Function<Config, Supplier<Tokenizer>> recipe
    ) {
        table.put(type, (index, environment, name, settings) ->
            TokenizerFactory.newFactory(name, recipe.apply(new Config(index, environment, name, settings))));
    }

    private static Supplier<Tokenizer> keyword(Config config) {
        int buffer = config.number("buffer_size", 256);
        return () -> new KeywordTokenizer(buffer);
    }

    private static Supplier<Tokenizer> whitespace(Config config) {
        int longest = config.number("max_token_length", 255);
        return () -> new WhitespaceTokenizer(longest);
    }

    private static Supplier<Tokenizer> ngram(Config config) {
        int min = config.number("min_gram", 1);
        int max = config.number("max_gram", 2);
        config.checkNgramWidth(min, max);
        IntPredicate inside = tokenChars(config);
        return () -> new NGramTokenizer(min, max) {
            @Override
            protected boolean isTokenChar(int character) {
                return inside.test(character);
            }
        };
    }

    private static Supplier<Tokenizer> edgeNgram(Config config) {
        int min = config.number("min_gram", 1);
        int max = config.number("max_gram", 2);
        IntPredicate inside = tokenChars(config);
        return () -> new EdgeNGramTokenizer(min, max) {
            @Override
            protected boolean isTokenChar(int character) {
                return inside.test(character);
            }
        };
    }

    /** Which characters belong to words; without `token_chars`, all of them. */
    private static IntPredicate tokenChars(Config config) {
        List<String> names = config.settings().getAsList("token_chars");
        return names.stream().map(name -> charClass(config, name)).reduce(IntPredicate::or).orElse(character -> true);
    }

    private static IntPredicate charClass(Config config, String name) {
        String key = name.toLowerCase(Locale.ROOT).trim();
        if (key.equals("custom")) {
            return customChars(config);
        }
        IntPredicate found = CHAR_CLASSES.get(key);
        if (found == null) {
            throw new IllegalArgumentException("[" + config.name() + "] token_chars has no class [" + name + "]");
        }
        return found;
    }

    private static IntPredicate customChars(Config config) {
        String characters = config.settings().get("custom_token_chars");
        if (characters == null) {
            throw new IllegalArgumentException("[" + config.name() + "] token_chars [custom] requires custom_token_chars");
        }
        return character -> characters.indexOf(character) >= 0;
    }

    private static boolean isPunctuation(int character) {
        return switch (Character.getType(character)) {
            case Character.START_PUNCTUATION, Character.END_PUNCTUATION, Character.OTHER_PUNCTUATION,
                Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION,
                Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isSymbol(int character) {
        return switch (Character.getType(character)) {
            case Character.CURRENCY_SYMBOL, Character.MATH_SYMBOL,
                Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL -> true;
            default -> false;
        };
    }

    /** Runs of letters, lower-cased. Lucene gave this tokenizer up, so its input is lower-cased instead. */
    private static final class LowercaseTokenizer extends LetterTokenizer {
        @Override
        public void reset() throws IOException {
            super.reset();
            input = new LowercaseReader(input);
        }
    }

    /** A CharFilter and not a plain Reader, for offsets to pass through to char filters beneath. */
    private static final class LowercaseReader extends CharFilter {
        LowercaseReader(Reader input) {
            super(input);
        }

        @Override
        protected int correct(int offset) {
            return offset;
        }

        @Override
        public int read(char[] buffer, int start, int length) throws IOException {
            int count = input.read(buffer, start, length);
            for (int i = start; i < start + count; i++) {
                buffer[i] = Character.toLowerCase(buffer[i]);
            }
            return count;
        }
    }
}
