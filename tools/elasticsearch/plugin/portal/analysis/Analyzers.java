package portal.analysis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.core.SimpleAnalyzer;
import org.apache.lucene.analysis.core.StopAnalyzer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.AnalyzerScope;
import org.elasticsearch.index.analysis.PreBuiltAnalyzerProviderFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.indices.analysis.PreBuiltCacheFactory.CachingStrategy;

/** Analyzers by official name. `standard` is absent: the server has it itself. */
final class Analyzers {

    /** Lucene's analyzers take the words to drop, and the words not to stem. */
    private interface Language {
        Analyzer build(CharArraySet stopwords, CharArraySet unstemmed);
    }

    private record Ready(String name, Analyzer analyzer) implements AnalyzerProvider<Analyzer> {
        @Override
        public AnalyzerScope scope() {
            return AnalyzerScope.INDEX;
        }

        @Override
        public Analyzer get() {
            return analyzer;
        }
    }

    private final Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> table = new TreeMap<>();

    static Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> table() {
        var analyzers = new Analyzers();
        analyzers.addLanguages();
        analyzers.add("keyword", KeywordAnalyzer::new);
        analyzers.add("simple", SimpleAnalyzer::new);
        analyzers.add("whitespace", WhitespaceAnalyzer::new);
        analyzers.addLanguage("stop", EnglishAnalyzer.ENGLISH_STOP_WORDS_SET, (stop, unstemmed) -> new StopAnalyzer(stop));
        return analyzers.table;
    }

    /** Language analyzers named without settings; the server knows the other bare names. */
    static List<PreBuiltAnalyzerProviderFactory> bareNames() {
        return List.of(
            bare("arabic", ArabicAnalyzer::new),
            bare("cjk", CJKAnalyzer::new),
            bare("english", EnglishAnalyzer::new),
            bare("french", FrenchAnalyzer::new),
            bare("russian", RussianAnalyzer::new),
            bare("spanish", SpanishAnalyzer::new)
        );
    }

    private static PreBuiltAnalyzerProviderFactory bare(String name, Supplier<Analyzer> analyzer) {
        return new PreBuiltAnalyzerProviderFactory(name, CachingStrategy.LUCENE, analyzer);
    }

    private void addLanguages() {
        addLanguage("arabic", ArabicAnalyzer.getDefaultStopSet(), ArabicAnalyzer::new);
        addLanguage("cjk", CJKAnalyzer.getDefaultStopSet(), (stop, unstemmed) -> new CJKAnalyzer(stop));
        addLanguage("english", EnglishAnalyzer.getDefaultStopSet(), EnglishAnalyzer::new);
        addLanguage("french", FrenchAnalyzer.getDefaultStopSet(), FrenchAnalyzer::new);
        addLanguage("russian", RussianAnalyzer.getDefaultStopSet(), RussianAnalyzer::new);
        addLanguage("spanish", SpanishAnalyzer.getDefaultStopSet(), SpanishAnalyzer::new);
    }

    private void add(String type, Supplier<Analyzer> analyzer) {
        table.put(type, (index, environment, name, settings) -> new Ready(name, analyzer.get()));
    }

    /** `stopwords` and `stem_exclusion` as everywhere in Elasticsearch. */
    private void addLanguage(String type, CharArraySet defaultStopwords, Language language) {
        table.put(type, (index, environment, name, settings) -> new Ready(name, language.build(
            Analysis.parseStopWords(environment, settings, defaultStopwords),
            Analysis.parseStemExclusion(settings, CharArraySet.EMPTY_SET)
        )));
    }
}
