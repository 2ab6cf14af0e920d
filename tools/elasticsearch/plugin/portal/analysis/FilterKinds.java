package portal.analysis;

import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;

/**
 * The kinds of token filter factory, which differ in two things only: whether a keyword normalizer
 * may use them, and whether they may stand before a synonym filter, which reads its rules through
 * the filters before it.
 */
final class FilterKinds {

    private FilterKinds() {}

    record Plain(String name, UnaryOperator<TokenStream> chain) implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream input) {
            return chain.apply(input);
        }
    }

    /** Changes characters only, so that normalizers may use it. */
    record Normalizing(String name, UnaryOperator<TokenStream> chain) implements NormalizingTokenFilterFactory {
        @Override
        public TokenStream create(TokenStream input) {
            return chain.apply(input);
        }
    }

    /** Puts several tokens where one stood; synonym rules cannot be read through it. */
    record Stacking(String name, UnaryOperator<TokenStream> chain) implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream input) {
            return chain.apply(input);
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            throw new IllegalArgumentException("Token filter [" + name + "] cannot be used to parse synonyms");
        }
    }

    /** Keeps the accented form beside the folded one in text, but never in normalizers or synonym rules. */
    record AsciiFolding(String name, boolean preserveOriginal) implements NormalizingTokenFilterFactory {
        @Override
        public TokenStream create(TokenStream input) {
            return new ASCIIFoldingFilter(input, preserveOriginal);
        }

        @Override
        public TokenStream normalize(TokenStream input) {
            return new ASCIIFoldingFilter(input, false);
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            return new AsciiFolding(name, false);
        }
    }
}
