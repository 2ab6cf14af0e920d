package portal.analysis;

import java.util.List;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.Analysis;

/** What the server hands to every factory, as one value, with the readings the tables need. */
record Config(IndexSettings index, Environment environment, String name, Settings settings) {

    boolean flag(String key, boolean byDefault) {
        return settings.getAsBoolean(key, byDefault);
    }

    int number(String key, int byDefault) {
        return settings.getAsInt(key, byDefault);
    }

    /** The list under `key`, or the lines of the file named by `key`_path; null if neither is set. */
    List<String> words(String key) {
        return Analysis.getWordList(environment, settings, key);
    }

    List<String> requiredWords(String key) {
        List<String> words = words(key);
        if (words == null) {
            throw new IllegalArgumentException("[" + name + "] requires [" + key + "] or [" + key + "_path]");
        }
        return words;
    }

    /** The official limit on ngram and its tokenizer: index.max_ngram_diff, 1 unless raised. */
    void checkNgramWidth(int min, int max) {
        int allowed = index.getMaxNgramDiff();
        if (max - min > allowed) {
            throw new IllegalArgumentException(
                "[" + name + "] max_gram - min_gram is " + (max - min) + ", but index.max_ngram_diff allows " + allowed
            );
        }
    }

    /** Better an error than a parameter silently ignored here and obeyed by the official image. */
    void refuse(String... keys) {
        for (String key : keys) {
            if (settings.hasValue(key)) {
                throw new IllegalArgumentException(
                    "[" + name + "] uses [" + key + "]: official, but not part of this local stand-in"
                );
            }
        }
    }
}
