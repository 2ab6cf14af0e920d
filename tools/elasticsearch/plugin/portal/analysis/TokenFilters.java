package portal.analysis;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.core.UpperCaseFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishLowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.PatternKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.SetKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.lucene.analysis.miscellaneous.DisableGraphAttribute;
import org.elasticsearch.plugins.AnalysisPlugin;

/** Token filters by official name. `stop` and `shingle` are absent: the server has them itself. */
final class TokenFilters {

    /** Reads the settings once, at index creation, and gives back what wraps each token stream. */
    private interface Recipe {
        UnaryOperator<TokenStream> read(Config config) throws IOException;
    }

    private final Map<String, AnalysisProvider<TokenFilterFactory>> table = new TreeMap<>();

    static Map<String, AnalysisProvider<TokenFilterFactory>> table() {
        var filters = new TokenFilters();
        filters.addNormalizing();
        filters.addPlain();
        filters.addStacking();
        filters.addConfigured();
        return filters.table;
    }

    /** Names whose bare use means something else than their factory without settings (or has no factory). */
    static List<PreConfiguredTokenFilter> bareNames() {
        return List.of(
            PreConfiguredTokenFilter.singleton("edge_ngram", false, false, in -> new EdgeNGramTokenFilter(in, 1)),
            PreConfiguredTokenFilter.singleton("elision", true, in -> new ElisionFilter(in, FrenchAnalyzer.DEFAULT_ARTICLES)),
            PreConfiguredTokenFilter.singleton("keyword_repeat", false, false, KeywordRepeatFilter::new),
            PreConfiguredTokenFilter.singleton("truncate", false, in -> new TruncateTokenFilter(in, 10))
        );
    }

    private void addNormalizing() {
        add("arabic_normalization", FilterKinds.Normalizing::new, c -> ArabicNormalizationFilter::new);
        add("cjk_width", FilterKinds.Normalizing::new, c -> CJKWidthFilter::new);
        add("decimal_digit", FilterKinds.Normalizing::new, c -> DecimalDigitFilter::new);
        add("german_normalization", FilterKinds.Normalizing::new, c -> GermanNormalizationFilter::new);
        add("lowercase", FilterKinds.Normalizing::new, TokenFilters::lowercase);
        add("persian_normalization", FilterKinds.Normalizing::new, c -> PersianNormalizationFilter::new);
        add("trim", FilterKinds.Normalizing::new, c -> TrimFilter::new);
        add("uppercase", FilterKinds.Normalizing::new, c -> UpperCaseFilter::new);
        table.put("asciifolding", (index, environment, name, settings) ->
            new FilterKinds.AsciiFolding(name, settings.getAsBoolean("preserve_original", false)));
    }

    private void addPlain() {
        add("flatten_graph", FilterKinds.Plain::new, c -> FlattenGraphFilter::new);
        add("kstem", FilterKinds.Plain::new, c -> KStemFilter::new);
        add("length", FilterKinds.Plain::new, TokenFilters::length);
        add("porter_stem", FilterKinds.Plain::new, c -> PorterStemFilter::new);
        add("remove_duplicates", FilterKinds.Plain::new, c -> RemoveDuplicatesTokenFilter::new);
        add("reverse", FilterKinds.Plain::new, c -> ReverseStringFilter::new);
        add("stemmer", FilterKinds.Plain::new, Stemmers::read);
        add("unique", FilterKinds.Plain::new, TokenFilters::unique);
    }

    private void addStacking() {
        add("edge_ngram", FilterKinds.Stacking::new, TokenFilters::edgeNgram);
        add("ngram", FilterKinds.Stacking::new, TokenFilters::ngram);
        add("word_delimiter_graph", FilterKinds.Stacking::new, WordDelimiter::read);
        table.put("cjk_bigram", (index, environment, name, settings) ->
            cjkBigram(new Config(index, environment, name, settings)));
    }

    /** Those the official module refuses to build without settings of their own. */
    private void addConfigured() {
        add("elision", FilterKinds.Normalizing::new, TokenFilters::elision);
        add("keyword_marker", FilterKinds.Plain::new, TokenFilters::keywordMarker);
        add("pattern_replace", FilterKinds.Normalizing::new, TokenFilters::patternReplace);
        add("stemmer_override", FilterKinds.Plain::new, TokenFilters::stemmerOverride);
        add("truncate", FilterKinds.Plain::new, TokenFilters::truncate);
        for (String name : List.of("elision", "keyword_marker", "pattern_replace", "stemmer_override", "truncate")) {
            table.compute(name, (key, provider) -> AnalysisPlugin.requiresAnalysisSettings(provider));
        }
    }

    private void add(String type, BiFunction<String, UnaryOperator<TokenStream>, TokenFilterFactory> kind, Recipe recipe) {
        table.put(type, (index, environment, name, settings) ->
            kind.apply(name, recipe.read(new Config(index, environment, name, settings))));
    }

    private static UnaryOperator<TokenStream> lowercase(Config config) {
        String language = config.settings().get("language");
        if (language == null) {
            return LowerCaseFilter::new;
        }
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "greek" -> GreekLowerCaseFilter::new;
            case "irish" -> IrishLowerCaseFilter::new;
            case "turkish" -> TurkishLowerCaseFilter::new;
            default -> throw new IllegalArgumentException("lowercase has no language [" + language + "]");
        };
    }

    private static UnaryOperator<TokenStream> length(Config config) {
        int min = config.number("min", 0);
        int max = config.number("max", Integer.MAX_VALUE);
        return in -> new LengthFilter(in, min, max);
    }

    private static UnaryOperator<TokenStream> truncate(Config config) {
        int length = config.number("length", -1);
        if (length <= 0) {
            throw new IllegalArgumentException("[" + config.name() + "] requires [length], greater than 0");
        }
        return in -> new TruncateTokenFilter(in, length);
    }

    private static UnaryOperator<TokenStream> unique(Config config) {
        boolean onlyOnSamePosition = config.flag("only_on_same_position", false);
        return in -> new UniqueFilter(in, onlyOnSamePosition);
    }

    private static UnaryOperator<TokenStream> edgeNgram(Config config) {
        int min = config.number("min_gram", 1);
        int max = config.number("max_gram", 2);
        boolean original = config.flag("preserve_original", false);
        UnaryOperator<TokenStream> front = in -> new EdgeNGramTokenFilter(in, min, max, original);
        return switch (config.settings().get("side", "front")) {
            case "front" -> front;
            case "back" -> in -> new ReverseStringFilter(front.apply(new ReverseStringFilter(in)));
            default -> throw new IllegalArgumentException("[" + config.name() + "] side is front or back");
        };
    }

    private static UnaryOperator<TokenStream> ngram(Config config) {
        int min = config.number("min_gram", 1);
        int max = config.number("max_gram", 2);
        boolean original = config.flag("preserve_original", false);
        config.checkNgramWidth(min, max);
        return in -> new NGramTokenFilter(in, min, max, original);
    }

    private static UnaryOperator<TokenStream> elision(Config config) {
        CharArraySet articles = Analysis.parseArticles(config.environment(), config.settings());
        if (articles == null) {
            throw new IllegalArgumentException("[" + config.name() + "] requires [articles] or [articles_path]");
        }
        return in -> new ElisionFilter(in, articles);
    }

    private static UnaryOperator<TokenStream> keywordMarker(Config config) {
        String pattern = config.settings().get("keywords_pattern");
        if (pattern == null) {
            var keywords = new CharArraySet(config.requiredWords("keywords"), config.flag("ignore_case", false));
            return in -> new SetKeywordMarkerFilter(in, keywords);
        }
        if (config.settings().hasValue("keywords") || config.settings().hasValue("keywords_path")) {
            throw new IllegalArgumentException("[" + config.name() + "] takes keywords or keywords_pattern, not both");
        }
        Pattern compiled = Pattern.compile(pattern);
        return in -> new PatternKeywordMarkerFilter(in, compiled);
    }

    private static UnaryOperator<TokenStream> patternReplace(Config config) {
        String pattern = config.settings().get("pattern");
        if (pattern == null) {
            throw new IllegalArgumentException("[" + config.name() + "] requires [pattern]");
        }
        Pattern compiled = Regex.compile(pattern, config.settings().get("flags"));
        String replacement = config.settings().get("replacement", "");
        boolean all = config.flag("all", true);
        return in -> new PatternReplaceFilter(in, compiled, replacement, all);
    }

    private static UnaryOperator<TokenStream> stemmerOverride(Config config) throws IOException {
        var rules = new StemmerOverrideFilter.Builder(false);
        for (String rule : config.requiredWords("rules")) {
            String[] sides = rule.split("=>", -1);
            if (sides.length != 2 || sides[1].isBlank() || sides[1].contains(",")) {
                throw new IllegalArgumentException("[" + config.name() + "] cannot read the rule [" + rule + "]");
            }
            for (String word : sides[0].split(",", -1)) {
                rules.add(word.trim(), sides[1].trim());
            }
        }
        var map = rules.build();
        return in -> new StemmerOverrideFilter(in, map);
    }

    /** With single characters kept beside the pairs, positions overlap: no graph, no synonym rules. */
    private static TokenFilterFactory cjkBigram(Config config) {
        List<String> ignored = config.settings().getAsList("ignored_scripts");
        int scripts = (ignored.contains("han") ? 0 : CJKBigramFilter.HAN)
            | (ignored.contains("hiragana") ? 0 : CJKBigramFilter.HIRAGANA)
            | (ignored.contains("katakana") ? 0 : CJKBigramFilter.KATAKANA)
            | (ignored.contains("hangul") ? 0 : CJKBigramFilter.HANGUL);
        if (config.flag("output_unigrams", false) == false) {
            return new FilterKinds.Plain(config.name(), in -> new CJKBigramFilter(in, scripts, false));
        }
        return new FilterKinds.Stacking(config.name(), in -> {
            var bigrams = new CJKBigramFilter(in, scripts, true);
            bigrams.addAttribute(DisableGraphAttribute.class);
            return bigrams;
        });
    }
}
