package portal.analysis;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.es.SpanishPluralStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchMinimalStemFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;

/** The `stemmer` filter: the languages of the portal, out of the official list. */
final class Stemmers {

    private static final Map<String, UnaryOperator<TokenStream>> LANGUAGES = new TreeMap<>();

    static {
        LANGUAGES.put("arabic", ArabicStemFilter::new);
        LANGUAGES.put("english", PorterStemFilter::new);
        LANGUAGES.put("light_english", KStemFilter::new);
        LANGUAGES.put("minimal_english", EnglishMinimalStemFilter::new);
        LANGUAGES.put("porter", PorterStemFilter::new);
        LANGUAGES.put("porter2", in -> new SnowballFilter(in, new EnglishStemmer()));
        LANGUAGES.put("possessive_english", EnglishPossessiveFilter::new);
        LANGUAGES.put("french", in -> new SnowballFilter(in, new FrenchStemmer()));
        LANGUAGES.put("light_french", FrenchLightStemFilter::new);
        LANGUAGES.put("minimal_french", FrenchMinimalStemFilter::new);
        LANGUAGES.put("russian", in -> new SnowballFilter(in, new RussianStemmer()));
        LANGUAGES.put("light_russian", RussianLightStemFilter::new);
        LANGUAGES.put("spanish", in -> new SnowballFilter(in, new SpanishStemmer()));
        LANGUAGES.put("light_spanish", SpanishLightStemFilter::new);
        LANGUAGES.put("spanish_plural", SpanishPluralStemFilter::new);
    }

    private Stemmers() {}

    static UnaryOperator<TokenStream> read(Config config) {
        String language = config.settings().get("language", config.settings().get("name", "porter"));
        var stemmer = LANGUAGES.get(language.toLowerCase(Locale.ROOT));
        if (stemmer == null) {
            throw new IllegalArgumentException(
                "[" + config.name() + "] no stemmer [" + language + "] in this local stand-in, only " + LANGUAGES.keySet()
            );
        }
        return stemmer;
    }
}
