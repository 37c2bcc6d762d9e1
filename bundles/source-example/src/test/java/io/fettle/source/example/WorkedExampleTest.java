package io.fettle.source.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual quotes this code, and the archetype makes it under other names. Both have to stay true. */
class WorkedExampleTest {
    private static final Path MAIN = Path.of("src/main/java/io/fettle/source/example");
    private static final Path TEST = Path.of("src/test/java/io/fettle/source/example");
    private static final Path ARCHETYPE = Path.of("../source-archetype/src/main/resources/archetype-resources");
    private static final Path MANUAL = Path.of("../../docs/write-a-patch-source.md");
    private static final Pattern QUOTATION =
            Pattern.compile("<!-- from (\\w+\\.java), (\\w+) -->\n```java\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void theManualQuotesThisVeryCode() throws IOException {
        List<MatchResult> quotations =
                QUOTATION.matcher(Files.readString(MANUAL)).results().toList();
        assertThat(quotations).hasSizeGreaterThan(5);
        for (MatchResult quotation : quotations) {
            String file = quotation.group(1);
            assertThat(quotation.group(3)).as(file).isEqualTo(tagged(file, quotation.group(2)));
        }
        assertThat(Files.readString(MANUAL).split("```java", -1))
                .as("every piece of Java says where it is from")
                .hasSize(quotations.size() + 1);
    }

    private static String tagged(String file, String tag) throws IOException {
        String code = Files.readString(Files.exists(MAIN.resolve(file)) ? MAIN.resolve(file) : TEST.resolve(file));
        String begin = "// tag::" + tag + "[]\n";
        int from = code.indexOf(begin) + begin.length();
        int to = code.indexOf("// end::" + tag + "[]");
        assertThat(to).as(file + " has the part " + tag).isGreaterThan(from);
        return code.substring(from, code.lastIndexOf('\n', to)).stripIndent() + '\n';
    }

    @Test
    void theArchetypeMakesThisVeryCode() throws IOException {
        int compared = 0;
        try (Stream<Path> templates = Files.walk(ARCHETYPE.resolve("src"))) {
            for (Path template : templates
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList()) {
                String name = template.getFileName().toString().replace("__className__", "Example");
                Path mine = Files.exists(MAIN.resolve(name)) ? MAIN.resolve(name) : TEST.resolve(name);
                assertThat(made(Files.readString(template))).as(name).isEqualTo(untagged(mine));
                compared++;
            }
        }
        assertThat(compared).as("four classes and the contract test").isEqualTo(5);
    }

    private static String made(String template) {
        return template.replace("${package}", "io.fettle.source.example")
                .replace("${className}", "Example")
                .replace("${kind}", "example");
    }

    private static String untagged(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?m)^ *// (tag|end)::.*\n", "");
    }
}
