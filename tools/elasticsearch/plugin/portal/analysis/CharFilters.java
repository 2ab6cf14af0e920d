package portal.analysis;

import java.io.Reader;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** Char filters by official name. */
final class CharFilters {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private record Plain(String name, UnaryOperator<Reader> chain) implements CharFilterFactory {
        @Override
        public Reader create(Reader input) {
            return chain.apply(input);
        }
    }

    /** One that keyword normalizers may use. */
    private record Normalizing(String name, UnaryOperator<Reader> chain) implements NormalizingCharFilterFactory {
        @Override
        public Reader create(Reader input) {
            return chain.apply(input);
        }
    }

    private CharFilters() {}

    static Map<String, AnalysisProvider<CharFilterFactory>> table() {
        Map<String, AnalysisProvider<CharFilterFactory>> table = new TreeMap<>();
        table.put("html_strip", (index, environment, name, settings) ->
            new Plain(name, htmlStrip(new Config(index, environment, name, settings))));
        table.put("mapping", AnalysisPlugin.requiresAnalysisSettings((index, environment, name, settings) ->
            new Normalizing(name, mapping(new Config(index, environment, name, settings)))));
        table.put("pattern_replace", AnalysisPlugin.requiresAnalysisSettings((index, environment, name, settings) ->
            new Normalizing(name, patternReplace(new Config(index, environment, name, settings)))));
        return table;
    }

    private static UnaryOperator<Reader> htmlStrip(Config config) {
        Set<String> kept = Set.copyOf(config.settings().getAsList("escaped_tags"));
        return kept.isEmpty() ? HTMLStripCharFilter::new : in -> new HTMLStripCharFilter(in, kept);
    }

    private static UnaryOperator<Reader> patternReplace(Config config) {
        String pattern = config.settings().get("pattern");
        if (pattern == null || pattern.isEmpty()) {
            throw new IllegalArgumentException("[" + config.name() + "] requires [pattern]");
        }
        Pattern compiled = Regex.compile(pattern, config.settings().get("flags"));
        String replacement = config.settings().get("replacement", "");
        return in -> new PatternReplaceCharFilter(compiled, replacement, in);
    }

    private static UnaryOperator<Reader> mapping(Config config) {
        var rules = new NormalizeCharMap.Builder();
        for (String rule : config.requiredWords("mappings")) {
            int arrow = rule.lastIndexOf("=>");
            if (arrow < 0) {
                throw new IllegalArgumentException("[" + config.name() + "] cannot read the mapping [" + rule + "]");
            }
            rules.add(unescape(rule.substring(0, arrow).trim()), unescape(rule.substring(arrow + 2).trim()));
        }
        NormalizeCharMap map = rules.build();
        return in -> new MappingCharFilter(map, in);
    }

    /** Escapes are how a mapping names a blank, which trimming would otherwise remove. */
    private static String unescape(String side) {
        return ESCAPE.matcher(side).replaceAll(found -> Matcher.quoteReplacement(
            found.group(1) != null ? Character.toString(Integer.parseInt(found.group(1), 16)) : named(found.group(2))));
    }

    private static String named(String letter) {
        return switch (letter) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            case "b" -> "\b";
            case "f" -> "\f";
            default -> letter;
        };
    }
}
