import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * Prints the tokens of plain Lucene, with nothing of Elasticsearch on the class path.
 *
 * The folder named on the command line holds `texts`, parted by NUL, and `chains`, a line for each
 * step of each analyzer of ours: its name, the kind of the step, Lucene's name and the parameters.
 * A line of the answer: analyzer, number of the text, term, start, end, position, type.
 */
public final class Tokens {

    private record Printer(String analyzer, PrintWriter out) {
        void print(int text, TokenStream tokens) throws IOException {
            var term = tokens.addAttribute(CharTermAttribute.class);
            var offset = tokens.addAttribute(OffsetAttribute.class);
            var step = tokens.addAttribute(PositionIncrementAttribute.class);
            var type = tokens.addAttribute(TypeAttribute.class);
            int position = -1;
            tokens.reset();
            while (tokens.incrementToken()) {
                position += step.getPositionIncrement();
                out.println(analyzer + "\t" + text + "\t" + term + "\t" + offset.startOffset()
                    + "\t" + offset.endOffset() + "\t" + position + "\t" + type.type());
            }
            tokens.end();
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String[] texts = Files.readString(folder.resolve("texts")).split("\0");
        Map<String, Analyzer> analyzers = ofLucene();
        for (var chain : chains(folder).entrySet()) {
            analyzers.put(chain.getKey(), chain.getValue().build());
        }
        var encoded = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
        try (var out = new PrintWriter(new BufferedWriter(encoded))) {
            for (var analyzer : analyzers.entrySet()) {
                var printer = new Printer(analyzer.getKey(), out);
                for (int text = 0; text < texts.length; text++) {
                    try (var tokens = analyzer.getValue().tokenStream("", new StringReader(texts[text]))) {
                        printer.print(text, tokens);
                    }
                }
            }
        }
    }

    private static Map<String, Analyzer> ofLucene() {
        Map<String, Analyzer> analyzers = new LinkedHashMap<>();
        analyzers.put("arabic", new ArabicAnalyzer());
        analyzers.put("cjk", new CJKAnalyzer());
        analyzers.put("english", new EnglishAnalyzer());
        analyzers.put("french", new FrenchAnalyzer());
        analyzers.put("russian", new RussianAnalyzer());
        analyzers.put("spanish", new SpanishAnalyzer());
        return analyzers;
    }

    private static Map<String, CustomAnalyzer.Builder> chains(Path folder) throws IOException {
        Map<String, CustomAnalyzer.Builder> builders = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("chains"))) {
            List<String> columns = Arrays.asList(line.split("\t"));
            String name = columns.get(0);
            if (builders.containsKey(name) == false) {
                builders.put(name, CustomAnalyzer.builder(folder).withTokenizer("standard"));
            }
            add(builders.get(name), columns.get(1), columns.get(2), columns.subList(3, columns.size()));
        }
        return builders;
    }

    private static void add(CustomAnalyzer.Builder builder, String kind, String step, List<String> parameters)
        throws IOException {
        Map<String, String> named = new HashMap<>();
        for (String parameter : parameters) {
            String[] sides = parameter.split("=", 2);
            named.put(sides[0], sides.length == 2 ? sides[1] : "");
        }
        if (kind.equals("char_filter")) {
            builder.addCharFilter(step, named);
        } else {
            builder.addTokenFilter(step, named);
        }
    }
}
