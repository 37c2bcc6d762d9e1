package io.fettle.source.rpm;

import static io.fettle.source.rpm.TestRepository.collection;
import static io.fettle.source.rpm.TestRepository.fix;
import static io.fettle.source.rpm.TestRepository.pkg;
import static io.fettle.source.rpm.TestRepository.primary;
import static io.fettle.source.rpm.TestRepository.update;
import static io.fettle.source.rpm.TestRepository.updates;
import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.FettleException;
import io.fettle.format.FormatException;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Seeded damage to good input: every reader either succeeds or fails the one way it declares, in bounded time. */
class FuzzTest {
    /** Buffers of the parsers for XML and YAML. */
    private static final long PARSER_BYTES = 32L << 20;

    private static final int ROUNDS = 5_000;

    @Test
    @Fuzzes(RepomdReader.class)
    void lists() {
        String list = "<repomd><revision>1</revision><data type=\"primary\"><checksum type=\"sha256\">" + "a".repeat(64)
                + "</checksum><location href=\"repodata/p.xml.gz\"/><size>1</size><open-size>2</open-size></data></repomd>";
        mutate(list, input -> RepomdReader.read(input, "fuzz"));
    }

    @Test
    @Fuzzes(PrimaryReader.class)
    void packages() {
        String obsoletes =
                "<rpm:obsoletes><rpm:entry name=\"x\" flags=\"LT\" epoch=\"1\" ver=\"2\" rel=\"3\"/></rpm:obsoletes>";
        mutate(
                primary(pkg("bash 0 5.1.8 9.el9 x86_64", obsoletes)),
                input -> PrimaryReader.read(
                        new ByteArrayInputStream(input),
                        input.length + 1,
                        Modules.NONE,
                        offered -> assertThat(offered.version()).contains("-"),
                        "fuzz"));
    }

    @Test
    @Fuzzes(UpdateinfoReader.class)
    void updateinfo() {
        String one = update(
                "X-1",
                "<title>t</title><issued date=\"2026-01-01 10:00:00\"/><severity>Low</severity><references><reference"
                        + " href=\"https://x.example.org/\" id=\"CVE-2026-0001\" type=\"cve\"/></references>"
                        + collection(
                                "<module name=\"m\" stream=\"1\"/>", fix("a 1 2 3 noarch", "<reboot_suggested/>")));
        mutate(
                updates(one),
                input -> UpdateinfoReader.read(
                        new ByteArrayInputStream(input),
                        input.length + 1,
                        Modules.NONE,
                        update -> update.build("rpm", "Fedora:42"),
                        "fuzz"));
    }

    @Test
    @Fuzzes(ModulesReader.class)
    void modules() {
        mutate(
                "---\ndocument: modulemd\nversion: 2\ndata:\n  name: a\n  stream: \"1\"\n  artifacts:\n    rpms:\n    - a-0:1-1.noarch\n...\n",
                input -> ModulesReader.read(new ByteArrayInputStream(input), input.length + 1, "fuzz"));
    }

    @Test
    @Fuzzes(RpmSettings.class)
    void settings() {
        Map<String, String> good = Map.of("uri", "https://dl.example.org/9/", "platform", "Fedora:42");
        good.forEach((key, value) -> Fuzz.of("rpm " + key, value)
                .declares(FettleException.class)
                .lenient()
                .sparingly()
                .check(input -> {
                    Map<String, String> spoiled = new HashMap<>(good);
                    spoiled.put(key, new String(input, StandardCharsets.UTF_8));
                    RpmSettings.parse(spoiled);
                }));
    }

    private static void mutate(String good, Fuzz.Reading reader) {
        Fuzz.of("fuzz", good)
                .declares(FormatException.class)
                .rounds(ROUNDS)
                .within(PARSER_BYTES)
                .check(reader);
    }
}
