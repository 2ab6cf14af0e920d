package portal.analysis;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.text.ParseException;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymFilter;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.util.CharsRef;
import org.apache.lucene.util.CharsRefBuilder;
import org.elasticsearch.index.IndexService.IndexCreationContext;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalysisMode;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.CustomAnalyzer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/**
 * `synonym` and `synonym_graph`, rules in Solr's notation.
 *
 * The rules are analysed by whatever stands before the filter in the chain, so the filter proper
 * is built only when the server tells which chain that is.
 */
record SynonymRules(Config config, boolean graph) implements TokenFilterFactory {

    static AnalysisProvider<TokenFilterFactory> provider(boolean graph) {
        return AnalysisPlugin.requiresAnalysisSettings((index, environment, name, settings) -> {
            var rules = new SynonymRules(new Config(index, environment, name, settings), graph);
            rules.check();
            return rules;
        });
    }

    /** Sets would come from the synonyms API, which needs the module reindex; this server lacks it. */
    private void check() {
        config.refuse("synonyms_set");
        if ("wordnet".equalsIgnoreCase(config.settings().get("format"))) {
            config.refuse("format");
        }
        if (setting("synonyms") == false && setting("synonyms_path") == false) {
            throw new IllegalArgumentException("[" + name() + "] requires synonyms or synonyms_path");
        }
    }

    private boolean setting(String key) {
        return config.settings().hasValue(key);
    }

    private boolean updateable() {
        return config.flag("updateable", false);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public AnalysisMode getAnalysisMode() {
        return updateable() ? AnalysisMode.SEARCH_TIME : AnalysisMode.ALL;
    }

    @Override
    public TokenStream create(TokenStream input) {
        throw new IllegalStateException("[" + name() + "] must first be told its analysis chain");
    }

    @Override
    public TokenFilterFactory getChainAwareTokenFilterFactory(
        IndexCreationContext context,
        TokenizerFactory tokenizer,
        List<CharFilterFactory> charFilters,
        List<TokenFilterFactory> previous,
        Function<String, TokenFilterFactory> all
    ) {
        Analyzer analyzer = new CustomAnalyzer(
            tokenizer,
            charFilters.toArray(CharFilterFactory[]::new),
            previous.stream().map(TokenFilterFactory::getSynonymFilter).toArray(TokenFilterFactory[]::new)
        );
        return new Expansion(name(), parse(analyzer), graph, getAnalysisMode());
    }

    private Reader rules() {
        if (setting("synonyms")) {
            return new StringReader(String.join("\n", config.words("synonyms")));
        }
        return Analysis.getReaderFromFile(config.environment(), config.settings().get("synonyms_path"), "synonyms");
    }

    private boolean lenient() {
        return config.flag("lenient", updateable());
    }

    private SynonymMap parse(Analyzer analyzer) {
        try {
            var parser = new Parser(config.flag("expand", true), lenient(), analyzer);
            parser.parse(rules());
            return parser.build();
        } catch (IOException | ParseException | IllegalArgumentException error) {
            throw new IllegalArgumentException("failed to build synonyms of [" + name() + "]", error);
        }
    }

    /** Lenient: a word that analysis removes or doubles drops out of its rule, and the rest stays. */
    private static final class Parser extends SolrSynonymParser {
        private final boolean lenient;

        Parser(boolean expand, boolean lenient, Analyzer analyzer) {
            super(true, expand, analyzer);
            this.lenient = lenient;
        }

        @Override
        public CharsRef analyze(String text, CharsRefBuilder reuse) throws IOException {
            try {
                return super.analyze(text, reuse);
            } catch (IllegalArgumentException error) {
                if (lenient) {
                    return new CharsRef("");
                }
                throw error;
            }
        }

        @Override
        public void add(CharsRef input, CharsRef output, boolean includeOriginal) {
            if (lenient == false || (input.length > 0 && output.length > 0)) {
                super.add(input, output, includeOriginal);
            }
        }
    }

    /** The filter proper, for one chain. A later synonym filter reads its rules as if this one were absent. */
    private record Expansion(String name, SynonymMap map, boolean graph, AnalysisMode mode)
        implements TokenFilterFactory {

        /** `synonym` is the flat filter Lucene calls deprecated, because the official one is. */
        @Override
        @SuppressWarnings("deprecation")
        public TokenStream create(TokenStream input) {
            if (map.fst == null) {
                return input;
            }
            return graph ? new SynonymGraphFilter(input, map, false) : new SynonymFilter(input, map, false);
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            return IDENTITY_FILTER;
        }

        @Override
        public AnalysisMode getAnalysisMode() {
            return mode;
        }
    }
}
